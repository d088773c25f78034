package session

import (
	"slices"
	"time"

	"wakesleep/network"
)

// copyEvery is the pause between copies of all of several machines for snapshots of a
// session that runs. The one that is watched is copied for each snapshot.
const copyEvery = time.Second

// view is the copy of all machines that snapshots share.
type view struct {
	// ensemble is nil before the first, and cycles is when it was made.
	ensemble *network.Ensemble
	cycles   uint64
	taken    time.Time
	// watched is the index of a snapshot's Machine.
	watched int
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
