package film

import (
	"fyne.io/fyne/v2"

	"wakesleep/learn/session"
	"wakesleep/ui/chart"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
)

// newCurve is a chart of the description length, for showing when moments were.
func newCurve() *chart.Chart {
	c := chart.New()
	c.Empty = texts.Of("chart.empty")
	return c
}

// trace draws the curve of the machine's life.
func trace(c *chart.Chart, curve []session.Point) {
	points := make([]chart.Point, len(curve))
	for i, p := range curve {
		points[i] = chart.Point{X: float64(p.Cycle), Y: p.Bits}
	}
	c.SetPoints(points, texts.Of("chart.x"), texts.Of("chart.y"))
}

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
