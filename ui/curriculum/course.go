package curriculum

import (
	"wakesleep/learn"
	"wakesleep/learn/session"
)

// Course is the user's way through a lesson.
type Course struct {
	*Lesson
	// At is the number of the present step, from zero.
	At int
	// done is the number of steps done, which are those before.
	done  int
	diary Diary
	// began has the cycles spent when the present step began.
	began [3]int
}

// Start starts a course at a step; those before it are done. Its machine is at a cycle.
func Start(l *Lesson, at int, cycle uint64) *Course {
	c := &Course{Lesson: l, At: at, done: at}
	c.diary.Begin(cycle)
	return c
}

// Step is the present one.
func (c *Course) Step() *Step { return &c.Steps[c.At] }

// Done tells whether the present step has been done, or has nothing to do.
func (c *Course) Done() bool { return c.At < c.done || c.Step().Done == nil }

// Last tells whether the present step is the last.
func (c *Course) Last() bool { return c.At == len(c.Steps)-1 }

// Furthest is the number of steps done, the present one included where it is.
func (c *Course) Furthest() int {
	if c.Done() {
		return max(c.done, c.At+1)
	}
	return c.done
}

// Look sees how the program stands, f with the cycles left for it to fill in, and
// reports whether the present step has just been done.
func (c *Course) Look(s session.Status, f Facts) bool {
	c.diary.Note(s)
	if c.Done() {
		return false
	}
	spent := c.spent()
	f.Both, f.Woken, f.Slept = spent[learn.WakeSleep]-c.began[learn.WakeSleep],
		spent[learn.WakeOnly]-c.began[learn.WakeOnly], spent[learn.SleepOnly]-c.began[learn.SleepOnly]
	if !c.Step().Done(f) {
		return false
	}
	c.done = c.At + 1
	return true
}

// Moved tells that the machine was made what it was, or would be, at a cycle, as by
// undoing or redoing.
func (c *Course) Moved(cycle uint64) { c.diary.Jump(cycle) }

// Next goes on, if the present step has been done and is not the last.
func (c *Course) Next() {
	if c.Done() && !c.Last() {
		c.goTo(c.At + 1)
	}
}

// Back goes to the step before, if any.
func (c *Course) Back() { c.goTo(max(0, c.At-1)) }

func (c *Course) goTo(step int) {
	c.done = max(c.done, step)
	c.At = step
	c.began = c.spent()
}

func (c *Course) spent() (n [3]int) {
	for _, steps := range []learn.Steps{learn.WakeSleep, learn.WakeOnly, learn.SleepOnly} {
		n[steps] = c.diary.Spent(steps)
	}
	return n
}

// Diary tells what the cycles of a machine's life were spent on, as far as it was
// watched. What is undone is struck out.
type Diary struct {
	pages []page
	cycle uint64
}

// page is a stretch of cycles of one kind, up to a cycle.
type page struct {
	steps learn.Steps
	until uint64
	n     int
}

// Begin starts a diary at a cycle.
func (d *Diary) Begin(cycle uint64) { *d = Diary{cycle: cycle} }

// Note takes down how the session stands. Of what was done since the last note, the
// run under way, or the last one, had its part; the rest was like what was before.
func (d *Diary) Note(s session.Status) {
	if s.Cycle < d.cycle {
		d.Jump(s.Cycle)
		return
	}
	n := int(s.Cycle - d.cycle)
	late := min(n, s.Done)
	before := s.Steps
	if len(d.pages) > 0 {
		before = d.pages[len(d.pages)-1].steps
	}
	d.write(before, n-late)
	d.write(s.Steps, late)
}

func (d *Diary) write(steps learn.Steps, n int) {
	if n == 0 {
		return
	}
	d.cycle += uint64(n)
	d.pages = append(d.pages, page{steps, d.cycle, n})
	if k := len(d.pages) - 2; k >= 0 && d.pages[k].steps == steps {
		d.pages[k] = page{steps, d.cycle, d.pages[k].n + n}
		d.pages = d.pages[:k+1]
	}
}

// Jump goes to another cycle, without doing those between. What was done after it is
// struck out.
func (d *Diary) Jump(cycle uint64) {
	for k := len(d.pages) - 1; k >= 0 && d.pages[k].until > cycle; k-- {
		p := &d.pages[k]
		if left := p.n - int(p.until-cycle); left > 0 {
			p.n, p.until = left, cycle
		} else {
			d.pages = d.pages[:k]
		}
	}
	d.cycle = cycle
}

// Spent is the number of cycles of a kind.
func (d *Diary) Spent(steps learn.Steps) int {
	n := 0
	for _, p := range d.pages {
		if p.steps == steps {
			n += p.n
		}
	}
	return n
}
