package pictures

import (
	"math"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestDivergingPaletteIsCentredAndClamped(t *testing.T) {
	p := Diverging(2)
	for _, dark := range []bool{true, false} {
		table := p.table(dark)
		ground := Grey().table(dark)[0]
		if zero := table[p.index(0)]; zero != ground {
			t.Errorf("dark %v: zero is %v, the ground %v", dark, zero, ground)
		}
		if p.index(2) != p.index(50) || p.index(-2) != p.index(-50) {
			t.Error("values beyond the limit must look like the limit")
		}
		if c := table[p.index(1.2)]; c.R <= c.B {
			t.Errorf("positive values must be orange, got %v", c)
		}
		if c := table[p.index(-1.2)]; c.B <= c.R {
			t.Errorf("negative values must be blue, got %v", c)
		}
	}
}

func TestLegendNamesItsScale(t *testing.T) {
	test.NewTempApp(t)
	l := NewLegend(1.25)
	r := test.TempWidgetRenderer(t, l).(*legendRenderer)
	l.SetLimit(3.456)
	for i, want := range []string{"−3.46", "0", "+3.46"} {
		if got := r.texts[i].Text; got != want {
			t.Errorf("text %d is %q, want %q", i, got, want)
		}
	}
	l.SetLimit(float32(math.NaN()))
	if l.limit != 1 {
		t.Errorf("without a positive limit the legend ends at %v, want 1", l.limit)
	}
	if r.texts[0].Color != theme.Color(theme.ColorNamePlaceHolder) {
		t.Error("the texts must follow the theme")
	}
}

func TestZeroFloatsOnThePanel(t *testing.T) {
	for _, dark := range []bool{true, false} {
		p := Floating(2)
		table := p.table(dark)
		if table[p.index(0)] != panelColour(dark) || Diverging(2).table(dark)[p.index(0)] == panelColour(dark) {
			t.Errorf("dark %v: zero is %v", dark, table[p.index(0)])
		}
		if table[p.index(2)] != Diverging(2).table(dark)[p.index(2)] {
			t.Error("the ends must be the same")
		}
	}
}
