package film

import (
	"fyne.io/fyne/v2"

	"wakesleep/ui/chart"
	"wakesleep/ui/kit"
	"wakesleep/ui/theme"
)

// pointOut marks two moments on it, in the colours that their frames have on the strip.
func pointOut(c *chart.Chart, a, b *shot) {
	c.SetMoments(
		chart.Moment{X: float64(a.cycle), Colour: theme.Asleep},
		chart.Moment{X: float64(b.cycle), Colour: theme.Awake},
	)
}

// leftOver gives the second object what the first leaves of the height, if that is
// enough for it to be of use.
type leftOver struct{}

const enough = 120

// Layout implements fyne.Layout.
func (leftOver) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	above, below := objects[0], objects[1]
	top := above.MinSize().Height
	above.Resize(fyne.NewSize(size.Width, top))
	left := size.Height - top - 2*kit.Gap
	kit.SetVisible(below, left >= enough)
	below.Move(fyne.NewPos(0, top+2*kit.Gap))
	below.Resize(fyne.NewSize(size.Width, max(0, left)))
}

// MinSize implements fyne.Layout.
func (leftOver) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
