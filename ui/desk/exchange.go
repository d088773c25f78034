package desk

import (
	"context"
	"errors"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/session"
)

// ErrSuperseded is how an exchange ends in whose place another was asked for.
var ErrSuperseded = errors.New("something else was asked for before it was there")

// Exchange puts something in the place of what is present: another machine, other data,
// an earlier state. It has two steps:
//
// First it is prepared in the background, while everything else goes on. One at a time is
// prepared: it is given up for whatever is asked for later that replaces the machine or the
// data, and Undo takes it back. What it made is then thrown away.
//
// Then it is carried out. Exchanges, and commands to the session, take turns in the order
// in which they were asked for or became prepared. Off Fyne's goroutine the session is
// given what comes, which takes about a cycle, and there is no [View] meanwhile; then all
// that belongs together changes at once, on Fyne's goroutine, and has another [Identity].
//
// Changes of the present machine, such as names, and going back have the second step only.
type Exchange struct {
	// What names it for undoing; empty where there is nothing to undo.
	What string
	// Prepare makes what comes, off Fyne's goroutine. The context ends when it is given
	// up.
	Prepare func(ctx context.Context, now Present) (Next, error)
	// Done, which may be nil, is told on Fyne's goroutine how the exchange ended: with
	// what there was before, nil for the first machine, or with an error, such as
	// ErrSuperseded, when everything is as it was.
	Done func(left *session.Moment, err error)

	// cancel ends the context of Prepare.
	cancel context.CancelFunc
	// machine is the number of the only machine that it is meant for; zero is any.
	machine int
	// joins tells that it is undone together with a run that follows.
	joins bool
	// travel, which may be nil, takes the place of a note in the history.
	travel func(left *session.Moment)
}

// Present is what the preparation of an exchange may use of what there is.
type Present struct {
	// Data are nil before the first machine is there.
	Data *dataset.Source
	// Threads is how many train.
	Threads int
}

// Next is what an exchange puts in the place of the present. Without a training the
// present machine goes on with the data.
type Next struct {
	Training *learn.Trainer
	Data     *dataset.Source
	// Document is that of another machine; nil means that it stays, as for the next stage of
	// the same training.
	Document *Document
	// Said is said when it is there.
	Said string

	// from, beside a training, is the moment at which it begins; nil where it has no past.
	// unsaved tells that its document's file, if there is one, holds another state.
	from    *session.Moment
	unsaved bool
	// moment, instead of a training, is where to go back to; change is what is done to
	// the present machine, which stays.
	moment func() *session.Moment
	change func(*session.Session) error
	// instead, if there is one, is all that is done: it may begin another exchange.
	instead func()
}

// Exchanges are all that was done to what is present, which they know. Their methods are
// called on Fyne's goroutine.
type Exchanges struct {
	desk *Desk
	// session is nil until the first machine is there, and then never; now has no data
	// until then.
	session *session.Session
	now     *present
	// threads is how many train.
	threads int
	// coming is the one that is being prepared or waits for its turn after that.
	coming *Exchange
	// turns are the steps that wait; the first is under way. While replacing, it puts
	// another machine into the session.
	turns     []func(end func())
	replacing bool
	// onExchange are told of another machine.
	onExchange []func(now session.Status)
}

// OnExchange has tell called whenever there is another machine.
func (e *Exchanges) OnExchange(tell func(now session.Status)) {
	e.onExchange = append(e.onExchange, tell)
}

func (x *Exchange) ended(left *session.Moment, err error) {
	if x.Done != nil {
		x.Done(left, err)
	}
}

// Exchange puts another machine, or other data, in the place of the present: it is prepared
// and then carried out.
func (e *Exchanges) Exchange(x Exchange) { e.exchange(&x) }

func (e *Exchanges) exchange(x *Exchange) {
	if first := e.coming; first != nil && e.session == nil {
		e.after(first, func() { e.exchange(x) })
		return
	}
	e.supersede()
	e.desk.lookElsewhere() // what is looked for to be opened is not wanted any more
	ctx, cancel := context.WithCancel(context.Background())
	x.cancel, e.coming = cancel, x
	now := Present{Data: e.now.data, Threads: e.threads}
	e.desk.tasks.Run(func() func() {
		next, err := x.Prepare(ctx, now)
		keep := func() bool { return true }
		if err == nil && next.Training != nil {
			keep = context.AfterFunc(ctx, next.Training.Close)
		}
		return func() { e.prepared(x, next, err, keep) }
	})
}

// after does something when an exchange has ended.
func (e *Exchanges) after(x *Exchange, then func()) {
	done := x.Done
	x.Done = func(left *session.Moment, err error) {
		if done != nil {
			done(left, err)
		}
		then()
	}
}

// supersede gives up what is being prepared, and tells whether there was something. The
// first machine is never given up.
func (e *Exchanges) supersede() bool {
	if e.session == nil {
		return false
	}
	x := e.coming
	if e.coming = nil; x != nil {
		x.cancel()
		x.ended(nil, ErrSuperseded)
	}
	return x != nil
}

// prepared carries an exchange out in its turn, unless it has been given up; keep saves its
// training from being closed.
func (e *Exchanges) prepared(x *Exchange, next Next, err error, keep func() bool) {
	e.inTurn(func(end func()) {
		if e.coming != x {
			end()
			return
		}
		e.coming = nil
		keep()
		x.cancel()
		switch {
		case err != nil:
			x.ended(nil, err)
		case next.instead != nil:
			next.instead()
		default:
			e.carryOut(x, next, end)
			return
		}
		end()
	})
}

