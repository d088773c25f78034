package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/theme"
)

// lengthsPanel shows how many bits the machine of each class needs for the
// drawing, where there is one for each. The fewest are the answer.
type lengthsPanel struct {
	object  fyne.CanvasObject
	head    *widget.Label
	line    *widget.Label
	sure    *widget.Label
	rows    []*lengthRow
	list    *fyne.Container
	caption *widget.Label
	// labels are those that there are rows for.
	labels []uint8
}

// lengthRow is a class's bar.
type lengthRow struct {
	*shareRow
	share *widget.Label
}

func newLengthsPanel() *lengthsPanel {
	l := &lengthsPanel{
		head: widget.NewLabel(""), line: newRemark(""), sure: newRemark(""), caption: newRemark(""),
		list: container.New(layout.NewCustomPaddedVBoxLayout(-12)),
	}
	l.head.SizeName = base.SizeNameHeadingText
	l.head.TextStyle.Bold = true
	l.caption.Alignment = fyne.TextAlignTrailing
	words := container.New(layout.NewCustomPaddedVBoxLayout(-14), layout.NewSpacer(), l.line, l.sure, layout.NewSpacer())
	head := container.New(layout.NewCustomPaddedVBoxLayout(-6), container.NewBorder(nil, nil, l.head, nil, words), l.caption)
	l.object = container.NewBorder(head, nil, nil, nil, container.NewVScroll(l.list))
	l.object.Hide()
	return l
}

// show brings the panel up to a reading by class machines.
func (l *lengthsPanel) show(r *reading) {
	if string(l.labels) != string(r.labels) {
		l.build(r.labels)
	}
	c := r.classes
	setText(l.head, fmt.Sprint(r.labels[c.Best]))
	setText(l.line, fmt.Sprintf("the shortest, by %s bits", bitsText(c.Margin)))
	setText(l.sure, l.sureness(r))
	setText(l.caption, l.columns(r))
	longest := 0.0
	for _, length := range c.Lengths {
		longest = max(longest, length)
	}
	for k, row := range l.rows {
		row.show(fmt.Sprint(l.labels[k]), c.Lengths[k], c.Lengths[k]/longest, k == c.Best)
		share := ""
		if c.Probabilities != nil {
			share = percent(float32(c.Probabilities[k]))
		}
		setText(row.share, share)
	}
}

// sureness says what the calibration makes of the lengths, or that there is none.
func (l *lengthsPanel) sureness(r *reading) string {
	c := r.classes
	if c.Probabilities == nil {
		return "each machine says how many bits it needs"
	}
	return fmt.Sprintf("calibrated: %s for class %d", percent(float32(c.Probabilities[c.Calibrated])), r.labels[c.Calibrated])
}

// columns heads the list.
func (l *lengthsPanel) columns(r *reading) string {
	text := fmt.Sprintf("bits over K=%d", r.BoundSamples)
	if r.classes.Probabilities != nil {
		text += " · probability"
	}
	return text
}

func (l *lengthsPanel) build(labels []uint8) {
	l.labels, l.rows = labels, nil
	l.list.RemoveAll()
	for range labels {
		row := &lengthRow{newShareRow(30, 48, base.ColorNameDisabled), newSmall("")}
		row.name.SizeName, row.value.SizeName = base.SizeNameCaptionText, base.SizeNameCaptionText
		row.share.Alignment = fyne.TextAlignTrailing
		l.rows = append(l.rows, row)
		l.list.Add(container.NewBorder(nil, nil, nil, fixedWidth(50, row.share), row.object))
	}
}

// show fills the bar; the shortest is in bold print and in colour.
func (r *lengthRow) show(name string, bits, share float64, shortest bool) {
	colour := fyne.ThemeColorName(base.ColorNameDisabled)
	if shortest {
		colour = theme.Asleep
	}
	r.bar.parts[0].setColour(colour)
	for _, label := range []*widget.Label{r.name, r.value} {
		if label.TextStyle.Bold != shortest {
			label.TextStyle.Bold = shortest
			label.Refresh()
		}
	}
	r.set(name, "", bitsText(bits), float32(share))
}
