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

// strongest is how many categories or top units are shown.
const strongest = 4

// answerPanel shows the category, or the strongest top units.
type answerPanel struct {
	object     fyne.CanvasObject
	head       *widget.Label
	line       *widget.Label
	empty      *widget.Label
	rows       []*shareRow
	found      fyne.CanvasObject
	showsEmpty bool
}

func newAnswerPanel() *answerPanel {
	a := &answerPanel{head: widget.NewLabel(""), line: newRemark(""), empty: wrapped("")}
	a.head.SizeName = base.SizeNameHeadingText
	a.head.TextStyle.Bold = true
	list := container.New(layout.NewCustomPaddedVBoxLayout(-2))
	for range strongest {
		row := newShareRow(theme.Asleep)
		a.rows = append(a.rows, row)
		list.Add(row.object)
	}
	a.found = container.NewBorder(container.NewBorder(nil, nil, a.head, nil, a.line), nil, nil, nil, list)
	a.object = container.NewStack(a.empty, a.found)
	a.found.Hide()
	return a
}

// show brings the panel up to a reading; nil is an empty pad.
func (a *answerPanel) show(r *reading) {
	if r == nil || r.nothing {
		a.found.Hide()
		a.empty.Show()
		setText(a.empty, "Nothing is drawn yet. Draw at the left, or take an image from the data: "+
			"what the machine makes of it appears here at once.")
		return
	}
	a.empty.Hide()
	a.found.Show()
	list := r.candidates(strongest)
	a.showHead(r, list[0])
	for i, row := range a.rows {
		if i >= len(list) {
			row.object.Hide()
			continue
		}
		name, number := r.nameOf(list[i].unit)
		row.set(name, number, percent(list[i].share), list[i].share)
		row.object.Show()
	}
}

// showHead puts the answer into words.
func (a *answerPanel) showHead(r *reading, best candidate) {
	if r.Shares == nil {
		setText(a.head, "no categories")
		setText(a.line, fmt.Sprintf("strongest top units in %s firings", thousands(r.Firings)))
		return
	}
	name, number := r.nameOf(best.unit)
	setText(a.head, name)
	words := fmt.Sprintf("%s of %s firings", percent(best.share), thousands(r.Firings))
	if number != "" {
		words = number + ", " + words
	}
	setText(a.line, words)
}

// percent writes a share; what is not quite all or nothing does not look so.
func percent(share float32) string {
	switch {
	case share > 0 && share < .005:
		return "<1 %"
	case share < 1 && share > .995:
		return ">99 %"
	}
	return fmt.Sprintf("%.0f %%", 100*share)
}

// shareRow is a name, a bar and a number.
type shareRow struct {
	object             *fyne.Container
	name, small, value *widget.Label
	bar                *meter
}

func newShareRow(colours ...fyne.ThemeColorName) *shareRow {
	r := &shareRow{name: widget.NewLabel(""), small: newRemark(""), value: widget.NewLabel("")}
	r.value.Alignment = fyne.TextAlignTrailing
	r.bar = newMeter(12, colours...)
	names := fixedWidth(126, container.NewBorder(nil, nil, r.name, nil, r.small))
	r.object = container.NewBorder(nil, nil, names, fixedWidth(64, r.value), r.bar.object)
	return r
}

func (r *shareRow) set(name, small, value string, shares ...float32) {
	setText(r.name, name)
	setText(r.small, small)
	setText(r.value, value)
	r.bar.set(shares...)
}
