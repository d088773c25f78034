package desk

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/texts"
)

// Seeking is how far the search for groups of images that are alike is, between the stage in
// which a machine learns what is alike and that in which machines compete.
type Seeking struct {
	// Stage is what is being done, and Share how much of it is.
	Stage learn.Stage
	Share float64
	// Left estimates how long the stage goes on; zero when unknown.
	Left time.Duration
}

// seeker goes from one stage of a training to the next. Its methods are called on Fyne's
// goroutine.
type seeker struct {
	desk *Desk
	// playing tells that the user has the stages played one after the other.
	playing bool
	// now is the exchange that brings the next stage, nil for none, and state how far it is.
	now   *Exchange
	state atomic.Pointer[Seeking]
}

// Seeking is how far the search for groups is; nil while there is none.
func (d *Desk) Seeking() *Seeking {
	if d.seeker.now == nil {
		return nil
	}
	return d.seeker.state.Load()
}

// staged tells whether the training is a stage of finding classes.
func (k *seeker) staged() bool {
	r := k.desk.session.Snapshot().Record
	return r.Contest != nil || r.Settings.Finding != nil
}

// due tells whether the session has learnt all of a stage that another one follows.
func (k *seeker) due(s *session.Session) bool {
	return s.Status().Left == 0 && s.Snapshot().Record.Settings.Followed()
}

// react seeks groups when the stage before has been played to its end.
func (k *seeker) react(before, now session.Status) {
	d := k.desk
	if k.playing && before.Left > 0 && now.Left == 0 && now.State == session.Idle && now.Err == nil &&
		d.coming == nil && !d.looking && len(d.turns) == 0 && k.due(d.session) {
		k.begin()
	}
}

// begin seeks groups in the background, and then has machines compete for them.
func (k *seeker) begin() {
	d, s := k.desk, k.desk.session
	said := texts.Of("seek.found")
	if s.Snapshot().Record.Contest != nil {
		said = texts.Of("seek.again")
	}
	k.state.Store(&Seeking{})
	k.now = &Exchange{
		What: texts.Of("history.compete"), machine: d.now.Machine,
		Prepare: func(ctx context.Context, now Present) (Next, error) {
			m := s.Moment()
			if m == nil {
				return Next{}, ErrSuperseded
			}
			t, err := m.Checkpoint.Next(ctx, now.Data.Training, now.Threads, k.progress())
			if err == nil && t == nil { // its file does not tell all that is needed
				return Next{instead: func() { k.ended(nil) }}, nil
			}
			return Next{Training: t, Data: now.Data, Said: said}, err
		},
		Done: func(_ *session.Moment, err error) { k.ended(err) },
	}
	d.exchange(k.now)
	d.Tick()
}

// progress notes what is told of how far the search is.
func (k *seeker) progress() func(learn.Stage, float64) {
	at, began := learn.Stage(0), time.Now()
	return func(s learn.Stage, share float64) {
		if s != at {
			at, began = s, time.Now()
		}
		now := &Seeking{Stage: s, Share: share}
		if took := time.Since(began); share > 0 && took > time.Second {
			now.Left = time.Duration(float64(took) * (1 - share) / share)
		}
		k.state.Store(now)
	}
}

// ended plays on where machines compete, or tells why they do not.
func (k *seeker) ended(err error) {
	d := k.desk
	k.now = nil
	switch {
	case err == nil:
		d.play()
	case !errors.Is(err, ErrSuperseded) && !errors.Is(err, context.Canceled):
		d.Fail(texts.Of("seek.failed"), err)
	}
	d.Tick()
}

// stop gives the search up, and tells whether there was one.
func (k *seeker) stop() bool {
	if k.now == nil || k.desk.coming != k.now {
		return false
	}
	k.desk.supersede()
	k.desk.Say(texts.Of("seek.stopped"))
	return true
}
