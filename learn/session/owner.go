package session

import (
	"errors"
	"math"
	"slices"
	"time"

	"wakesleep/learn"
)

var errClosed = errors.New("the session is closed")

// safeCycles is the number of cycles between copies of a state that is known to
// be finite.
const safeCycles = 500

// owner is the part of a session that only its goroutine touches.
type owner struct {
	session *Session
	trainer *learn.Trainer
	status  Status
	curve   curve
	speed   speedometer
	safe    *Moment
	film    film
	view    view
	watcher *learn.Watcher
	// move is the last move of images, and effort what a training in stages takes.
	move   *learn.Move
	effort effort
	// present is the present state, if it was copied, and tag goes with states.
	present *Moment
	tag     any
	// scheduled tells that the run is a part of the schedule of a training in stages.
	scheduled bool
	// answer is closed when the command under way is done and its outcome published,
	// if somebody waits for that.
	answer chan struct{}
}

func newOwner(s *Session, t *learn.Trainer) *owner {
	o := &owner{session: s}
	o.take(t)
	return o
}

// take makes t the owner's training, idle.
func (o *owner) take(t *learn.Trainer) {
	o.trainer = t
	o.safe, o.present, o.tag, o.film.current = nil, nil, nil, false
	o.curve, o.view, o.move = curve{}, view{}, nil
	o.speed, o.effort = speedometer{}, effort{}
	t.Watch(o.session.awake.Store)
	t.WatchMoves(o.moved)
	t.WatchScores(func(share float64) { o.session.settled.Store(math.Float64bits(share)) })
	o.session.awake.Store(true)
	o.status = Status{Bits: math.NaN()}
	o.watcher = t.Watcher()
}

func (o *owner) loop() {
	defer close(o.session.ended)
	defer func() { o.trainer.Close() }()
	for {
		if o.status.State == Running {
			select {
			case <-o.session.quit:
				return
			case command := <-o.session.commands:
				o.do(command)
			default:
				o.cycle()
			}
			continue
		}
		select {
		case <-o.session.quit:
			return
		case command := <-o.session.commands:
			o.do(command)
		}
	}
}

func (o *owner) do(command func(*owner)) {
	command(o)
	o.publish(false)
	if o.answer != nil {
		close(o.answer)
		o.answer = nil
	}
}

// cycle does one cycle of the run and what its end brings.
func (o *owner) cycle() {
	if !o.settle() {
		return
	}
	if o.over() {
		o.end(nil)
		return
	}
	o.present, o.film.current = nil, false
	bound, err := o.trainer.Cycle(o.status.Steps)
	if err != nil {
		o.end(err)
		return
	}
	o.status.Done++
	o.curve.add(o.trainer.Cycles(), bound/math.Ln2)
	o.status.Bits = o.curve.recent()
	if trouble := o.watcher.Cycle(bound); trouble != learn.NoTrouble {
		o.status.Trouble = trouble
		o.status.Troubles++
	}
	o.speed.tick(time.Now())
	if o.trainer.Cycles()%safeCycles == 0 {
		o.keepSafe()
	}
	if o.over() {
		if !o.trainer.Unsettled() {
			o.end(nil)
		}
		return
	}
	if o.film.wants(o.status.Done) {
		o.takeFrame()
	}
	o.report()
	if o.session.wanted.Swap(false) {
		o.publish(false)
	}
}

// over tells whether the run has come to its end.
func (o *owner) over() bool {
	return o.status.Total > 0 && o.status.Done >= o.status.Total || o.scheduled && o.trainer.Left() == 0
}

// end ends the run by itself; err is nil where it is over.
func (o *owner) end(err error) {
	o.status.Err = err
	o.endRun()
	o.publish(false)
}

// keepSafe remembers the present state if it is finite.
func (o *owner) keepSafe() {
	if o.trainer.Finite() {
		o.safe = o.moment()
	}
}

func (o *owner) start(steps learn.Steps, n int) {
	o.status.State, o.status.Steps, o.status.Err = Running, steps, nil
	left := o.trainer.Left()
	if o.scheduled = o.trainer.Staged() && (left > 0 || o.trainer.Unsettled()); o.scheduled && (n == 0 || n > left) {
		n = left
	}
	o.status.Done, o.status.Total = 0, n
	o.trainer.Begin(n)
	o.speed = speedometer{}
	o.keepSafe()
	o.film.begin()
	o.takeFrame()
}

func (o *owner) pause() {
	if o.status.State == Running {
		o.status.State = Paused
	}
}

func (o *owner) resume() {
	if o.status.State == Paused {
		o.status.State = Running
		o.speed = speedometer{}
	}
}

func (o *owner) stop() {
	o.endRun()
	o.status.Total = o.status.Done
}

// endRun ends the run. A machine at rest is awake: it recognises what it is shown.
func (o *owner) endRun() {
	o.status.State = Idle
	o.session.settled.Store(0)
	o.session.awake.Store(true)
}

func (o *owner) replace(t *learn.Trainer, tag any) {
	o.takeLastFrame()
	o.trainer.Close()
	o.take(t)
	o.tag = tag
}

func (o *owner) recover() bool {
	if o.safe == nil {
		return false
	}
	o.present, o.film.current = nil, false
	o.trainer.Restore(o.safe.Checkpoint)
	o.view.follow(o.view.ensemble, o.view.watched, o.safe.Checkpoint.Labels)
	o.backTo(o.safe)
	o.status.Err = nil
	o.endRun()
	return true
}

// report refreshes the status that others read.
func (o *owner) report() {
	s := &o.status
	s.Cycle = o.trainer.Cycles()
	s.CyclesPerSecond = o.speed.rate
	s.ImagesPerSecond = o.speed.rate * float64(o.trainer.CycleImages())
	s.TimeLeft, s.Left = 0, 0
	if s.Total > 0 && o.speed.rate > 0 && s.State != Idle {
		s.TimeLeft = time.Duration(float64(s.Total-s.Done) / o.speed.rate * float64(time.Second))
	}
	if o.trainer.Staged() {
		s.Left = o.trainer.Left()
	}
	if s.TimeLeft > 0 && o.scheduled {
		s.TimeLeft = o.effort.left(o.trainer, s.Total-s.Done, o.speed.rate)
	}
	if rates := o.trainer.Rate(); !slices.Equal(s.Rate, rates) {
		s.Rate = slices.Clone(rates)
	}
	o.session.mu.Lock()
	o.session.status = *s
	o.session.mu.Unlock()
}

// publish makes a snapshot of the present state, of which it may be a moment
// behind where machines are many and a run is on, unless exact.
func (o *owner) publish(exact bool) {
	o.report()
	status := o.status
	status.Awake, status.Settled = o.session.awake.Load(), math.Float64frombits(o.session.settled.Load())
	s := &Snapshot{Status: status, Record: o.trainer.Record(), Curve: o.curve.clone().done, Film: o.film.frames, Move: o.move}
	o.show(s, exact || status.State != Running)
	o.session.snapshot.Store(s)
}
