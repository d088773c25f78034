package curriculum

import (
	"wakesleep/learn"
	"wakesleep/learn/session"
)

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
