package lessons

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/curriculum"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// Desk is what lessons use of the desk: they do what the user could.
type Desk interface {
	desk.Host
	// Ready, Session, Data and Document tell what there is.
	Ready() bool
	Session() *session.Session
	Data() *dataset.Source
	Document() desk.Document
	// DrawRoom, RoomKey and Content tell where the user is, and ChooseRoom leads elsewhere.
	DrawRoom() desk.DrawRoom
	RoomKey() string
	Content() fyne.CanvasObject
	ChooseRoom(key string)
	// These run the machine, and put others in its place.
	Run(steps learn.Steps, n int)
	Stop()
	Exchange(x desk.Exchange)
	OnExchange(tell func(now session.Status))
	UseData(open func(now *dataset.Source) (*dataset.Source, error), opened func(m *dataset.Source, err error))
	History() *desk.History
	// These ask the user, and tell what could not be done.
	GuardAside(title string, then func())
	Fail(what string, err error)
}

// Guide leads through a lesson, whatever room the user is in. Its methods are called on
// Fyne's goroutine.
type Guide struct {
	desk  Desk
	strip *strip
	// course is the lesson under way; nil for none.
	course *curriculum.Course
	// home is the user's own machine while a lesson has another one.
	home *session.Moment
	// busy tells that another machine is on its way, for a lesson or after it.
	busy bool
	// changed is called when there is something else to show; it may be nil.
	changed func()
}

// NewGuide makes the guide of a desk; it leads through nothing yet.
func NewGuide(d Desk) *Guide {
	g := &Guide{desk: d}
	g.strip = newStrip(g)
	d.OnExchange(func(now session.Status) {
		if g.course != nil {
			g.course.Moved(now.Cycle)
			g.show()
		}
	})
	return g
}

// Strip is the line that shows the present step in other rooms.
func (g *Guide) Strip() fyne.CanvasObject { return g.strip.object }

// begin starts a lesson at a step with a machine of its own, after asking about the
// present one.
func (g *Guide) begin(l *curriculum.Lesson, step int) {
	if g.desk.Ready() && !g.busy {
		g.desk.GuardAside(texts.Of("lessons.say.asked"), func() { g.prepare(l, step) })
	}
}

// prepare makes a lesson's machine as it is at a step, and goes over to it.
func (g *Guide) prepare(l *curriculum.Lesson, step int) {
	d := g.desk
	if g.busy {
		return
	}
	d.Stop()
	d.Say(texts.Of("lessons.say.preparing"))
	g.setBusy(true)
	d.Exchange(desk.Exchange{
		What: texts.Of("lessons.say.undo", texts.Of("lessons."+l.Name+".title")),
		Prepare: func(ctx context.Context, now desk.Present) (desk.Next, error) {
			t, data, err := lessonMachine(ctx, l, step, now.Data, now.Threads)
			if err != nil {
				return desk.Next{}, err
			}
			return desk.Next{
				Training: t, Data: data, Said: kit.Either(step > 0, texts.Of("lessons.say.caught"), texts.Of("lessons.say.began")),
				Document: &desk.Document{Title: texts.Of("lessons.say.machine"), Lesson: l.Name},
			}, nil
		},
		Done: func(left *session.Moment, err error) { g.prepared(l, step, left, err) },
	})
}

// prepared begins the course whose machine is there, if it is.
func (g *Guide) prepared(l *curriculum.Lesson, step int, left *session.Moment, err error) {
	d := g.desk
	g.setBusy(false)
	switch {
	case err == nil:
		g.arrived(l, step, left)
	case !errors.Is(err, desk.ErrSuperseded):
		d.Say("")
		d.Fail(texts.Of("lessons.say.fail"), err)
	}
}

// arrived begins a course after the machine that was left, which is the user's own unless
// it was a lesson's.
func (g *Guide) arrived(l *curriculum.Lesson, step int, left *session.Moment) {
	if g.course == nil || desk.LessonOf(left) != g.course.Name {
		g.home = left
	}
	g.course = curriculum.Start(l, step, g.desk.Session().Status().Cycle)
	if step == 0 {
		curriculum.Forget(g.desk.Preferences(), l)
	}
	g.desk.ChooseRoom("lessons")
	g.show()
}

func (g *Guide) setBusy(busy bool) {
	g.busy = busy
	g.show()
}

// leads tells whether the present machine is that of the lesson under way.
func (g *Guide) leads() bool { return g.course != nil && g.desk.Document().Lesson == g.course.Name }

// Look sees how the program stands. It is called with every tick at which there is a
// machine.
func (g *Guide) Look(now session.Status) {
	if g.course == nil {
		return
	}
	if g.leads() && !g.busy && g.course.Look(now, g.facts()) {
		g.keep()
		g.show()
	}
	g.strip.update(now)
}

// facts are how the program stands.
func (g *Guide) facts() curriculum.Facts {
	d := g.desk
	return curriculum.Facts{
		Room:       d.RoomKey(),
		Recognised: d.DrawRoom().Recognised(),
		Swapped:    d.Data().Training.Swapped,
	}
}

func (g *Guide) keep() {
	curriculum.Keep(g.desk.Preferences(), g.course.Lesson, g.course.Furthest())
}

// showStep does what the present step asks for.
func (g *Guide) showStep() {
	if g.leads() && g.desk.Ready() && g.course.Step().Show != nil {
		g.course.Step().Show(g)
	}
}

// next goes on, or ends the lesson after its last step.
func (g *Guide) next() {
	if g.course == nil || !g.course.Done() {
		return
	}
	g.keep()
	if g.course.Last() {
		g.end(texts.Of("lessons.say.finished"))
		return
	}
	g.course.Next()
	if g.course.Step().Show == nil {
		g.Go("lessons") // where there is more room for words
	}
	g.show()
}

func (g *Guide) back() {
	if g.course != nil {
		g.course.Back()
		g.show()
	}
}

// leave gives the lesson up.
func (g *Guide) leave() { g.end(texts.Of("lessons.say.left")) }

// end closes the lesson. The user's own machine comes back, unless the present one is
// not the lesson's.
func (g *Guide) end(said string) {
	d := g.desk
	if g.course == nil || g.busy || !d.Ready() {
		return
	}
	if !g.leads() || g.home == nil {
		g.close()
		d.Say(texts.Of("lessons.say.kept"))
		return
	}
	g.setBusy(true)
	d.History().GoBackTo(g.home, texts.Of("lessons.say.undo-left"), said, func(_ *session.Moment, err error) {
		g.setBusy(false)
		if err != nil {
			d.Fail(texts.Of("history.failed"), err)
			return
		}
		g.close()
		d.ChooseRoom("lessons")
	})
}

func (g *Guide) close() {
	g.course, g.home = nil, nil
	g.show()
}

// fetch makes the lesson's machine again, when another one has come in between.
func (g *Guide) fetch() {
	if g.course != nil && !g.busy {
		g.begin(g.course.Lesson, g.course.At)
	}
}

// show brings the strip, and the room, up to the course.
func (g *Guide) show() {
	g.strip.show()
	if g.changed != nil {
		g.changed()
	}
}
