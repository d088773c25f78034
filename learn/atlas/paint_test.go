package atlas

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"wakesleep/network/images"
)

// scattered is a map of images at random places in clusters, some of them at the same.
func scattered(n int, seed uint64) (*Map, *images.Set) {
	r := rand.New(rand.NewPCG(seed, 5))
	m := &Map{Kind: Cuts, Count: 10}
	set := &images.Set{Name: "scattered", Width: 28, Height: 28, Grey: make([]uint8, n*784)}
	for i := range set.Grey {
		set.Grey[i] = uint8(r.Uint32())
	}
	for i := range n {
		g := r.IntN(10)
		x, y := float64(g%4)*12+2*r.NormFloat64(), float64(g/4)*14+2*r.NormFloat64()
		if i > 0 && i%50 == 0 {
			x, y = float64(m.X[i-1]), float64(m.Y[i-1])
		}
		m.X, m.Y = append(m.X, float32(x)), append(m.Y, float32(y))
		m.Bits, m.Groups = append(m.Bits, float32(100+20*r.NormFloat64())), append(m.Groups, int32(g))
		set.Labels = append(set.Labels, uint8(g))
	}
	return m, set
}

func TestIndexFindsTheNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, _ := scattered(rapid.IntRange(1, 300).Draw(t, "n"), rapid.Uint64().Draw(t, "seed"))
		x, y := rapid.Float64Range(-80, 80).Draw(t, "x"), rapid.Float64Range(-80, 80).Draw(t, "y")
		within := rapid.Float64Range(.01, 200).Draw(t, "within")
		want, least := -1, within
		for i := range m.X {
			if d := math.Hypot(float64(m.X[i])-x, float64(m.Y[i])-y); d < least || d == within && want < 0 {
				want, least = i, d
			}
		}
		got, found := m.Index().Nearest(x, y, within)
		if found != (want >= 0) || found && got != want {
			t.Fatalf("image %d (%v) is nearest, want %d", got, found, want)
		}
	})
}

// In a view every image that lies in it is a dot or a picture, once, and pictures do not
// touch; when one zooms in by less than pictures grow, none becomes a dot.
func TestPicturesDoNotTouch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, set := scattered(rapid.IntRange(1, 400).Draw(t, "n"), rapid.Uint64().Draw(t, "seed"))
		p := NewPainter(m, set)
		v := p.Whole(300, 200).Zoomed(rapid.Float64Range(1, 100).Draw(t, "zoom"), rapid.Float64Range(0, 300).Draw(t, "x"), rapid.Float64Range(0, 200).Draw(t, "y"))
		size := p.Picture(v)
		p.choose(v, size)
		seen := map[int32]bool{}
		for _, i := range slices.Concat(p.dots, p.shown) {
			if seen[i] {
				t.Fatalf("image %d is there twice", i)
			}
			seen[i] = true
		}
		for i := range m.X {
			if x, y := v.Of(float64(m.X[i]), float64(m.Y[i])); x >= 0 && y >= 0 && x < 300 && y < 200 && !seen[int32(i)] {
				t.Fatalf("image %d is not there", i)
			}
		}
		for a, i := range p.shown {
			for _, j := range p.shown[:a] {
				xi, yi := v.Of(float64(m.X[i]), float64(m.Y[i]))
				xj, yj := v.Of(float64(m.X[j]), float64(m.Y[j]))
				if math.Abs(xi-xj) < float64(size) && math.Abs(yi-yj) < float64(size) {
					t.Fatalf("pictures %d and %d touch", i, j)
				}
			}
		}
	})
}

// A point of a picture shows its image, one beside them the nearest dot.
func TestWhatAPointShows(t *testing.T) {
	m, set := scattered(2000, 4)
	p := NewPainter(m, set)
	v := p.Whole(640, 480).Zoomed(12, 320, 240)
	p.choose(v, p.Picture(v))
	if len(p.shown) == 0 || len(p.dots) == 0 {
		t.Fatalf("%d pictures and %d dots", len(p.shown), len(p.dots))
	}
	for _, i := range slices.Clone(p.shown) {
		x, y := v.Of(float64(m.X[i]), float64(m.Y[i]))
		half := float64(p.Picture(v))/2 - 1
		for _, corner := range [][2]float64{{0, 0}, {half, half}, {-half, half}, {half, -half}} {
			if got, found := p.Find(v, x+corner[0], y+corner[1], 3); !found || got != int(i) || p.Shows(v, got) == 0 {
				t.Fatalf("picture %d shows image %d", i, got)
			}
		}
	}
	for _, i := range slices.Clone(p.dots) {
		x, y := v.Of(float64(m.X[i]), float64(m.Y[i]))
		got, found := p.Find(v, x, y, 3)
		if at := p.Shows(v, got); !found || at == 0 && (m.X[got] != m.X[i] || m.Y[got] != m.Y[i]) || p.Shows(v, int(i)) != 0 {
			t.Fatalf("dot %d shows image %d", i, got)
		}
	}
}

