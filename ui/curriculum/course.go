package curriculum

import (
	"wakesleep/learn"
	"wakesleep/learn/session"
)

// Course is a person's way through a lesson.
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
