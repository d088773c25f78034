package ui

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// newRemark is small print that gives way when space is short.
func newRemark(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.SizeName = base.SizeNameCaptionText
	l.Importance = widget.LowImportance
	l.Truncation = fyne.TextTruncateEllipsis
	return l
}

// newSmall is small print that keeps its width.
func newSmall(text string) *widget.Label {
	l := newRemark(text)
	l.Truncation = fyne.TextTruncateOff
	return l
}

// setText changes a label only if that makes a difference, because every change
// repaints the whole window.
func setText(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
	}
}

// centred is small print in the middle.
func centred(text string) *widget.Label {
	l := newRemark(text)
	l.Alignment = fyne.TextAlignCenter
	return l
}

func wrapped(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// newComplaint is where a dialog says what is wrong; it is hidden until then.
func newComplaint() *widget.Label {
	l := wrapped("")
	l.Importance = widget.DangerImportance
	l.Hide()
	return l
}
