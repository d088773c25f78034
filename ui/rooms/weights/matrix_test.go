package weights

import (
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"wakesleep/network"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// lateralPlace is the form of a test's lateral weights: no two are alike.
func lateralPlace(i, j int) float32 { return float32(100*i+j) / 1000 }

// richScene shows a machine whose weights are known: with lateral ones that tell where they
// lead, and skips.
func richScene(t *testing.T) (*scene, *Room, *network.Machine) {
	s := newScene(t)
	s.Rich("7,5", "lateral")
	r := s.Shown()
	m := r.v.Whole.Clone()
	for _, l := range []int{1, 2} {
		w := m.Generative.Weights(l, l)
		for i := range w.Rows {
			for j := i + 1; j < w.Rows; j++ {
				w.Row(i)[j] = lateralPlace(i, j)
			}
		}
	}
	v := *r.v
	v.Whole, v.MachineChanged = m, true
	r.Show(&v)
	s.Settle()
	return s, r, m
}

func (s *scene) connect(r *Room, name string) {
	s.T.Helper()
	if !slices.Contains(r.connections.Options, name) {
		s.T.Fatalf("%q is not among the connections %q", name, r.connections.Options)
	}
	r.connections.SetSelected(name)
	s.Settle()
}

func TestConnectionsAreAChoiceBesideTheLayer(t *testing.T) {
	s, r, _ := richScene(t)
	within, pixels := texts.Of("weights.connection.lateral"), texts.Of("weights.connection.pixels")
	if got := r.connections.Options; !slices.Equal(got, []string{within, pixels}) || r.connections.Selected != pixels || !r.connections.Visible() {
		t.Errorf("layer 1 offers %q, and shows that %q", got, r.connections.Selected)
	}
	r.layers.SetSelectedIndex(1)
	s.Settle()
	first := texts.Of("weights.connection.layer", 1)
	if got := r.connections.Options; !slices.Equal(got, []string{within, first, pixels}) || r.connections.Selected != first {
		t.Errorf("layer 2 offers %q, and shows that %q", got, r.connections.Selected)
	}
	s.connect(r, within)
	if r.pixels() || r.to != 2 {
		t.Errorf("weights within layer 2 are %q of layer %d", r.form.Selected, r.to)
	}
	r.layers.SetSelectedIndex(0)
	s.Settle()
	if r.connections.Selected != within {
		t.Errorf("another layer shows its weights %q", r.connections.Selected)
	}
	s.Digits("7,5")
	if r.connections.Selected != pixels || s.Reads("weights.connection.pixels") {
		t.Errorf("a plain machine offers %q", r.connections.Options)
	}
}

func TestSkipsToThePixelsArePictures(t *testing.T) {
	s, r, m := richScene(t)
	r.layers.SetSelectedIndex(1)
	s.connect(r, texts.Of("weights.connection.pixels"))
	p := r.atlas.shown
	if p.width != 28 || p.height != 28 || len(p.up) != 5 {
		t.Fatalf("%d pictures of %d×%d", len(p.up), p.width, p.height)
	}
	i := 7*28 + 12
	if got, want := p.up[3][i], m.Recognition.Weights(0, 2).Row(i)[3]; got != want {
		t.Errorf("recognition weight %v, want %v", got, want)
	}
	if got, want := p.down[3][i], m.Generative.Weights(2, 0).Row(3)[i]; got != want {
		t.Errorf("generative weight %v, want %v", got, want)
	}
	r.atlas.up.OnHovered(3, 12, 7, p.up[3][i], true)
	if want := texts.Of("weights.atlas.value", 3, texts.Of("weights.pixel", 12, 7), texts.Weight(p.up[3][i]), texts.Weight(p.down[3][i])); !s.ReadsWords(want) {
		t.Errorf("%q is not on the screen but %q", want, r.panel.Remark.Text)
	}
}

func TestMatrixHasARowForEachUnit(t *testing.T) {
	s, r, m := richScene(t)
	r.layers.SetSelectedIndex(1)
	r.form.SetSelectedIndex(int(asMatrix))
	s.Settle()
	a := r.atlas
	if a.up.Count() != 5 || len(a.up.Values(0)) != 7 {
		t.Fatalf("%d rows of %d weights", a.up.Count(), len(a.up.Values(0)))
	}
	for unit := range 5 {
		for below := range 7 {
			up, down := m.Recognition.Weights(1, 2).Row(below)[unit], m.Generative.Weights(2, 1).Row(unit)[below]
			if a.up.Values(unit)[below] != up || a.down.Values(unit)[below] != down {
				t.Errorf("unit %d, unit %d below: %v and %v, want %v and %v", unit, below, a.up.Values(unit)[below], a.down.Values(unit)[below], up, down)
			}
		}
	}
	// Rows lie on each other without a gap, as wide as there is room.
	first, size := a.up.Cell(0)
	second, _ := a.up.Cell(1)
	if d := second.Y - first.Y - size.Height; math.Abs(float64(d)) > 1e-3 || math.Abs(float64(size.Width-7*size.Height)) > .1 {
		t.Errorf("rows of %v, %v apart", size, d)
	}
	a.down.OnHovered(2, 6, 0, a.down.Values(2)[6], true)
	if want := texts.Of("weights.atlas.value", 2, texts.Of("common.unit", 6, 1), texts.Weight(a.up.Values(2)[6]), texts.Weight(a.down.Values(2)[6])); !s.ReadsWords(want) {
		t.Errorf("%q is not on the screen but %q", want, r.panel.Remark.Text)
	}
	a.down.OnChosen(4, false)
	s.Settle()
	if r.unit != 4 || a.up.Selected() != 4 {
		t.Errorf("a click in row 4 chooses unit %d", r.unit)
	}
	if picture := s.SavedPicture(r.save); picture.Bounds().Dx() < 2*7*pictures.Scale || picture.Bounds().Dy() != 5*pictures.Scale {
		t.Errorf("saved as a picture of %v", picture.Bounds())
	}
}

func TestLateralMatrixIsATriangle(t *testing.T) {
	s, r, _ := richScene(t)
	s.connect(r, texts.Of("weights.connection.lateral"))
	r.form.SetSelectedIndex(int(asMatrix))
	s.Settle()
	a := r.atlas
	for i := range 7 {
		for j := range 7 {
			from, onward := a.up.Values(i)[j], a.down.Values(i)[j]
			switch {
			case j < i && (from != lateralPlace(j, i) || onward == onward):
				t.Errorf("unit %d and %d before it: %v and %v", i, j, from, onward)
			case j > i && (onward != lateralPlace(i, j) || from == from):
				t.Errorf("unit %d and %d after it: %v and %v", i, j, from, onward)
			case j == i && (from == from || onward == onward):
				t.Errorf("unit %d drives itself by %v, %v", i, from, onward)
			}
		}
	}
	for _, hover := range []struct {
		sheet        *pictures.Choice
		row, column  int
		before, unit int
	}{{a.down, 2, 5, 2, 5}, {a.up, 5, 2, 2, 5}} {
		hover.sheet.OnHovered(hover.row, hover.column, 0, .1, true)
		if want := texts.Of("weights.atlas.lateral", hover.before, hover.unit, texts.Weight(lateralPlace(2, 5))); !s.ReadsWords(want) {
			t.Errorf("%q is not on the screen but %q", want, r.panel.Remark.Text)
		}
	}
	if !s.Reads("weights.lateral.from.title") || !s.Reads("weights.lateral.onward.title") || s.Reads("weights.up.title") {
		t.Error("the sheets bear the titles of others")
	}
}

// Both sheets have the same weights, so that a colour means the same on both, in whatever
// order the units are.
func TestLateralMatrixHasOneScale(t *testing.T) {
	s := newScene(t)
	s.Rich("300,5", "lateral") // more weights than the scale looks at
	r := s.Shown()
	m := r.v.Whole.Clone()
	w := m.Generative.Weights(1, 1)
	for i := range w.Rows {
		for j := i + 1; j < w.Rows; j++ {
			w.Row(i)[j] = float32(math.Sin(float64(i*i + 7*j)))
			if i%100 == 3 {
				w.Row(i)[j] *= 50
			}
		}
	}
	v := *r.v
	v.Whole, v.MachineChanged = m, true
	r.Show(&v)
	r.form.SetSelectedIndex(int(asMatrix))
	s.connect(r, texts.Of("weights.connection.lateral"))
	for _, by := range []ordering{byNumber, byLikeness} {
		r.sorted.SetSelectedIndex(int(by))
		s.Settle()
		if p := r.atlas.shown; p.upLimit != p.downLimit || p.upLimit <= 0 {
			t.Errorf("by %v: the scales reach to %v and %v", by, p.upLimit, p.downLimit)
		}
	}
}

func TestEndsOfALayerAreSaidToBeEnds(t *testing.T) {
	s, r, _ := richScene(t)
	s.connect(r, texts.Of("weights.connection.lateral"))
	first, last := texts.Of("weights.lateral.from.none"), texts.Of("weights.lateral.onward.none")
	for _, unit := range []int{0, 3, 6} {
		r.choose(unit)
		s.Settle()
		if s.ReadsWords(first) != (unit == 0) || s.ReadsWords(last) != (unit == 6) {
			t.Errorf("unit %d: %q and %q", unit, r.detail.upWord.Text, r.detail.downWord.Text)
		}
	}
	s.connect(r, texts.Of("weights.connection.pixels"))
	if s.ReadsWords(last) {
		t.Error("weights with the pixels have an end")
	}
}

// A few units and all pixels: rows as high as a pixel of a 784th of the width could not be
// told apart.
func TestWideMatricesHaveHighRows(t *testing.T) {
	s, r, _ := richScene(t)
	r.form.SetSelectedIndex(int(asMatrix))
	s.Settle()
	a := r.atlas
	first, size := a.up.Cell(0)
	second, _ := a.up.Cell(1)
	if size.Height < highRow-.1 || size.Width > a.up.Size().Width || math.Abs(float64(second.Y-first.Y-size.Height)) > 1e-3 {
		t.Errorf("rows of %v in %v, %v apart", size, a.up.Size(), second.Y-first.Y)
	}
	at, _ := a.up.Cell(5)
	const pixel = 406
	at = at.AddXY((pixel+.5)/784*size.Width, size.Height/2)
	a.up.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if want := texts.Of("weights.pixel", pixel%28, pixel/28); !strings.Contains(r.panel.Remark.Text, want) || a.up.Values(5)[pixel] != a.shown.up[5][pixel] {
		t.Errorf("under the pointer is %q, not %q", r.panel.Remark.Text, want)
	}
	a.in.OnTapped()
	if _, zoomed := a.up.Cell(0); math.Abs(float64(zoomed.Height/size.Height-zoomStep)) > .01 || math.Abs(float64(zoomed.Width/size.Width-zoomStep)) > .01 {
		t.Errorf("zoomed rows of %v, before %v", zoomed, size)
	}
}

func TestZoomedMatricesMoveTogether(t *testing.T) {
	s, r, _ := richScene(t)
	r.layers.SetSelectedIndex(1)
	r.form.SetSelectedIndex(int(asMatrix))
	s.Settle()
	a := r.atlas
	fit := a.up.Size()
	a.in.OnTapped()
	a.in.OnTapped()
	if got := a.up.MinSize(); got.Width < 2*fit.Width-10 {
		t.Errorf("zoomed from %v to %v", fit, got)
	}
	if width := a.matrices[0].Size().Width; 2*width+kit.Gap > a.body.Size().Width+1 {
		t.Errorf("a zoomed matrix is seen %v wide, of %v for both", width, a.body.Size().Width)
	}
	a.matrices[1].Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-30, 0)})
	if a.matrices[0].Offset != a.matrices[1].Offset || a.matrices[0].Offset.IsZero() {
		t.Errorf("scrolled to %v and %v", a.matrices[0].Offset, a.matrices[1].Offset)
	}
	r.form.SetSelectedIndex(int(asPixels))
	s.Settle()
	if at, _ := a.up.Cell(0); a.up.Count() != 5 || a.scroll.Content.Size().IsZero() || at.Y < 0 {
		t.Error("back at pictures there are none")
	}
}

