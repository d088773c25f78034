package learn

// snapshot is a checkpoint of a training that goes on. Members are copied one by one, each
// between two of its cycles, so that none waits for another.
type snapshot struct {
	take func(*Checkpoint)
	// parts are the members' copies, nil where one is still to be made. There are none
	// before the collection begins.
	parts []*kept
	// reported is the number of epochs that were reported when the collection began,
	// passed has for each member the bounds of those that were reported since, and epochs
	// how many were over in its copy.
	reported int
	passed   [][]float64
	epochs   []int
}

// Snapshot has take called with a checkpoint of the training, while [Trainer.Train] goes
// on with it, or when it goes on: what [Trainer.Checkpoint] would give had each member been
// stopped between two cycles, about now. Training to the same bytes can be resumed from it.
// It may be called from any goroutine. Take is called on a goroutine of the training, which
// waits for it and must not be asked for anything by it; it is not called where the training
// ends before, or where another snapshot is asked for.
func (t *Trainer) Snapshot(take func(*Checkpoint)) {
	t.snapshot.Store(&snapshot{take: take})
}

// between is called by who trains a member, between two of its cycles. It copies one
// member at most, so that the training is not held for longer than that takes.
func (r *training) between(m *member) {
	s := r.snapshot.Load()
	if s == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	s.begin(r.Trainer)
	if k := s.next(r.members, m); k >= 0 {
		s.copy(k, r.members[k])
	}
	if s.complete() && r.snapshot.CompareAndSwap(s, nil) {
		s.take(r.collect(s.part))
	}
}

// begin readies the collection, once.
func (s *snapshot) begin(t *Trainer) {
	if s.parts != nil {
		return
	}
	n := len(t.members)
	s.reported, s.parts, s.passed, s.epochs = t.reported, make([]*kept, n), make([][]float64, n), make([]int, n)
}

// next is the member to copy: the one that is between two cycles, or else one that nobody
// trains at the moment; −1 where there is none.
func (s *snapshot) next(members []*member, here *member) int {
	found := -1
	for k, m := range members {
		switch {
		case s.parts[k] != nil:
		case m == here:
			return k
		case !m.busy && found < 0:
			found = k
		}
	}
	return found
}

// copy makes member k's part.
func (s *snapshot) copy(k int, m *member) {
	s.parts[k], s.epochs[k] = m.resumable(0), m.epochs()
	s.parts[k].record.Bounds = append(append([]float64{}, s.passed[k]...), m.bounds...)
}

func (s *snapshot) complete() bool {
	for _, part := range s.parts {
		if part == nil {
			return false
		}
	}
	return true
}

// pass takes in that the first bounds of all members are about to be reported.
func (s *snapshot) pass(members []*member) {
	if s == nil || s.parts == nil {
		return
	}
	for k, m := range members {
		s.passed[k] = append(s.passed[k], m.bounds[0])
	}
}

// part is member k's part of the whole, in which the epochs that all copies have had are
// the reported ones.
func (s *snapshot) part(k int) *kept {
	part := s.parts[k]
	least := s.epochs[0]
	for _, n := range s.epochs {
		least = min(least, n)
	}
	part.record.Bounds = part.record.Bounds[least-s.reported:]
	return part
}

// snapNow makes the snapshot that was asked for, of members that all stand still.
func (t *Trainer) snapNow() {
	if s := t.snapshot.Swap(nil); s != nil {
		s.take(t.Checkpoint())
	}
}
