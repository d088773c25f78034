// Package theme is the look of the window: calm, rounded, dark or light, with
// one colour for being awake and one for being asleep. Orange and blue can be
// told apart with every common kind of colour blindness.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// Colours that Fyne has no name for.
const (
	// Awake marks what is seen, and the difference between image and imagination.
	Awake fyne.ThemeColorName = "awake"
	// Asleep marks what is dreamt, and causes.
	Asleep fyne.ThemeColorName = "asleep"
	// Panel is the ground of a panel, and Well that of pictures and charts in it.
	Panel fyne.ThemeColorName = "panel"
	Well  fyne.ThemeColorName = "well"
	// Muted is the colour of small print.
	Muted fyne.ThemeColorName = base.ColorNamePlaceHolder
)

// SizeAnswer is a text size that Fyne has no name for: that of a room's one answer.
const SizeAnswer fyne.ThemeSizeName = "answer"

// Mode is the user's choice between dark and light.
type Mode string

const (
	// System follows the desktop's setting.
	System Mode = "system"
	// Dark and Light do not.
	Dark  Mode = "dark"
	Light Mode = "light"
)

// New is the program's theme in the given mode.
func New(mode Mode) fyne.Theme { return &look{Theme: base.DefaultTheme(), mode: mode} }

type look struct {
	fyne.Theme
	mode Mode
}

// Color implements fyne.Theme.
func (l *look) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch l.mode {
	case Dark:
		variant = base.VariantDark
	case Light:
		variant = base.VariantLight
	}
	pair, ok := colours[name]
	switch {
	case !ok:
		return l.Theme.Color(name, variant)
	case variant == base.VariantLight:
		return pair[1]
	}
	return pair[0]
}

// Size implements fyne.Theme. Everything is a little denser than Fyne's own, so
// that rooms fit 1024×640.
func (l *look) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case SizeAnswer:
		return 34
	case base.SizeNameText:
		return 13
	case base.SizeNameCaptionText:
		return 11
	case base.SizeNameSubHeadingText:
		return 15
	case base.SizeNameInnerPadding:
		return 6
	case base.SizeNameInputRadius, base.SizeNameSelectionRadius:
		return 5
	case base.SizeNameInlineIcon:
		return 18
	}
	return l.Theme.Size(name)
}