func TestMissingDirectionsAreSaidToMiss(t *testing.T) {
	s := newScene(t)
	s.Rich("7,5", "1-0,2-1,2-0,0-1,1-2,2-2")
	r := s.Shown()
	r.layers.SetSelectedIndex(1)
	s.connect(r, texts.Of("weights.connection.pixels"))
	if !s.Reads("weights.connection.none") || !s.Reads("weights.down.raw") {
		t.Error("the room does not say that the pixels do not drive layer 2")
	}
	if up, down := r.atlas.legends[0].Visible(), r.atlas.legends[1].Visible(); up || !down {
		t.Errorf("legends are there for what makes units fire: %v, what they make fire: %v", up, down)
	}
	r.atlas.down.OnHovered(3, 12, 7, .5, true)
	if want := texts.Of("weights.atlas.value", 3, texts.Of("weights.pixel", 12, 7), "–", weightWords(r.atlas.shown.down[3][7*28+12])); !s.ReadsWords(want) {
		t.Errorf("%q is not on the screen but %q", want, r.panel.Remark.Text)
	}
}

// Two kinds of units in a mixed order: afterwards those of a kind stand together, whatever
// the lengths of their weights.
func TestLikeUnitsStandTogether(t *testing.T) {
	m, err := network.New(4, 1, []network.Layer{{Units: 8}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for unit := range 8 {
		w := m.Generative.Weights(1, 0).Row(unit)
		if kind := unit % 3 % 2; kind == 0 {
			w[0], w[1] = float32(unit+1), float32(unit+1)
		} else {
			w[2], w[3] = .1*float32(unit+1), -.1*float32(unit+1)
		}
	}
	sorted := func() []int {
		return orderOf(m, 1, byLikeness, nil, &likeness{places: along(alike(m, 1, 0))})
	}
	order := sorted()
	changes := 0
	for i, unit := range order[1:] {
		if unit%3%2 != order[i]%3%2 {
			changes++
		}
	}
	if changes != 1 {
		t.Errorf("units in the order %v change their kind %d times", order, changes)
	}
	clear(m.Generative.Flat)
	if order := sorted(); !slices.IsSorted(order) {
		t.Errorf("units without weights are in the order %v", order)
	}
}

func TestUnitsAreSortedByLikeness(t *testing.T) {
	s, r, m := richScene(t)
	r.sorted.SetSelectedIndex(int(byLikeness))
	s.Settle()
	for _, to := range []int{0, 1} {
		if want := orderOf(m, 1, byLikeness, nil, &likeness{places: along(alike(m, 1, to))}); !slices.Equal(r.order, want) || !slices.Equal(r.atlas.shown.units, want) {
			t.Errorf("by the connection with layer %d units are in the order %v, shown %v, want %v", to, r.order, r.atlas.shown.units, want)
		}
		s.connect(r, texts.Of("weights.connection.lateral"))
	}
}

// Skips and lateral weights count.
func TestLengthIsOfAllThatLeadsFromAUnit(t *testing.T) {
	s := newScene(t)
	s.Rich("3,2", "lateral")
	m := s.Session().Fresh().Machine.Clone()
	clear(m.Generative.Flat)
	m.Generative.Weights(2, 1).Row(0)[1] = 2
	m.Generative.Weights(2, 0).Row(0)[9] = 3
	m.Generative.Weights(2, 2).Row(0)[1] = 6
	if got := lengthOf(m, 2, 0); math.Abs(float64(got)-7) > 1e-6 {
		t.Errorf("length %v, want 7", got)
	}
}
