package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/theme"
)

// bitsPanel shows the description length of the drawing, in its two parts, by
// layers, and beside what the drawing would cost without a machine.
type bitsPanel struct {
	panel                     *panel
	total                     *widget.Label
	causes, difference        *widget.Label
	own, plain                *shareRow
	bytes, bound              *widget.Label
	layerNames, layerBits     *widget.Label
	parts, table, comparisons fyne.CanvasObject
}

func newBitsPanel() *bitsPanel {
	b := &bitsPanel{
		total: widget.NewLabel(""), causes: newSmall(""), difference: newSmall(""),
		own: newShareRow(theme.Asleep, theme.Awake), plain: newShareRow(theme.Muted),
		bytes: newRemark(""), bound: newRemark(""), layerNames: newSmall(""), layerBits: newSmall(""),
	}
	b.total.TextStyle.Bold = true
	b.layerBits.Alignment = fyne.TextAlignTrailing
	b.parts = container.NewHBox(dot(theme.Asleep), b.causes, dot(theme.Awake), b.difference)
	b.table = container.NewGridWithColumns(2, b.layerNames, b.layerBits)
	rows := container.New(layout.NewCustomPaddedVBoxLayout(-8),
		b.total, b.parts, b.own.object, b.plain.object, b.bytes, b.bound, b.table)
	b.panel = newPanel("Description length", container.NewVScroll(rows))
	b.panel.say("shorter = better understood")
	return b
}

// dot is a spot of colour before a word.
func dot(colour fyne.ThemeColorName) fyne.CanvasObject {
	spot := newBackdrop(colour, 5)
	spot.least = fyne.NewSquareSize(10)
	return container.NewCenter(spot)
}

// show brings the panel up to a reading; nil is an empty pad.
func (b *bitsPanel) show(r *reading) {
	nothing := r == nil || r.nothing
	for _, o := range []fyne.CanvasObject{b.parts, b.own.object, b.plain.object, b.bytes, b.bound, b.table} {
		if nothing {
			o.Hide()
		} else {
			o.Show()
		}
	}
	if nothing {
		setText(b.total, "–")
		return
	}
	setText(b.total, bitsText(r.FreeEnergy())+" bits to tell somebody this image")
	setText(b.causes, bitsText(r.CauseBits)+" for the causes")
	setText(b.difference, "+ "+bitsText(r.DifferenceBits)+" for the difference")
	b.compare(r)
	b.showLayers(r)
}

// compare shows what the image costs otherwise.
func (b *bitsPanel) compare(r *reading) {
	pixels := r.machine.Pixels()
	most := max(float64(pixels), r.FreeEnergy())
	b.own.set("this machine", "", bitsText(r.FreeEnergy()), float32(max(0, r.CauseBits)/most), float32(r.DifferenceBits/most))
	b.plain.set("one bit a pixel", "", thousands(pixels), float32(float64(pixels)/most))
	setText(b.bytes, "a byte a pixel: "+thousands(8*pixels)+" bits")
	setText(b.bound, fmt.Sprintf("weighed over K=%d firings at a time: %s bits", r.BoundSamples, bitsText(r.Bound)))
}

// showLayers splits the causes by layers. Single layers may be negative, so they
// are a table and no bars.
func (b *bitsPanel) showLayers(r *reading) {
	names, values := []string{"bits for the causes, by layer"}, []string{""}
	for l := r.machine.Top(); l >= 1; l-- {
		names = append(names, layerName(r.machine, l))
		values = append(values, signed(r.LayerBits[l]))
	}
	setText(b.layerNames, strings.Join(names, "\n"))
	setText(b.layerBits, strings.Join(values, "\n"))
}

// signed writes a number with its sign.
func signed(v float64) string {
	return strings.Replace(fmt.Sprintf("%+.1f", v), "-", "−", 1)
}
