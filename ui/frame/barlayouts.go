package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

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
	gap := float32(betweenLines)
	if objects[1].Visible() {
		gap = besideMeter
	}
	height := -gap
	for _, o := range objects {
		if o.Visible() {
			height += o.MinSize().Height + gap
		}
	}
	top := (size.Height - height) / 2
	for _, o := range objects {
		if o.Visible() {
			o.Move(fyne.NewPos(0, top))
			o.Resize(fyne.NewSize(min(size.Width, widestProgress), o.MinSize().Height))
			top += o.MinSize().Height + gap
		}
	}
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
