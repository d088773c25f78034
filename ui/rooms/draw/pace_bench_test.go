package draw

import (
	"math"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/ui/desk"
)

// BenchmarkLiveReading reports how long a change of the drawing waits at most, in
// milliseconds, until what the machine makes of it is shown, while the pen moves and a
// machine of the usual size learns on all processors. Painting the window is Fyne's and
// not in it.
func BenchmarkLiveReading(b *testing.B) {
	settings := learn.Defaults()
	settings.Layers = "200,100,50c"
	s := newScene(b)
	s.Begin("digits", settings)
	r := s.Shown()
	s.PlayOrPause()
	p := &pen{room: r}
	for range b.N {
		r.pad.Clear()
		p.spiral(s, 3*time.Second)
	}
	waits := p.waits()
	b.ReportMetric(waits[len(waits)-1].Seconds()*1e3, "ms-longest")
	b.ReportMetric(waits[len(waits)/2].Seconds()*1e3, "ms-median")
	b.ReportMetric(float64(len(waits))/float64(b.N), "changes")
	b.ReportMetric(0, "ns/op") // says nothing here
}

// pen draws, and notes when which drawing came and which one was shown.
type pen struct {
	room         *Room
	drawn, shown []moment
	// grey is what was shown last.
	grey []uint8
}

// moment is a drawing, or what the machine saw of it, and when that was.
type moment struct {
	at      time.Time
	drawing desk.Drawing
	grey    []uint8
}

// spiral draws inwards, so that every move brings ink, one for each frame of a usual
// screen.
func (p *pen) spiral(s *scene, d time.Duration) {
	pad, angle := p.room.pad, 0.0
	place := func() fyne.PointEvent {
		size := pad.Size()
		radius := .4 * math.Exp(-angle/10)
		x, y := .5+radius*math.Cos(angle), .5+radius*math.Sin(angle)
		return fyne.PointEvent{Position: fyne.NewPos(float32(x)*size.Width, float32(y)*size.Height)}
	}
	pad.MouseDown(&desktop.MouseEvent{PointEvent: place(), Button: desktop.MouseButtonPrimary})
	s.Live(d, time.Second/60, func(piece func()) { piece(); p.look() }, func() {
		angle += .05
		p.drawn = append(p.drawn, moment{at: time.Now()})
		pad.Dragged(&fyne.DragEvent{PointEvent: place()})
		p.drawn[len(p.drawn)-1].drawing = p.room.drawing
	})
	pad.DragEnd()
	s.Settle()
	p.look()
}

// look notes what is shown, if it is new.
func (p *pen) look() {
	if now := p.room.shown; now != nil && !slices.Equal(now.grey, p.grey) {
		p.grey = now.grey
		p.shown = append(p.shown, moment{at: time.Now(), grey: now.grey})
	}
}

// waits are how long the drawings waited until they or later ones were shown, the
// shortest first.
func (p *pen) waits() (waits []time.Duration) {
	first := 0
	for _, shown := range p.shown {
		for i := len(p.drawn) - 1; i >= first; i-- {
			d := p.drawn[i].drawing
			if p.drawn[i].at.After(shown.at) || !slices.Equal(dataset.PrepareInk(d.Ink, d.Width, d.Height, 28, 28, false), shown.grey) {
				continue
			}
			for ; first <= i; first++ {
				waits = append(waits, shown.at.Sub(p.drawn[first].at))
			}
			break
		}
	}
	slices.Sort(waits)
	return waits
}
