package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/theme"
)

// bitsPanel shows the description length of the drawing, in its two parts, by
// layers, and beside what the drawing would cost without a machine.
type bitsPanel struct {
	panel              *panel
	empty, total       *widget.Label
	causes, difference *widget.Label
	own, plain         *shareRow
	lines, values      *widget.Label
	rows               fyne.CanvasObject
}

// emptyBits is shown while nothing is drawn.
const emptyBits = "How many bits it takes to tell somebody the drawing with the machine's help: " +
	"some for its causes, and some for how it differs from what they make one expect."

func newBitsPanel() *bitsPanel {
	b := &bitsPanel{
		total: newRemark(""), empty: wrapped(emptyBits), causes: newRemark(""), difference: newRemark(""),
		own: newShareRow(102, 48, theme.Asleep, theme.Awake), plain: newShareRow(102, 48, base.ColorNameDisabled),
		lines: newRemark(""), values: newSmall(""),
	}
	b.total.TextStyle.Bold, b.total.SizeName, b.total.Importance = true, base.SizeNameText, widget.MediumImportance
	b.values.Alignment = fyne.TextAlignTrailing
	b.rows = container.New(layout.NewCustomPaddedVBoxLayout(-8), b.total,
		container.NewBorder(nil, nil, dot(theme.Asleep), nil, b.causes),
		container.NewBorder(nil, nil, dot(theme.Awake), nil, b.difference),
		b.own.object, b.plain.object,
		container.NewBorder(nil, nil, nil, b.values, b.lines))
	b.panel = newPanel("Description length", container.NewVScroll(container.NewStack(b.empty, b.rows)))
	b.panel.say("in bits")
	return b
}

// dot is a spot of colour before a word.
func dot(colour fyne.ThemeColorName) fyne.CanvasObject {
	spot := newBackdrop(colour, 5)
	spot.least = fyne.NewSquareSize(10)
	return container.New(layout.NewCustomPaddedLayout(0, 0, 7, 0), container.NewCenter(spot))
}

// show brings the panel up to a reading; nil is an empty pad.
func (b *bitsPanel) show(r *reading) {
	if r == nil || r.nothing {
		b.rows.Hide()
		b.empty.Show()
		return
	}
	b.empty.Hide()
	b.rows.Show()
	setText(b.total, bitsText(r.FreeEnergy())+" bits describe this image")
	setText(b.causes, bitsText(r.CauseBits)+" bits for the causes")
	setText(b.difference, bitsText(r.DifferenceBits)+" bits for the difference")
	b.compare(r)
	b.tabulate(r)
}

// compare shows what the image costs otherwise.
func (b *bitsPanel) compare(r *reading) {
	pixels := r.machine.Pixels()
	most := max(float64(pixels), r.FreeEnergy())
	b.own.set("this machine", "", bitsText(r.FreeEnergy()), float32(max(0, r.CauseBits)/most), float32(r.DifferenceBits/most))
	b.plain.set("one bit a pixel", "", thousands(pixels), float32(float64(pixels)/most))
}

// tabulate lists what has no bar: a bar for a byte a pixel would dwarf the rest,
// and single layers may be negative.
func (b *bitsPanel) tabulate(r *reading) {
	lines := []string{"a byte a pixel", fmt.Sprintf("weighed over K=%d", r.BoundSamples), "causes by layer:"}
	values := []string{thousands(8 * r.machine.Pixels()), bitsText(r.Bound), ""}
	for l := r.machine.Top(); l >= 1; l-- {
		lines = append(lines, layerName(r.machine, l))
		values = append(values, signed(r.LayerBits[l]))
	}
	setText(b.lines, strings.Join(lines, "\n"))
	setText(b.values, strings.Join(values, "\n"))
}

// signed writes a number with its sign.
func signed(v float64) string {
	return strings.Replace(fmt.Sprintf("%+.1f", v), "-", "−", 1)
}
