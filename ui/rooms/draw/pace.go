package draw

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/texts"
)

// defaultFirings is the number of firings averaged.
const defaultFirings = 200

// makeFirings makes the choice of the number of firings.
func (r *Room) makeFirings() {
	r.firings = widget.NewSelectEntry([]string{"50", "200", "1000"})
	r.firings.SetText(fmt.Sprint(defaultFirings))
	r.firings.OnChanged = func(text string) {
		if n, err := texts.ParseCount(texts.Of("draw.answer.firings"), text, 1, 10_000); err == nil {
			r.count = n
			r.recognise()
		}
	}
	r.firings.OnSubmitted = func(text string) {
		if _, err := texts.ParseCount(texts.Of("draw.answer.firings"), text, 1, 10_000); err != nil {
			r.desk.Say(err.Error())
			r.firings.SetText(fmt.Sprint(r.count))
		}
	}
}

const (
	// liveTime is what a reading may take while the pen moves, so that what is shown is
	// never behind by more than a tenth of a second.
	liveTime = 40 * time.Millisecond
	// fewestFirings are averaged even on the slowest computer.
	fewestFirings = 20
)

// pace is how many firings the last reading averaged, and how long that took.
type pace struct {
	firings int
	took    time.Duration
}

// hurried is the number of firings, up to a wanted one, for which there is time while
// the pen moves.
func (p pace) hurried(wanted int) int {
	if p.took <= 0 {
		return wanted
	}
	n := float64(p.firings) * float64(liveTime) / float64(p.took)
	return int(max(min(n, float64(wanted)), min(fewestFirings, float64(wanted))))
}

// firingsNow is how many firings the next reading averages.
func (r *Room) firingsNow() int {
	if r.pad.Drawing() {
		return r.pace.hurried(r.count)
	}
	return r.count
}

// lifted reads the drawing with all firings where there was no time for them while the
// pen moved.
func (r *Room) lifted() {
	if r.asked < r.count {
		r.recognise()
	}
}
