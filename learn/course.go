package learn

import (
	"wakesleep/learn/vector"
	"wakesleep/network"
)

// course is the run that a trainer is on: how rates fall and when weights are
// averaged. Free play is a course without an end.
type course struct {
	schedule
	// epoch is the one under way, counted from 0; −1 before the first.
	epoch int
	// averaging tells whether this epoch's weights are averaged.
	averaging bool
}

// beginRun starts a run of the given number of cycles; zero has no end. Without
// a final rate, or without an end, the rate in force is kept.
func (t *Trainer) beginRun(cycles int) {
	length := t.EpochCycles()
	epochs := (cycles + length - 1) / length
	t.course = course{schedule: newSchedule(t.settings, t.machine.Top(), epochs), epoch: -1}
	t.averaged = 0
}

// follow brings rates and averaging up to the cycle of the run, counted from 0,
// that comes next.
func (t *Trainer) follow(cycle int) {
	epoch := cycle / t.EpochCycles()
	if epoch == t.course.epoch {
		return
	}
	t.course.epoch = epoch
	t.course.at(t.rate, epoch)
	t.course.averaging = t.average != nil && t.course.epochs > 0 &&
		epoch >= t.course.epochs-t.settings.Average
}

// averaging are the jobs that take the machine into the running mean.
func (t *Trainer) averaging() []func() {
	jobs := t.averagingOf(t.average.Generative, t.machine.Generative)
	return append(jobs, t.averagingOf(t.average.Recognition, t.machine.Recognition)...)
}

func (t *Trainer) averagingOf(mean, latest *network.Parameters) []func() {
	return share(len(mean.Flat), chunk, func(lo, hi int) {
		mean, latest := mean.Flat[lo:hi], latest.Flat[lo:hi]
		if t.averaged == 1 {
			copy(mean, latest)
			return
		}
		vector.Approach(mean, latest, 1/float32(t.averaged))
	})
}

// keepAverage takes the machine into the average in the last epochs of a run.
func (t *Trainer) keepAverage() {
	if !t.course.averaging {
		return
	}
	t.averaged++
	t.workers.follow(t.plans.average)
}
