// Package theme is the look of the window: calm, rounded, dark or light, with
// one colour for being awake and one for being asleep. Orange and blue can be
// told apart with every common kind of colour blindness.
package theme

import (
	"image/color"
	"math"

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

func rgb(hex uint32) color.Color { return rgba(hex, 0xff) }

func rgba(hex uint32, alpha uint8) color.Color {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: alpha}
}

// text is a colour for text, as good as opaque. Fyne paints the shortcuts in menus with
// the low byte of nine tenths and a half of its 16 bits of opacity, which of an opaque
// colour leaves a fifth; of this one it leaves three quarters.
func text(hex uint32) color.Color {
	wide := func(shift int) uint16 { return uint16(hex>>shift&0xff) * 0x101 }
	return color.RGBA64{R: wide(16), G: wide(8), B: wide(0), A: 0xff80}
}

// Solid is a colour in force around a widget, without its opacity.
func Solid(name fyne.ThemeColorName, w fyne.Widget) color.RGBA {
	return color.RGBAModel.Convert(base.ColorForWidget(name, w)).(color.RGBA)
}

// Mix is a share of the way from one opaque colour to another.
func Mix(from, to color.RGBA, share float64) color.RGBA {
	part := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + share*(float64(b)-float64(a)))) }
	return color.RGBA{R: part(from.R, to.R), G: part(from.G, to.G), B: part(from.B, to.B), A: 255}
}

// colours are those of the dark theme, and of the light one.
var colours = map[fyne.ThemeColorName][2]color.Color{
	Awake:  {rgb(0xf2ae30), rgb(0xc47a00)},
	Asleep: {rgb(0x6c8cff), rgb(0x3f5fd8)},
	Panel:  {rgb(0x25272d), rgb(0xffffff)},
	Well:   {rgb(0x0d0e11), rgb(0xe2e4ea)},

	base.ColorNameBackground:        {rgb(0x1b1c20), rgb(0xeff0f3)},
	base.ColorNameButton:            {rgb(0x363941), rgb(0xdfe1e7)},
	base.ColorNameDisabledButton:    {rgb(0x2a2c33), rgb(0xe8e9ed)},
	base.ColorNameDisabled:          {rgb(0x8b8e98), rgb(0x7b7f8a)},
	base.ColorNameForeground:        {text(0xe6e7ea), text(0x22242a)},
	base.ColorNamePlaceHolder:       {rgb(0x9a9da6), rgb(0x61656f)},
	base.ColorNameHover:             {rgba(0xffffff, 0x12), rgba(0x000000, 0x0c)},
	base.ColorNamePressed:           {rgba(0xffffff, 0x22), rgba(0x000000, 0x1a)},
	base.ColorNameFocus:             {rgba(0x6c8cff, 0x60), rgba(0x3f5fd8, 0x50)},
	base.ColorNameSelection:         {rgba(0x6c8cff, 0x50), rgba(0x3f5fd8, 0x40)},
	base.ColorNamePrimary:           {rgb(0x6c8cff), rgb(0x3f5fd8)},
	base.ColorNameInputBackground:   {rgb(0x17181b), rgb(0xf7f8fa)},
	base.ColorNameInputBorder:       {rgb(0x3d4049), rgb(0xc4c7d0)},
	base.ColorNameMenuBackground:    {rgb(0x2b2d34), rgb(0xffffff)},
	base.ColorNameOverlayBackground: {rgb(0x25272d), rgb(0xffffff)},
	base.ColorNameHeaderBackground:  {rgb(0x202126), rgb(0xe6e8ed)},
	base.ColorNameSeparator:         {rgb(0x34363d), rgb(0xd5d7de)},
	base.ColorNameWarning:           {rgb(0xf2ae30), rgb(0xa86700)},

	base.ColorNameForegroundOnPrimary: {rgb(0x10131f), rgb(0xffffff)},
}