// What moves does not make pictures come or go.
func TestPicturesStayWhileOneMoves(t *testing.T) {
	m, set := scattered(5000, 3)
	p := NewPainter(m, set)
	v := p.Whole(640, 480).Zoomed(20, 320, 240)
	p.choose(v, p.Picture(v))
	before := map[int32]bool{}
	for _, i := range p.shown {
		before[i] = true
	}
	v.X += 40 / v.Scale
	p.choose(v, p.Picture(v))
	for _, i := range p.dots {
		if before[i] {
			t.Fatalf("picture %d became a dot", i)
		}
	}
}

func TestAViewIsTheReverseOfItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Float64Range(-1000, 1000)
		v := View{number.Draw(t, "x"), number.Draw(t, "y"), rapid.Float64Range(.01, 1000).Draw(t, "scale"), 640, 480}
		x, y := number.Draw(t, "px"), number.Draw(t, "py")
		mapX, mapY := v.At(x, y)
		z := v.Zoomed(rapid.Float64Range(.1, 10).Draw(t, "factor"), x, y)
		for _, w := range []View{v, z} {
			if backX, backY := w.Of(mapX, mapY); math.Abs(backX-x) > 1e-3 || math.Abs(backY-y) > 1e-3 {
				t.Fatalf("%v, %v shows what %v, %v does", backX, backY, x, y)
			}
		}
	})
}

// A dot is where its image lies and has its colour, a picture has the image's ink.
func TestPaintedDotsAndPictures(t *testing.T) {
	set := &images.Set{Width: 2, Height: 2, Grey: []uint8{255, 0, 0, 255, 0, 255, 255, 0, 255, 255, 255, 255}, Labels: []uint8{3, 5, 5}}
	m := &Map{X: []float32{0, 10, 5}, Y: []float32{0, 4, 8}, Bits: []float32{1, 2, 3}, Groups: []int32{0, 0, 0}}
	p, look := NewPainter(m, set), NewLook(ByLabel(set, true), true, 0)
	v := p.Whole(400, 300)
	dots := image.NewRGBA(image.Rect(0, 0, 400, 300))
	p.paint(dots, v, look, 0)
	for i := range m.X {
		x, y := v.Of(float64(m.X[i]), float64(m.Y[i]))
		got, want := dots.RGBAAt(int(x), int(y)), look.Colours[look.Of[i]]
		if d := math.Abs(float64(got.R)-float64(want.R)) + math.Abs(float64(got.G)-float64(want.G)); d > 45 {
			t.Errorf("dot %d has the colour %v, want %v", i, got, want)
		}
	}
	if dots.RGBAAt(2, 2) != look.Ground {
		t.Error("beside the dots is no ground")
	}
	whole := p.Image(v, look)
	size := p.Picture(v)
	if size < 12 {
		t.Fatalf("three images are pictures of %d pixels", size)
	}
	for i := range m.X {
		x, y := v.Of(float64(m.X[i]), float64(m.Y[i]))
		for k, level := range set.Image(i) {
			dx, dy := float64(k%2)-.5, float64(k/2)-.5
			got := whole.RGBAAt(int(x+.9*dx*float64(size)), int(y+.9*dy*float64(size)))
			want := mix(look.Paper, look.Colours[look.Of[i]], float64(level)/255)
			if math.Abs(float64(got.R)-float64(want.R))+math.Abs(float64(got.B)-float64(want.B)) > 30 {
				t.Errorf("pixel %d of picture %d is %v, want %v", k, i, got, want)
			}
		}
	}
}

