package desk

import (
	"context"
	"errors"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/session"
)

// ErrSuperseded is how an exchange ends that gave way to another.
var ErrSuperseded = errors.New("something else was asked for before it was there")

// Exchange puts something in the place of what is present: another machine, other data,
// an earlier state. It has two steps:
//
// First it is prepared in the background, while everything else goes on. One at a time is
// prepared: it gives way to whatever is asked for later that replaces the machine or the
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
	// Prepare makes what comes, off Fyne's goroutine. The context ends when it has given
	// way.
	Prepare func(ctx context.Context, now Present) (Next, error)
	// Done, which may be nil, is told on Fyne's goroutine how the exchange ended: with
	// what there was before, nil for the first machine, or with an error, such as
	// ErrSuperseded, when everything is as it was.
	Done func(left *session.Moment, err error)

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
	// Document is that of another machine; nil means that it stays.
	Document *Document
	// Said is said when it is there.
	Said string

	// moment, instead of a training, is where to go back to; change is what is done to
	// the present machine, which stays.
	moment func() *session.Moment
	change func(*session.Session) error
	// instead, if there is one, is all that is done: it may begin another exchange.
	instead func()
}

// misfit is why the machine cannot go on with data.
type misfit struct {
	error
	data *dataset.Source
}

// Exchanges are all that was done to what is present, which they know. Their methods are
// called on Fyne's goroutine.
type Exchanges struct {
	desk *Desk
	// session is nil until the first machine is there, and then never; now has no data
	// until then.
	session *session.Session
	now     *present
	// count is the number of exchanges so far, and threads how many train.
	count, threads int
	// coming is the one that is being prepared or waits for its turn after that.
	coming *coming
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

// coming is an exchange that is being prepared.
type coming struct {
	Exchange
	cancel context.CancelFunc
}

func (x *Exchange) ended(left *session.Moment, err error) {
	if x.Done != nil {
		x.Done(left, err)
	}
}

// Exchange puts another machine, or other data, in the place of the present: it is prepared
// and then carried out.
func (e *Exchanges) Exchange(x Exchange) {
	e.supersede()
	ctx, cancel := context.WithCancel(context.Background())
	c := &coming{Exchange: x, cancel: cancel}
	e.coming = c
	now := Present{Data: e.now.data, Threads: e.threads}
	e.desk.tasks.Run(func() func() {
		next, err := x.Prepare(ctx, now)
		keep := func() bool { return true }
		if err == nil && next.Training != nil {
			keep = context.AfterFunc(ctx, next.Training.Close)
		}
		return func() { e.prepared(c, next, err, keep) }
	})
}

// supersede gives up what is being prepared, and tells whether there was something.
func (e *Exchanges) supersede() bool {
	c := e.coming
	if e.coming = nil; c != nil {
		c.cancel()
		c.ended(nil, ErrSuperseded)
	}
	return c != nil
}

// prepared carries an exchange out in its turn, unless it has given way; keep saves its
// training from being closed.
func (e *Exchanges) prepared(c *coming, next Next, err error, keep func() bool) {
	e.inTurn(func(end func()) {
		if e.coming != c {
			end()
			return
		}
		e.coming = nil
		keep()
		c.cancel()
		switch {
		case err != nil:
			c.ended(nil, err)
			end()
		case next.instead != nil:
			next.instead()
			end()
		default:
			e.carryOut(&c.Exchange, next, end)
		}
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
}

// change does something to the present machine in its turn. With a name for what it is it
// makes another state of the machine, and can be undone.
func (e *Exchanges) change(x Exchange, act func(*session.Session) error) {
	if x.machine == 0 {
		x.machine = e.now.Machine
	}
	if e.session != nil {
		e.inTurn(func(end func()) { e.carryOut(&x, Next{change: act}, end) })
	}
}

// carryOut gives the session what comes next, and goes over to it.
func (e *Exchanges) carryOut(x *Exchange, next Next, end func()) {
	e.count++
	number := e.count
	if e.session == nil {
		p := next.present(number, e.now, nil)
		e.session = session.New(next.Training)
		e.session.Attach(p)
		e.arrive(x, next, p, left{})
		end()
		return
	}
	if x.machine != 0 && x.machine != e.now.Machine {
		x.ended(nil, ErrSuperseded)
		end()
		return
	}
	running, before, threads := e.session, e.now, e.threads
	e.replacing = next.change == nil
	e.desk.tasks.Run(func() func() {
		was, p, err := next.enter(running, threads, func(left *session.Moment) *present {
			if next.change != nil && x.What == "" {
				return before
			}
			return next.present(number, before, left)
		})
		return func() {
			if e.replacing = false; err != nil {
				x.ended(was.moment, err)
			} else {
				e.arrive(x, next, p, was)
			}
			end()
		}
	})
}

// left is what an exchange found.
type left struct {
	moment *session.Moment
	status session.Status
}

// enter puts what comes next into the session, off Fyne's goroutine, with what there is
// then, as after tells. A run goes on if that cannot be done.
func (n *Next) enter(s *session.Session, threads int, after func(*session.Moment) *present) (was left, p *present, err error) {
	running := s.Status().State == session.Running
	if n.change == nil {
		s.Pause()
	}
	was.moment, was.status = s.Moment(), s.Status()
	if n.change != nil && was.moment != nil {
		if err = n.change(s); err == nil {
			p = after(was.moment)
			s.Attach(p)
		}
		return was, p, err
	}
	training, from, err := n.training(was.moment, threads)
	switch {
	case err != nil && running:
		s.Continue()
	case err != nil:
	case from != nil:
		p = after(was.moment)
		s.GoTo(training, from, p)
	default:
		p = after(was.moment)
		s.Replace(training, p)
	}
	return was, p, err
}

// training is that which comes, and the moment from which it goes on, if any. The present
// is nil where the session is closed.
func (n *Next) training(present *session.Moment, threads int) (t *learn.Trainer, from *session.Moment, err error) {
	switch {
	case n.Training != nil:
		return n.Training, nil, nil
	case present == nil:
		return nil, nil, ErrSuperseded
	case n.moment != nil:
		from = n.moment()
		t, err = learn.Continue(from.Checkpoint, presentAt(from).data.Training, threads)
		return t, from, err
	}
	if t, err = learn.Continue(present.Checkpoint, n.Data.Training, threads); err != nil {
		err = misfit{err, n.Data}
	}
	return t, nil, err
}

// present is what there is after an exchange with a number.
func (n *Next) present(number int, before *present, left *session.Moment) *present {
	p := &present{
		Identity: Identity{Number: number, Machine: number, Data: number},
		data:     n.Data, document: n.Document, start: State{exchange: number},
	}
	switch {
	case n.change != nil:
		p.Machine, p.data, p.document = before.Machine, before.data, before.document
	case n.moment != nil:
		m := n.moment()
		then := presentAt(m)
		p.data, p.document, p.start = then.data, then.document, then.at(m.Cycle())
	case n.Document == nil:
		p.document, p.start = before.document, before.at(left.Cycle())
	}
	if p.data == before.data {
		p.Data = before.Data
	}
	return p
}

// arrive goes over to what the session has just been given.
func (e *Exchanges) arrive(x *Exchange, next Next, p *present, was left) {
	d := e.desk
	another := e.now.Machine != p.Machine
	e.now = p
	if another {
		d.showReady() // before what is found out about another machine
		d.seen = e.session.Status()
		if next.Document != nil {
			d.contents.came(p.document, p.at(d.seen.Cycle))
		}
		d.history.runEnded(was.status)
		d.damages.forget()
	}
	switch {
	case x.travel != nil:
		x.travel(was.moment)
	case x.What != "" && was.moment != nil && (another || was.status.State == session.Idle):
		d.history.add(x.What, was.moment, x.joins)
	}
	x.ended(was.moment, nil)
	if another {
		for _, tell := range e.onExchange {
			tell(d.seen)
		}
	}
	if next.Said != "" || another {
		d.Say(next.Said)
	}
	d.Tick()
	if another {
		d.nameIfNameless()
	}
}
