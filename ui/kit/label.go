package kit

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// NewHeading is a title in bold print.
func NewHeading(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.TextStyle.Bold = true
	return l
}

// NewRemark is small print that gives way when space is short.
func NewRemark(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.SizeName = base.SizeNameCaptionText
	l.Importance = widget.LowImportance
	l.Truncation = fyne.TextTruncateEllipsis
	return l
}

// NewSmall is small print that keeps its width.
func NewSmall(text string) *widget.Label {
	l := NewRemark(text)
	l.Truncation = fyne.TextTruncateOff
	return l
}

// Centred is small print in the middle.
func Centred(text string) *widget.Label {
	l := NewRemark(text)
	l.Alignment = fyne.TextAlignCenter
	return l
}

// Wrapped is text that takes as many lines as it needs.
func Wrapped(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// NewComplaint is where a dialog says what is wrong; it is hidden until then.
func NewComplaint() *widget.Label {
	l := Wrapped("")
	l.Importance = widget.DangerImportance
	l.Hide()
	return l
}

// SetText changes a label only if that makes a difference, because every change
// repaints the whole window.
func SetText(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
	}
}

// SetLook changes a label's importance, and whether it is bold, only if that makes a
// difference.
func SetLook(l *widget.Label, importance widget.Importance, bold bool) {
	if l.Importance != importance || l.TextStyle.Bold != bold {
		l.Importance, l.TextStyle.Bold = importance, bold
		l.Refresh()
	}
}
