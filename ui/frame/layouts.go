package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// middle is how far a run is.
func (b *bar) middle() fyne.CanvasObject {
	b.told = container.New(toldLayout{}, wide(b.caption), b.progress.Object, wide(b.speed))
	b.tell(false, false)
	return tip.On(b.told, texts.Of("bar.progress.tip"))
}

// tell shows how much of a run is done, where it has an end, and how fast it goes, where
// something runs. What is not there takes no room.
func (b *bar) tell(end, speed bool) {
	lines := b.told.Objects
	if lines[1].Visible() != end || lines[2].Visible() != speed {
		kit.SetVisible(lines[1], end)
		kit.SetVisible(lines[2], speed)
		b.told.Refresh()
	}
}

// toldLayout stacks a line, a meter and another line in the middle of the height, up to a
// width. Labels are empty at their edges, so that lines overlap.
type toldLayout struct{}

const (
	// widestProgress is how wide the meter gets in large windows.
	widestProgress = 400
	besideMeter    = -4
	betweenLines   = -13
)

// Layout implements fyne.Layout.
func (toldLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := kit.Either[float32](objects[1].Visible(), besideMeter, betweenLines)
	top := (size.Height - kit.ColumnSize(objects, gap).Height) / 2
	kit.Column(objects, top, min(size.Width, widestProgress), gap)
}

// MinSize implements fyne.Layout. It asks for no height, which the bar has anyway.
func (toldLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[1].MinSize().Width, 0)
}

// rateWidth is what the rate needs, within bounds: there may be one for each layer.
func (b *bar) rateWidth() float32 {
	const narrowest, widest = 60, 124
	width := fyne.MeasureText(b.shownRate, base.TextSize(), fyne.TextStyle{}).Width + 4*base.InnerPadding()
	return max(narrowest, min(width, widest))
}

// Say implements desk.Frame.
func (f *Frame) Say(text string) { f.write(f.message, text) }

// Describe implements desk.Frame.
func (f *Frame) Describe(text string) { f.write(f.status, text) }

// cutMessage is the message, where it is cut off.
func (f *Frame) cutMessage() string {
	if f.message.Size().Width < lineWidth(f.message)-1 { // the sizes are rounded
		return f.message.Text
	}
	return ""
}

// write changes what the line below the rooms says at its left or right end.
func (f *Frame) write(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
		f.foot.Refresh() // the ends share the width by their texts
	}
}

// footLayout gives the message at the right the width that it needs, and what is left
// to the status. A tip tells the whole of a message that is cut off. Neither falls below a share of the whole.
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
