// Package machineview draws a machine as layers of small cells, and shows what fires
// in them: layer after layer upwards while an image is recognised, and downwards while
// one is dreamt.
package machineview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
)

// Example is one image and what fires in a machine on account of it, or what fires
// in a machine and the image that it makes. It must not change any more.
type Example struct {
	// Awake tells that the image came first, and the causes after it.
	Awake bool
	// Fires has one value for each unit of every layer, from the pixels up, which are
	// drawn in the images' shape.
	Fires [][]bool
	// Names are what the layers are called.
	Names []string
	// Joins are the connections; nil are those of each layer with its neighbours, both ways.
	Joins []Join
	// Width and Height are those of both images, whose values go from 0 to 1. Seen is
	// what the machine is shown, nil where it sees nothing, and Own is what its causes
	// make it expect, or dream.
	Width, Height int
	Seen, Own     []float32
	// The captions tell what the images are.
	SeenCaption, OwnCaption string
}

// Join is a connection by which one layer drives another, counted from the pixels up, or
// units of a layer those after them.
type Join struct{ From, To int }

// How long activity takes through all layers, and how long it stays afterwards.
const (
	Pass = 1500 * time.Millisecond
	Hold = 2500 * time.Millisecond
)

// View is the widget. It shows one example at a time and draws only what its owner
// tells it to, by Advance.
type View struct {
	widget.BaseWidget

	// OnTapped is called when the view is tapped.
	OnTapped func()

	example *Example
	since   time.Time
	// progress is how much of the pass is drawn, from 0 to 1.
	progress float64
}

// New makes a view that shows nothing yet.
func New() *View {
	v := &View{}
	v.ExtendBaseWidget(v)
	return v
}

// Begin starts a pass with an example at a time.
func (v *View) Begin(e *Example, now time.Time) {
	v.example, v.since, v.progress = e, now, 0
	v.Refresh()
}

// Example is the one shown, or nil.
func (v *View) Example() *Example { return v.example }

// Advance draws how far activity has come at a time. Once the pass is done it draws
// nothing any more.
func (v *View) Advance(now time.Time) {
	if v.example == nil || v.progress == 1 {
		return
	}
	v.progress = min(1, max(v.progress, float64(now.Sub(v.since))/float64(Pass)))
	v.Refresh()
}

// Over tells whether the example has been shown for long enough.
func (v *View) Over(now time.Time) bool {
	return v.example == nil || now.Sub(v.since) >= Pass+Hold
}

// Progress is how much of the pass is drawn, from 0 to 1.
func (v *View) Progress() float64 { return v.progress }

// Tapped is Fyne's.
func (v *View) Tapped(*fyne.PointEvent) {
	if v.OnTapped != nil {
		v.OnTapped()
	}
}

// Cursor is a hand where a tap does something.
func (v *View) Cursor() desktop.Cursor { return kit.Hand(v.OnTapped != nil) }

// lit is how bright stage number k of a pass is, from 0 to 1. The stages are the
// layers, from the first to the last that activity reaches, and then the image that
// the machine makes; each begins when the one before is half lit.
func (v *View) lit(k int) float64 {
	const overlap = 2
	stages := float64(len(v.example.Fires) + 1)
	step := 1 / (stages + overlap - 1)
	return min(1, max(0, (v.progress-float64(k)*step)/(overlap*step)))
}

// layerLit is how bright a layer is.
func (v *View) layerLit(l int) float64 {
	if !v.example.Awake {
		return v.lit(len(v.example.Fires) - 1 - l)
	}
	// What is shown to the machine is there from the first moment.
	if l == 0 {
		return 1
	}
	return v.lit(l)
}

// ownLit is how bright the machine's image is.
func (v *View) ownLit() float64 { return v.lit(len(v.example.Fires)) }
