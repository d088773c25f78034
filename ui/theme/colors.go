package theme

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

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
