package session

import (
	"slices"
	"time"

	"wakesleep/learn"
	"wakesleep/network"
)

// State is whether a session's run goes on.
type State uint8

const (
	// Idle means that no run is under way: none was started, or the last one
	// ended, was stopped or failed.
	Idle State = iota
	// Running means that cycles are being done.
	Running
	// Paused means that a run is held and can be continued.
	Paused
)

// Status tells how a session stands, between two cycles.
type Status struct {
	// State is whether a run goes on.
	State State
	// Awake tells whether the step under way is a wake step. A session at rest is
	// awake, a paused one is as it was when it paused.
	Awake bool
	// Left is how many cycles the schedule of a training in stages has left; zero when it is over,
	// and for others. Settled is what share is done of finding out which machine describes each
	// image best, while images are about to move from one to another; zero otherwise.
	Left    int
	Settled float64
	// Steps is what the run's cycles consist of.
	Steps learn.Steps
	// Done and Total are the cycles of the run, or of the last one; Total is zero
	// for free play.
	Done, Total int
	// Cycle counts the cycles of the ensemble's life, the mean over its machines.
	Cycle uint64
	// CyclesPerSecond and ImagesPerSecond are those of the last second or so.
	CyclesPerSecond, ImagesPerSecond float64
	// TimeLeft estimates the rest of the run; zero when unknown.
	TimeLeft time.Duration
	// Bits is the description length per training image, the free energy in bits
	// averaged over about the last hundred wake steps; NaN before the first.
	Bits float64
	// Rate is the learning rate for each layer, as [learn.Settings] has it.
	Rate []float64
	// Trouble is what was found wrong last with the course of the training, and Troubles is
	// how much was found: each kind is once.
	Trouble  learn.Trouble
	Troubles int
	// Err tells why the last run stopped by itself; nil otherwise.
	Err error
}

// Point is one point of the curve of description length.
type Point struct {
	// Cycle is the number of cycles done.
	Cycle uint64
	// Bits is the mean free energy per image since the point before.
	Bits float64
}

// Snapshot is an immutable view of a session. Nothing in it changes any more,
// so the window may keep and read it as it likes.
type Snapshot struct {
	Status
	// Ensemble has copies of all machines, all made after the same cycle: of several,
	// while a run is on, up to a second ago. Averaged weights stand in for the latest
	// while they are being averaged.
	Ensemble *network.Ensemble
	// Machine is the machine that is watched, as it stands, and Watched is its index.
	Machine *network.Machine
	Watched int
	// Record tells how the ensemble was made.
	Record learn.Record
	// Move is the last move of images among machines that compete, as far as the session saw
	// it; nil for none.
	Move *learn.Move
	// Curve is the description length over the ensemble's life, thinned out to at
	// most a thousand points.
	Curve []Point
	// Film has frames of the session's past, oldest first: at most 23, of at most
	// 200 MB together. Replacing the training does not end it.
	Film []*Frame
}

// copyEvery is the pause between copies of all of several machines for snapshots of a
// session that runs. The one that is watched is copied for each snapshot.
const copyEvery = time.Second

// view is the copy of all machines that snapshots share.
type view struct {
	// ensemble is nil before the first, and cycles is when it was made.
	ensemble *network.Ensemble
	cycles   uint64
	taken    time.Time
	// watched is the index of a snapshot's Machine, in the ensemble and in the training.
	watched int
}

// follow goes on watching the same class among machines that may be others, or else the first.
func (v *view) follow(before *network.Ensemble, watched int, labels []uint8) {
	v.ensemble, v.watched = nil, 0
	if before != nil && before.OfClasses() {
		v.watched = max(0, slices.Index(labels, before.Labels[watched]))
	}
}

// show fills in a snapshot's machines; where there are several, all but one may be a
// moment old unless exact.
func (o *owner) show(s *Snapshot, exact bool) {
	v, now := &o.view, s.Record.Cycles
	if v.ensemble == nil || v.cycles != now && (exact || v.ensemble.Count() == 1 || time.Since(v.taken) >= copyEvery) {
		v.ensemble, v.cycles, v.taken = o.trainer.Finished().Ensemble, now, time.Now()
	}
	s.Ensemble, s.Watched = v.ensemble, v.watched
	if v.cycles == now {
		s.Machine = v.ensemble.Machines[v.watched]
	} else {
		s.Machine = o.trainer.Machine(v.watched).Clone()
	}
}

// watchClass chooses the class of a snapshot's Machine.
func (o *owner) watchClass(label uint8) {
	if k := slices.Index(o.view.ensemble.Labels, label); k >= 0 {
		o.view.watched = k
	}
}
