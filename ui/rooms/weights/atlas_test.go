package weights

import (
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/stage"
)

func TestPixelsAreEffectsAndImages(t *testing.T) {
	s := stage.WithDigits(newScene(t), "5,4,3c")
	r := s.Shown()
	if !r.pixels() {
		t.Error("bare weights are what a person sees first")
	}
	r.layers.SetSelectedIndex(2)
	s.Settle()
	p := r.atlas.shown
	if !r.pixels() || p.width != 28 || len(p.down) != 3 || len(p.up[0]) != 784 {
		t.Fatalf("%s: %d pictures %d wide", r.form.Selected, len(p.down), p.width)
	}
	want := r.v.Snapshot.Machine.Effects(3, []int{2}, effectDreams, 1)[0]
	if !slices.Equal(p.down[2], want) {
		t.Error("below a category is not what it does to dreams")
	}
	// The mean image by hand: weighted by the unit's probability, less the plain mean.
	f, pixel := r.study.firing.Probabilities[3], 14*28+14
	sum, weights, plain := 0.0, 0.0, 0.0
	for i, grey := range r.study.greys {
		w := float64(f.Row(i)[2])
		sum += w * float64(grey[pixel]) / 255
		weights += w
		plain += float64(grey[pixel]) / 255 / float64(len(r.study.greys))
	}
	if got := float64(p.up[2][pixel]); math.Abs(got-(sum/weights-plain)) > 1e-4 {
		t.Errorf("images that fire it: %v, want %v", got, sum/weights-plain)
	}
}

func TestZoomMakesTilesLarger(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	a := r.atlas
	fit := pictures.Columns(20, 28, 28, fyne.NewSize((a.space.Width-kit.Gap)/2, a.space.Height))
	a.in.OnTapped()
	a.in.OnTapped()
	if height := a.up.MinSize().Height; height <= a.space.Height || a.zoom <= 2 || fit < 2 {
		t.Errorf("zoomed, the sheet is %v high in %v", height, a.space.Height)
	}
	s.choose(r, 19)
	if at, size := a.up.Cell(19); a.scroll.Offset.Y <= 0 || at.Y+size.Height > a.scroll.Offset.Y+a.scroll.Size().Height {
		t.Errorf("the last unit is chosen, and out of sight at %v: the sheet is scrolled by %v", at, a.scroll.Offset)
	}
	a.out.OnTapped()
	a.out.OnTapped()
	if a.zoom != 1 || !a.out.Disabled() || a.up.MinSize().Height > a.space.Height {
		t.Errorf("back at zoom %v", a.zoom)
	}
}

func TestPictureOfAHiddenLayerIsNearSquare(t *testing.T) {
	for _, n := range []int{1, 2, 3, 7, 10, 22, 50, 100, 150, 200, 997, 1000} {
		w, h := nearSquare(n)
		if w*h < n || (h-1)*w >= n || w < h || float64(w) > 1.6*float64(h)+1 {
			t.Errorf("%d units lie on %d×%d places", n, w, h)
		}
	}
	if w, h := nearSquare(50); w*h != 50 && w*h != 56 && w*h != 54 {
		t.Errorf("50 units lie on %d×%d places", w, h)
	}
}

func TestBothSheetsAreSaved(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	picture := s.SavedPicture(s.Shown().save)
	if size := picture.Bounds().Size(); size.X*size.Y < 2*20*28*28*pictures.Scale*pictures.Scale {
		t.Errorf("the picture has %v pixels", size)
	}
}