// What lies over the edge of a picture is cut off, whatever the view.
func TestPaintAtEveryEdge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, set := scattered(60, 9)
		p, look := NewPainter(m, set), NewLook(ByGroup(m, false, func(g int) string { return fmt.Sprint(g) }), false, 15)
		v := p.Whole(rapid.IntRange(1, 90).Draw(t, "w"), rapid.IntRange(1, 90).Draw(t, "h"))
		v = v.Zoomed(rapid.Float64Range(.1, MostZoom).Draw(t, "zoom"), rapid.Float64Range(-50, 150).Draw(t, "x"), rapid.Float64Range(-50, 150).Draw(t, "y"))
		p.Paint(image.NewRGBA(image.Rect(0, 0, v.Width, v.Height)), v, look)
	})
}

func TestColoursOfBits(t *testing.T) {
	m, _ := scattered(500, 1)
	c := ByBits(m, true)
	for i := range m.Bits {
		for j := range m.Bits {
			if m.Bits[i] < m.Bits[j] && c.Of[i] > c.Of[j] {
				t.Fatalf("%g bits have colour %d, %g bits %d", m.Bits[i], c.Of[i], m.Bits[j], c.Of[j])
			}
		}
	}
	if c.Low >= c.High || c.Of[slices.Index(m.Bits, slices.Min(m.Bits))] != 0 {
		t.Errorf("from %g to %g", c.Low, c.High)
	}
	same := &Map{Bits: []float32{7, 7, 7}}
	if c := ByBits(same, true); c.Low != 7 || c.High != 7 || c.Of[2] != 0 {
		t.Errorf("images of the same length: %+v", c.Of)
	}
}

func TestFilesOfAMap(t *testing.T) {
	m, set := scattered(300, 2)
	p, look := NewPainter(m, set), NewLook(ByGroup(m, true, func(g int) string { return fmt.Sprintf("<%d>", g) }), true, 14)
	files := map[string][]byte{}
	for _, format := range Formats() {
		var file bytes.Buffer
		if err := p.Write(&file, format, look, 500, 400); err != nil {
			t.Fatal(err)
		}
		files[format] = file.Bytes()
	}
	if picture, err := png.Decode(bytes.NewReader(files["png"])); err != nil || picture.Bounds() != image.Rect(0, 0, 500, 400) {
		t.Errorf("the picture: %v", err)
	}
	dots := 0
	for d := xml.NewDecoder(bytes.NewReader(files["svg"])); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("the drawing: %v", err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "path" {
			for _, a := range e.Attr {
				dots += strings.Count(a.Value, "M")
			}
		}
	}
	if dots != 300 {
		t.Errorf("the drawing has %d dots", dots)
	}
	lines, err := csv.NewReader(bytes.NewReader(files["csv"])).ReadAll()
	if err != nil || len(lines) != 301 {
		t.Fatalf("the numbers: %d lines, %v", len(lines), err)
	}
	for i, line := range lines[1:] {
		x, _ := strconv.ParseFloat(line[1], 32)
		bits, _ := strconv.ParseFloat(line[5], 32)
		if float32(x) != m.X[i] || float32(bits) != m.Bits[i] || line[0] != strconv.Itoa(i) || line[3] != fmt.Sprint(set.Labels[i]) || line[4] != fmt.Sprint(m.Groups[i]) {
			t.Fatalf("line %d is %v", i, line)
		}
	}
	set.Labels, m.Kind = nil, None
	var bare bytes.Buffer
	if err := WriteCSV(&bare, m, set); err != nil || !strings.Contains(bare.String(), ",,,") {
		t.Errorf("without labels and groups: %v", err)
	}
}

// BenchmarkPaint paints 60,000 images at 1280×800, seen whole and from near.
func BenchmarkPaint(b *testing.B) {
	m, set := scattered(60_000, 1)
	p := NewPainter(m, set)
	look := NewLook(ByLabel(set, true), true, 20)
	onto := image.NewRGBA(image.Rect(0, 0, 1280, 800))
	for _, zoom := range []float64{1, 3, 6, 12, 40} {
		v := p.Whole(1280, 800)
		v.X, v.Y = float64(m.X[0]), float64(m.Y[0])
		v = v.Zoomed(zoom, 640, 400)
		b.Run(fmt.Sprintf("zoom=%g", zoom), func(b *testing.B) {
			for b.Loop() {
				v.X += 1 / v.Scale
				p.Paint(onto, v, look)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "frames/s")
			b.ReportMetric(float64(len(p.shown)), "pictures")
		})
	}
}
