package session

import (
	"context"
	"errors"
	"math"
	"time"

	"wakesleep/learn"
)

// settle lets images move, if they are to now, and tells whether the next cycle can begin.
// Commands interrupt it; what it has found out by then it need not do again.
func (o *owner) settle() bool {
	if !o.trainer.Due() {
		return true
	}
	began := time.Now()
	ctx, cancel := context.WithCancel(context.Background())
	o.session.interrupt.Store(&cancel)
	if o.disturbed() {
		cancel()
	}
	machines := o.trainer.Machines()
	err := o.trainer.Settle(ctx)
	o.session.interrupt.Store(nil)
	cancel()
	o.effort.settling += time.Since(began)
	o.speed = speedometer{rate: o.speed.rate}
	if errors.Is(err, context.Canceled) {
		return false
	}
	o.session.settled.Store(0)
	if err != nil {
		o.end(err)
		return false
	}
	o.effort.settled(machines)
	o.present, o.film.current = nil, false
	o.publish(false)
	return true
}

// disturbed tells whether something waits to be done.
func (o *owner) disturbed() bool {
	select {
	case <-o.session.quit:
		return true
	default:
		return len(o.session.commands) > 0
	}
}

// moved takes note of a move of images.
func (o *owner) moved(m learn.Move) {
	o.move = &m
	labels := make([]uint8, len(m.Shares))
	for k, s := range m.Shares {
		labels[k] = uint8(s.Class)
	}
	o.view.follow(o.view.ensemble, o.view.watched, labels)
}

// effort is what moves of images take.
type effort struct {
	// settling is the time that the scores for the move under way have taken, and each what a
	// machine's took at the last move; zero before the first.
	settling, each time.Duration
	// rest is the last estimate of what is left, and made when it was made.
	rest time.Duration
	made time.Time
}

// estimateEvery is the pause between estimates.
const estimateEvery = time.Second / 2

// settled notes that a move of the images of some machines is over.
func (e *effort) settled(machines int) {
	e.each, e.settling = e.settling/time.Duration(machines), 0
}

// left estimates how long the next cycles take, at a number of them per second, with the moves
// that lie between them.
func (e *effort) left(t *learn.Trainer, cycles int, rate float64) time.Duration {
	if time.Since(e.made) < estimateEvery {
		return e.rest
	}
	alone, scores := t.Ahead(cycles)
	cycle := 1 / (rate * float64(t.Machines()))
	each := e.each.Seconds()
	if each == 0 {
		// A cycle takes about three times what as many scores do.
		each = cycle * float64(t.Record().Images) / float64(3*t.Settings().Batch)
	}
	seconds := float64(alone)*cycle + float64(scores)*each
	e.rest, e.made = time.Duration(math.Min(seconds, math.MaxInt32)*float64(time.Second)), time.Now()
	return e.rest
}