// inTurn takes a step when all before have ended; end tells that it has.
func (e *Exchanges) inTurn(step func(end func())) {
	e.turns = append(e.turns, step)
	if len(e.turns) == 1 {
		step(e.endTurn)
	}
}

func (e *Exchanges) endTurn() {
	if e.turns = e.turns[1:]; len(e.turns) > 0 {
		e.turns[0](e.endTurn)
	}
}

// command gives the session a command in its turn, if there is a session.
func (e *Exchanges) command(give func(*session.Session)) {
	if e.session != nil {
		e.inTurn(func(end func()) {
			give(e.session)
			end()
		})
	}
	e.desk.Tick()
}

// change does something in its turn to the machine that is present then. With a name for
// what it is it makes another state of the machine, and can be undone.
func (e *Exchanges) change(x Exchange, act func(*session.Session) error) {
	if e.session != nil {
		e.inTurn(func(end func()) { e.carryOut(&x, Next{change: act}, end) })
	}
}

// turn is an exchange that is carried out: with what it found, the moment that is left and
// how the session stood, the moment that it goes back to, if any, and what there is then.
type turn struct {
	*Exchange
	Next
	threads     int
	before, now *present
	left, back  *session.Moment
	status      session.Status
}

// carryOut gives the session what comes next, and goes over to it.
func (e *Exchanges) carryOut(x *Exchange, next Next, end func()) {
	t := &turn{Exchange: x, Next: next, threads: e.threads, before: e.now}
	switch s := e.session; {
	case s == nil:
		t.now = t.present()
		e.session = session.New(next.Training)
		e.session.Attach(t.now)
		e.arrive(t)
		end()
	case x.machine != 0 && x.machine != e.now.Machine:
		x.ended(nil, ErrSuperseded)
		end()
	default:
		e.replacing = next.change == nil
		e.desk.tasks.Run(func() func() {
			err := t.enter(s)
			return func() {
				if e.replacing = false; err != nil {
					x.ended(t.left, err)
				} else {
					e.arrive(t)
				}
				end()
			}
		})
	}
}

// enter puts what comes next into the session, off Fyne's goroutine. A run goes on if that
// cannot be done.
func (t *turn) enter(s *session.Session) error {
	running := s.Status().State == session.Running
	if t.change == nil {
		s.Pause()
	}
	t.left, t.status = s.Moment(), s.Status()
	if t.change != nil && t.left != nil {
		if err := t.change(s); err != nil {
			return err
		}
		t.now = t.present()
		s.Attach(t.now)
		return nil
	}
	training, err := t.training()
	if err != nil {
		if running {
			s.Continue()
		}
		return err
	}
	switch t.now = t.present(); {
	case t.back != nil:
		s.GoTo(training, t.back, t.now)
	case t.from != nil:
		s.GoTo(training, t.from, t.now)
	default:
		s.Replace(training, t.now)
	}
	return nil
}

// training is that which comes. Nothing is left where the session is closed.
func (t *turn) training() (*learn.Trainer, error) {
	switch {
	case t.Training != nil:
		return t.Training, nil
	case t.left == nil:
		return nil, ErrSuperseded
	case t.moment != nil:
		t.back = t.moment()
		return learn.Continue(t.back.Checkpoint, presentAt(t.back).data.Training, t.threads)
	}
	return learn.Continue(t.left.Checkpoint, t.Data.Training, t.threads)
}

// present is what there is after the exchange.
func (t *turn) present() *present {
	number := t.before.Number + 1
	p := &present{
		Identity: Identity{Number: number, Machine: number, Data: number},
		data:     t.Data, document: t.Document, start: State{exchange: number},
	}
	switch {
	case t.change != nil && t.What == "":
		return t.before
	case t.change != nil:
		p.Machine, p.data, p.document = t.before.Machine, t.before.data, t.before.document
		p.origin = t.before.origin
	case t.back != nil:
		then := presentAt(t.back)
		p.data, p.document, p.start = then.data, then.document, then.at(t.back.Cycle())
		p.origin = then.origin
	case t.Document == nil && t.Training != nil:
		p.document, p.origin = t.before.document, t.before.origin
	case t.Document == nil:
		p.document, p.start = t.before.document, t.before.at(t.left.Cycle())
		p.origin = t.before.origin
	case t.Training != nil:
		p.origin = p.at(t.Training.Cycles())
	}
	if p.data == t.before.data {
		p.Data = t.before.Data
	}
	return p
}

// arrive goes over to what the session has just been given.
func (e *Exchanges) arrive(t *turn) {
	d := e.desk
	another := t.before.Machine != t.now.Machine
	e.now = t.now
	if another {
		d.showReady() // before what is found out about another machine
		d.seen = e.session.Status()
		if t.Document != nil && !t.unsaved {
			d.contents[t.now.document.key()] = t.now.at(d.seen.Cycle)
		}
		if t.now.document != t.before.document {
			d.autosave.exchanged(t.left, t.now.document)
		}
		d.history.runEnded(t.status)
		d.damages.forget()
	}
	switch {
	case t.travel != nil:
		t.travel(t.left)
	case t.What != "" && t.left != nil && (another || t.status.State == session.Idle):
		d.history.add(t.What, t.left, t.joins)
	}
	t.ended(t.left, nil)
	if another {
		for _, tell := range e.onExchange {
			tell(d.seen)
		}
	}
	if t.Said != "" || another {
		d.Say(t.Said)
	}
	d.Tick()
	if another {
		d.nameIfNameless()
	}
}
