package theme

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// luminance and contrast are those of the Web Content Accessibility Guidelines 2.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= .04045 {
			return x / 12.92
		}
		return math.Pow((x+.055)/1.055, 2.4)
	}
	return .2126*linear(r) + .7152*linear(g) + .0722*linear(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func TestTextCanBeRead(t *testing.T) {
	for _, mode := range []Mode{Dark, Light} {
		look := New(mode)
		get := func(name fyne.ThemeColorName) color.Color { return look.Color(name, base.VariantDark) }
		for _, c := range []struct {
			text, ground fyne.ThemeColorName
			least        float64
		}{
			{base.ColorNameForeground, base.ColorNameBackground, 7},
			{base.ColorNameForeground, Panel, 7},
			{base.ColorNameForeground, base.ColorNameButton, 4.5},
			{base.ColorNameForegroundOnPrimary, base.ColorNamePrimary, 4.5},
			{Muted, Panel, 4.5},
			{Muted, base.ColorNameBackground, 4.5},
			{Muted, Well, 4.5},
			{base.ColorNameDisabled, Panel, 3},
			{base.ColorNameDisabled, base.ColorNameBackground, 3},
			{Awake, Panel, 3},
			{Asleep, Panel, 3},
		} {
			if got := contrast(get(c.text), get(c.ground)); got < c.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want %.1f", mode, c.text, c.ground, got, c.least)
			}
		}
	}
}

// Fyne computes the colour of shortcuts in menus like this.
func TestShortcutsInMenusCanBeRead(t *testing.T) {
	for _, mode := range []Mode{Dark, Light} {
		look := New(mode)
		r, g, b, a := look.Color(base.ColorNameForeground, 0).RGBA()
		share := float64(uint8(uint32(float32(a)*0.95))) / 255
		ground := look.Color(base.ColorNameMenuBackground, 0)
		gr, gg, gb, _ := ground.RGBA()
		mix := func(ink, ground uint32) uint8 {
			return uint8(share*float64(uint8(ink)) + (1-share)*float64(ground>>8))
		}
		seen := color.NRGBA{R: mix(r, gr), G: mix(g, gg), B: mix(b, gb), A: 255}
		if got := contrast(seen, ground); got < 4.5 {
			t.Errorf("%s: shortcuts have a contrast of %.2f", mode, got)
		}
	}
}

func TestSystemFollowsTheVariant(t *testing.T) {
	look := New(System)
	if look.Color(Panel, base.VariantDark) != New(Dark).Color(Panel, base.VariantLight) {
		t.Error("a dark system has no dark window")
	}
	if look.Color(Panel, base.VariantLight) != New(Light).Color(Panel, base.VariantDark) {
		t.Error("a light system has no light window")
	}
}

func TestAwakeAndAsleepDifferForEveryEye(t *testing.T) {
	for _, mode := range []Mode{Dark, Light} {
		awake, asleep := New(mode).Color(Awake, 0), New(mode).Color(Asleep, 0)
		ra, _, ba, _ := awake.RGBA()
		rs, _, bs, _ := asleep.RGBA()
		// Yellow against blue survives the common kinds of colour blindness, which
		// confuse red and green.
		if !(ra > ba && bs > rs) {
			t.Errorf("%s: awake %v and asleep %v are not yellowish and bluish", mode, awake, asleep)
		}
	}
}
