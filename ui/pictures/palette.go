// Package pictures shows many small images as one sheet, in grey or in colours
// for numbers of either sign, and the legend of such colours. It picks the images of a
// data set that are shown, and turns images and dreams into the values of a sheet, from
// any goroutine.
package pictures

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"wakesleep/ui/kit"
	look "wakesleep/ui/theme"
)

// Palette turns values into colours, which follow the light or dark theme.
type Palette struct {
	// limit is the greatest absolute value of a diverging palette; zero is grey.
	limit float32
	// floating makes zero look like the panel that the image lies on.
	floating bool
}

// Grey shows 0 as ground and 1 as ink: white on black in the dark theme, black
// on pale grey in the light one.
func Grey() Palette { return Palette{} }

// Diverging shows −limit in blue, 0 in the ground's colour and +limit in orange,
// a pair that colour-blind people tell apart too. What lies beyond is shown as
// the limit; without a positive limit it is 1.
func Diverging(limit float32) Palette {
	if !(limit > 0) {
		limit = 1
	}
	return Palette{limit: limit}
}

// Floating is Diverging with zero in the colour of a panel: many images on one sheet
// have no borders then but what is in them.
func Floating(limit float32) Palette {
	p := Diverging(limit)
	p.floating = true
	return p
}

const (
	// middle is the place of zero in the table of a diverging palette.
	middle = 128
	shades = 256
)

// index is the place of v, which is a number, in the table.
func (p Palette) index(v float32) uint8 {
	if p.limit == 0 {
		return uint8(255*max(0, min(v, 1)) + .5)
	}
	return uint8(middle + 127*max(-1, min(v/p.limit, 1)) + .5)
}

// table has the colours of all indices.
func (p Palette) table(dark bool) *[shades]color.RGBA {
	stops := kit.Either(p.limit > 0, divergingStops(dark), greyStops(dark))
	if p.floating {
		stops[len(stops)/2].colour = panelColour(dark)
	}
	table := new([shades]color.RGBA)
	for i := range table {
		table[i] = between(stops, float32(i)/(shades-1))
	}
	if p.limit > 0 {
		table[middle] = stops[len(stops)/2].colour
	}
	return table
}

// stop is a colour at a place from 0 to 1.
type stop struct {
	at     float32
	colour color.RGBA
}

func greyStops(dark bool) []stop {
	if dark {
		return []stop{{0, rgb(0x0d0e11)}, {1, rgb(0xffffff)}}
	}
	return []stop{{0, rgb(0xe2e4ea)}, {1, rgb(0x14161b)}}
}

// divergingStops spend more than half of the way on the first half of the
// brightness, so that small values show.
func divergingStops(dark bool) []stop {
	if dark {
		return []stop{
			{0, rgb(0xd3dcff)}, {.17, rgb(0x6c8cff)}, {.5, rgb(0x0d0e11)}, {.83, rgb(0xf2ae30)}, {1, rgb(0xfff0cf)},
		}
	}
	return []stop{
		{0, rgb(0x14277a)}, {.17, rgb(0x3f63e0)}, {.5, rgb(0xe2e4ea)}, {.83, rgb(0xd98500)}, {1, rgb(0x6b3a00)},
	}
}

// panelColour is a little off that of panels, so that an image without anything in it
// is still seen to be one.
func panelColour(dark bool) color.RGBA {
	return kit.Either(dark, rgb(0x1f2126), rgb(0xf4f5f8))
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

// between interpolates between stops, which are sorted and span 0 … 1.
func between(stops []stop, at float32) color.RGBA {
	i := 1
	for stops[i].at < at {
		i++
	}
	from, to := stops[i-1], stops[i]
	share := (at - from.at) / (to.at - from.at)
	return look.Mix(from.colour, to.colour, float64(share))
}

// darkTheme tells by the background in force around w, whatever theme it is.
func darkTheme(w fyne.Widget) bool {
	r, g, b, _ := theme.ColorForWidget(theme.ColorNameBackground, w).RGBA()
	return r+g+b < 3*0x8000
}
