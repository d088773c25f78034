package frame

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Say implements desk.Frame.
func (f *Frame) Say(text string) { f.write(f.message, text) }

// Describe implements desk.Frame.
func (f *Frame) Describe(text string) { f.write(f.status, text) }

// write changes what the line below the rooms says at its left or right end.
func (f *Frame) write(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
		f.foot.Refresh() // the ends share the width by their texts
	}
}

// footLayout gives the message at the right the width that it needs, and what is left
// to the status, which also has a tip. Neither falls below a share of the whole.
type footLayout struct{ status, message *widget.Label }

// leastFoot is the least share of an end whose text is long enough.
const leastFoot = .3

// Layout implements fyne.Layout.
func (l footLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	message := max(min(lineWidth(l.message), size.Width-min(lineWidth(l.status), leastFoot*size.Width)), 0)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(size.Width-message, size.Height))
	objects[1].Move(fyne.NewPos(size.Width-message, 0))
	objects[1].Resize(fyne.NewSize(message, size.Height))
}

// MinSize implements fyne.Layout.
func (l footLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}

// lineWidth is how wide a line of small print is.
func lineWidth(l *widget.Label) float32 {
	width := fyne.MeasureText(l.Text, base.CaptionTextSize(), l.TextStyle).Width
	return width + 2*base.InnerPadding() + 1
}
