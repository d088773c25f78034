package pictures

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
)

func TestSharesAreMeans(t *testing.T) {
	for _, c := range []struct{ m, n int }{{28, 28}, {28, 91}, {28, 11}, {3, 200}, {5, 1}} {
		covered := make([]float64, c.m)
		for i, parts := range shares(c.m, c.n) {
			sum := 0.0
			for _, part := range parts {
				sum += float64(part.weight)
				covered[part.from] += float64(part.weight)
			}
			if math.Abs(sum-1) > 1e-5 {
				t.Errorf("%d → %d: the weights of pixel %d sum to %v", c.m, c.n, i, sum)
			}
		}
		for from, sum := range covered {
			if want := float64(c.n) / float64(c.m); math.Abs(sum-want) > 1e-4 {
				t.Errorf("%d → %d: source pixel %d counts %v, want %v", c.m, c.n, from, sum, want)
			}
		}
	}
}

func TestColumnsThatFitBest(t *testing.T) {
	for _, c := range []struct {
		n             int
		width, height float64
		want          int
	}{{100, 500, 500, 10}, {8, 400, 90, 8}, {8, 400, 210, 4}, {6, 50, 400, 1}, {1, 10, 10, 1}} {
		if got := (grid{n: c.n, w: 28, h: 28}).choose(c.width, c.height, 2); got != c.want {
			t.Errorf("%d images in %v×%v: %d columns, want %d", c.n, c.width, c.height, got, c.want)
		}
	}
}

func TestFullRows(t *testing.T) {
	for _, c := range []struct {
		n             int
		width, height float64
		want          int
	}{
		{25, 300, 300, 5},
		{25, 200, 400, 4}, // 4 by 7 rows: a quarter larger than 5
		{100, 400, 400, 10},
		{100, 500, 440, 10}, // 11 would leave the last row half empty for little
		{7, 400, 40, 7},
	} {
		if got := (grid{n: c.n, w: 28, h: 28}).fullRows(c.width, c.height, 2); got != c.want {
			t.Errorf("%d images on %v×%v: %d columns, want %d", c.n, c.width, c.height, got, c.want)
		}
	}
}

func TestExtentIsThatOfTheSheet(t *testing.T) {
	s := NewSheet()
	images := make([][]float32, 7)
	for i := range images {
		images[i] = make([]float32, 400)
	}
	s.SetImages(images, 20, 20, 3, Grey())
	s.Resize(fyne.NewSize(200, Extent(7, 20, 20, 3, 200)))
	if _, size := s.area(); math.Abs(float64(size.Width)-200) > .5 || math.Abs(float64(size.Height-s.Size().Height)) > .5 {
		t.Errorf("the sheet is %v in %v", size, s.Size())
	}
	if got := Columns(100, 28, 28, fyne.NewSize(500, 500)); got != 10 {
		t.Errorf("%d columns, want 10", got)
	}
}
