package lessons

import (
	"context"

	"fyne.io/fyne/v2"

	"wakesleep/learn"
	"wakesleep/ui/curriculum"
	"wakesleep/ui/desk"
	"wakesleep/ui/stock"
	"wakesleep/ui/texts"
)

// Guide leads through a lesson, whatever room a person is in. Its methods are called on
// Fyne's goroutine.
type Guide struct {
	desk  *desk.Desk
	strip *strip
	// course is the lesson under way; nil for none.
	course *curriculum.Course
	// home is the person's own machine while a lesson has another one.
	home *learn.Moment
	// coming is the course whose machine is on its way.
	coming *coming
	// machines is the desk's count of machines when it looked last.
	machines int
	// changed is called when there is something else to show; it may be nil.
	changed func()
}

// coming is a course that begins as soon as its machine is there.
type coming struct {
	lesson *curriculum.Lesson
	step   int
	home   *learn.Moment
}

// NewGuide makes the guide of a desk; it leads through nothing yet.
func NewGuide(d *desk.Desk) *Guide {
	g := &Guide{desk: d}
	g.strip = newStrip(g)
	return g
}

// Strip is the line that shows the present step in other rooms.
func (g *Guide) Strip() fyne.CanvasObject { return g.strip.object }

// begin starts a lesson at a step with a machine of its own, after asking about the
// present one.
func (g *Guide) begin(l *curriculum.Lesson, step int) {
	if !g.desk.Ready() || g.coming != nil {
		return
	}
	g.desk.Guard(texts.Of("lessons.say.asked"), func() { g.prepare(l, step) })
}

// prepare makes a lesson's machine as it is at a step.
func (g *Guide) prepare(l *curriculum.Lesson, step int) {
	d := g.desk
	if !d.Ready() || g.coming != nil {
		return
	}
	d.Session().Stop()
	d.Say(texts.Of("lessons.say.preparing"))
	session, now, own := d.Session(), d.Stock(), !g.leads()
	g.coming = &coming{lesson: l, step: step, home: g.home}
	g.machines = d.Machines()
	d.Background("lesson", func(ctx context.Context) func() {
		home := g.home
		if own {
			home = session.Moment()
		}
		training, stock, err := lessonMachine(ctx, l, step, now, d.Threads())
		return func() { g.prepared(training, stock, home, err) }
	})
	g.show()
}

// prepared goes over to the lesson's machine.
func (g *Guide) prepared(t learn.Training, m *stock.Stock, home *learn.Moment, err error) {
	d, c := g.desk, g.coming
	if err != nil {
		g.coming = nil
		d.Say("")
		d.Fail(texts.Of("lessons.say.fail"), err)
		g.show()
		return
	}
	c.home = home
	d.NoteIfAny(texts.Of("lessons.say.undo", texts.Of("lessons."+c.lesson.Name+".title")))
	said := texts.Of("lessons.say.began")
	if c.step > 0 {
		said = texts.Of("lessons.say.caught")
	}
	doc := desk.Document{Title: texts.Of("lessons.say.machine"), Lesson: c.lesson.Name, SavedCycle: t.Cycles()}
	d.Install(t, m, doc, said)
}

// leads tells whether the present machine is that of the lesson under way.
func (g *Guide) leads() bool { return g.course != nil && g.desk.Document().Lesson == g.course.Name }

// Look sees how the program stands. It is called with every tick at which there is a
// machine.
func (g *Guide) Look(now learn.Status) {
	g.arrive(now)
	if g.course == nil {
		return
	}
	if g.machines != g.desk.Machines() {
		g.machines = g.desk.Machines()
		g.course.Moved(now.Cycle)
		g.show()
	}
	if g.leads() && g.coming == nil && g.course.Look(now, g.facts()) {
		g.keep()
		g.show()
	}
	g.strip.follow(now)
}

// arrive begins the course that was coming, once its machine is there.
func (g *Guide) arrive(now learn.Status) {
	c := g.coming
	if c == nil || g.desk.Document().Lesson != c.lesson.Name || g.machines == g.desk.Machines() {
		return
	}
	g.coming, g.home, g.machines = nil, c.home, g.desk.Machines()
	g.course = curriculum.Start(c.lesson, c.step, now.Cycle)
	if c.step == 0 {
		curriculum.Forget(g.desk.Preferences(), c.lesson)
	}
	g.desk.ChooseRoom("lessons")
	g.show()
}

// facts are how the program stands.
func (g *Guide) facts() curriculum.Facts {
	d := g.desk
	return curriculum.Facts{
		Room:       d.RoomKey(),
		Recognised: d.Easel.Recognised(),
		Swapped:    d.Stock().Swapped,
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

// end closes the lesson. A person's own machine comes back, unless the present one is
// not the lesson's.
func (g *Guide) end(said string) {
	d := g.desk
	if g.course == nil || g.coming != nil || !d.Ready() {
		return
	}
	home := g.home
	if !g.leads() || home == nil {
		g.close()
		d.Say(texts.Of("lessons.say.kept"))
		return
	}
	g.close()
	d.GoBackTo(home, texts.Of("lessons.say.undo-left"), said)
	d.ChooseRoom("lessons")
}

func (g *Guide) close() {
	g.course, g.home = nil, nil
	g.show()
}

// fetch makes the lesson's machine again, when another one has come in between.
func (g *Guide) fetch() {
	if g.course != nil && g.coming == nil {
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
