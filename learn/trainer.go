package learn

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"wakesleep/internal/sentence"
	"wakesleep/network"
	"wakesleep/network/images"
)

// Trainer is the training of an ensemble in progress: of one machine, whose steps are
// shared out among threads, or of one machine for each class, of which several are
// trained at the same time. It is not safe for concurrent use.
type Trainer struct {
	settings Settings
	// record is complete but for the members' own parts.
	record  Record
	members []*member
	held    *images.Set
	threads int
	// joint is the part of the training that follows; nil where none does.
	joint *joint
	// contest is what members that compete for the images have together; nil where they do not.
	contest *contest
	// reported is the number of epochs that all members have done and that were
	// reported.
	reported int
	// played counts the cycles of the run that was begun last, unless that goes on with the
	// schedule.
	played     int
	onSchedule bool
	// done counts the cycles of all members.
	done atomic.Int64
	// watching keeps watch from being called twice at the same time.
	watching sync.Mutex
	watch    func(awake bool)
	// snapshot is the one that was asked for; nil without.
	snapshot atomic.Pointer[snapshot]
}

// New starts the training of one machine from nothing, unless it could not be saved or
// does not fit into memory ([Settings.Fits]). The number of threads has no influence on
// the result.
func New(s Settings, set *images.Set, threads int) (*Trainer, error) {
	switch {
	case s.JointEpochs > 0:
		return nil, sentence.Errorf("joint training is for one machine for each class, not for a single machine")
	case s.competes():
		return nil, sentence.Errorf("machines compete for groups of images; a single machine has none to compete with")
	}
	if err := checkAll(s, set, 1, threads); err != nil {
		return nil, err
	}
	if s.Finding != nil {
		if err := s.CanFind(set); err != nil {
			return nil, err
		}
	}
	m, err := newMember(s, set, threads)
	if err != nil {
		return nil, err
	}
	t := newTrainer(s, threads)
	t.add(m)
	t.describe(set, 0)
	return t, nil
}

// leastClasses is the number of classes among which one can tell.
const leastClasses = 2

// NewPerClass starts the training of a machine for each label that occurs in
// a set, unless they could not be saved or do not fit into memory ([Settings.Fits]). The
// last heldOut images are kept out of training, for the calibration. The number of threads
// has no influence on the result.
func NewPerClass(s Settings, set *images.Set, heldOut, threads int) (*Trainer, error) {
	training, held, err := divide(s, set, heldOut, threads)
	if err != nil {
		return nil, err
	}
	if err := s.Fits(set, len(training.Classes())); err != nil {
		return nil, err
	}
	t := newTrainer(s, threads)
	t.held = held
	for _, label := range training.Classes() {
		m, err := newMember(s.ofClass(label), ofLabel(training, label), 1)
		if err != nil {
			t.Close()
			return nil, err
		}
		m.label = label
		t.add(m)
	}
	t.describe(set, heldOut)
	if s.JointEpochs > 0 {
		t.joint = t.newJoint(training)
	}
	return t, nil
}

func newTrainer(s Settings, threads int) *Trainer {
	return &Trainer{settings: s, threads: threads, watch: func(bool) {}}
}

// check reports what keeps settings and data from going together.
func check(s Settings, set *images.Set, threads int) error {
	if err := cmp.Or(s.Validate(), set.Validate(), checkThreads(threads)); err != nil {
		return err
	}
	if set.Probabilities == nil && s.Batch > set.Count() {
		return sentence.Errorf("a batch of %d images, but %s has only %d; choose a smaller batch",
			s.Batch, set.Name, set.Count())
	}
	return nil
}

// checkAll is check, and reports what would not fit into a file or into memory.
func checkAll(s Settings, set *images.Set, machines, threads int) error {
	if err := check(s, set, threads); err != nil {
		return err
	}
	return s.Fits(set, machines)
}

func checkThreads(n int) error {
	if n < 1 || n > maxThreads {
		return sentence.Errorf("%d threads; from 1 to %d are possible", n, maxThreads)
	}
	return nil
}

// divide checks a set and cuts it into the images to train classes on and those held
// out; the latter are nil where there are none.
func divide(s Settings, set *images.Set, heldOut, threads int) (training, held *images.Set, err error) {
	if err := check(s, set, threads); err != nil {
		return nil, nil, err
	}
	n := set.Count() - heldOut
	switch {
	case set.Labels == nil:
		return nil, nil, sentence.Errorf("%s: no labels; one machine for each class needs labelled images", set.Name)
	case set.Probabilities != nil:
		return nil, nil, sentence.Errorf("%s: a distribution has no images that could be shared out among classes", set.Name)
	case s.Cycles > 0:
		return nil, nil, sentence.Errorf("give the length of a training of several classes in epochs")
	case s.competes():
		return nil, nil, sentence.Errorf("machines of labels do not compete for images")
	case heldOut < 0 || n < 1:
		return nil, nil, sentence.Errorf("%d images held out of %d; some must be left to learn from", heldOut, set.Count())
	}
	if heldOut > 0 {
		held = set.Select(func(i int) bool { return i >= n })
	}
	training = set.First(n)
	if len(training.Classes()) < leastClasses {
		return nil, nil, sentence.Errorf("%s: all images have the same label; there is nothing to tell apart", set.Name)
	}
	return training, held, nil
}

// ofClass are the settings of the machine of one class.
func (s Settings) ofClass(label uint8) Settings {
	s.Seed, s.JointEpochs, s.JointRate = network.ClassSeed(s.Seed, label), 0, 0
	s.Contest, s.Again = Contest{}, nil
	return s
}

// ofLabel are the images of one class.
func ofLabel(set *images.Set, label uint8) *images.Set {
	part := set.Select(func(i int) bool { return set.Labels[i] == label })
	part.Name = fmt.Sprintf("%s, class %d", set.Name, label)
	return part
}

// add takes in a member.
func (t *Trainer) add(m *member) {
	t.members = append(t.members, m)
	t.done.Add(int64(m.cycles))
	m.onPhase = t.phase
}

// phase counts cycles as they begin, and passes the news on.
func (t *Trainer) phase(awake bool) {
	if awake {
		t.done.Add(1)
	}
	t.watching.Lock()
	defer t.watching.Unlock()
	t.watch(awake)
}

// describe begins the record of the training on a set, of which heldOut images are no
// part.
func (t *Trainer) describe(set *images.Set, heldOut int) {
	first := t.members[0]
	t.settings.Layers = first.settings.Layers
	t.record = newRecord(t.settings, first.machine, set, heldOut)
	if !t.ofClasses() {
		return
	}
	for _, m := range t.members {
		t.record.Classes = append(t.record.Classes, ClassRecord{Label: int(m.label), Images: m.images()})
	}
}

// ofClasses tells whether each member is the machine of a class.
func (t *Trainer) ofClasses() bool { return len(t.members) > 1 || t.contest != nil }

// Close ends the training's goroutines. The trainer must not be used afterwards.
func (t *Trainer) Close() {
	for _, m := range t.members {
		m.close()
	}
	if t.joint != nil {
		t.joint.workers.close()
	}
}

// Watch has f told of each wake step (true) and sleep step that begins, of any
// member; never twice at the same time, but on several goroutines.
func (t *Trainer) Watch(f func(awake bool)) { t.watch = f }

// HeldOut are the images kept out of training; nil where there are none.
func (t *Trainer) HeldOut() *images.Set { return t.held }

// Machines is the number of machines that are trained.
func (t *Trainer) Machines() int { return len(t.members) }

// Settings are the present ones.
func (t *Trainer) Settings() Settings { return t.settings }

// Rate is the present learning rate for each layer, as [Settings] has it: that of the
// first member. Where rates fall, those of
// classes of other sizes are a little ahead or behind. It changes with the next cycle.
func (t *Trainer) Rate() []float64 { return t.members[0].rate }

// CycleImages is the number of images of a cycle of all members.
func (t *Trainer) CycleImages() int { return t.settings.Batch * len(t.members) }

// allCycles are those of all members together.
func (t *Trainer) allCycles() uint64 {
	sum := uint64(0)
	for _, m := range t.members {
		sum += m.cycles
	}
	return sum
}

// Cycles is the number of cycles of the ensemble's life, the mean over its members.
func (t *Trainer) Cycles() uint64 { return t.allCycles() / uint64(len(t.members)) }

// Progress is the number of cycles done and to be done in all, of all members
// together; the latter is zero if the settings give no length. It may be called while
// the training goes on.
func (t *Trainer) Progress() (done, total int) {
	for _, m := range t.members {
		total += m.total()
	}
	if t.joint != nil {
		total += t.joint.epochs * t.joint.steps * len(t.members)
	}
	return int(t.done.Load()), total
}

// SetThreads changes the number of threads.
func (t *Trainer) SetThreads(n int) error {
	if err := checkThreads(n); err != nil {
		return err
	}
	t.threads = n
	if len(t.members) == 1 {
		t.members[0].setThreads(n)
	}
	return nil
}

// Machine is member k's machine as it stands: the averaged one while weights are being
// averaged. It changes with the next cycle.
func (t *Trainer) Machine(k int) *network.Machine { return t.members[k].result() }

// Finite looks at all parameters and tells whether none is infinite or not a number.
func (t *Trainer) Finite() bool {
	return !slices.ContainsFunc(t.members, func(m *member) bool { return !m.machine.Finite() })
}

// byLabel tells whether each member is the machine of a label.
func (t *Trainer) byLabel() bool { return t.ofClasses() && t.contest == nil }

// categories is the number of categories that have names.
func (t *Trainer) categories() int {
	switch m := t.members[0].machine; {
	case t.contest != nil:
		return len(t.members)
	case !t.ofClasses() && m.Categorical():
		return m.Layers[m.Top()].Units
	}
	return 0
}

// SetNames names the categories, in their order, by labels. Names for another number of
// categories change nothing.
func (t *Trainer) SetNames(names []string) {
	if len(names) == t.categories() {
		t.record.SetNames(names)
	}
}

// FitNames names the categories by labels, but for those that the user named. Names for
// another number of categories change nothing.
func (t *Trainer) FitNames(names []string) {
	if len(names) == t.categories() {
		t.record.FitNames(names)
	}
}

// Labels are the classes of the members, in order; nil for a machine alone.
func (t *Trainer) Labels() []uint8 {
	var labels []uint8
	for _, c := range t.record.Classes {
		labels = append(labels, uint8(c.Label))
	}
	return labels
}

// Rename gives a category the name that the user chose; an empty one takes its
// name away.
func (t *Trainer) Rename(category int, name string) error {
	if t.byLabel() {
		return sentence.Errorf("the classes of one machine for each class are called by their labels")
	}
	e := network.Alone(t.members[0].machine)
	if t.contest != nil {
		e = &network.Ensemble{Machines: make([]*network.Machine, len(t.members)), Found: true}
	}
	return t.record.Rename(e, category, name)
}

// Record tells how the ensemble came to be.
func (t *Trainer) Record() Record {
	r := t.record.clone()
	r.Cycles = t.allCycles()
	for k := range r.Classes {
		r.Classes[k].Cycles = t.members[k].cycles
	}
	if t.contest != nil {
		r.Contest = t.contest.record()
	}
	return r
}

// Finished is the ensemble alone, without the state of the training.
func (t *Trainer) Finished() *Checkpoint {
	return t.collect(func(k int) *kept { return t.members[k].finished() })
}

// Checkpoint copies all that is needed to resume the training.
func (t *Trainer) Checkpoint() *Checkpoint {
	return t.collect(func(k int) *kept { return t.members[k].resumable(t.reported) })
}

// Good is the checkpoint of each member's last epoch of [Trainer.Train] that left all
// numbers finite; nil if there is a member without one.
func (t *Trainer) Good() *Checkpoint {
	if slices.ContainsFunc(t.members, func(m *member) bool { return m.good == nil }) {
		return nil
	}
	return t.collect(func(k int) *kept {
		m := t.members[k]
		m.lent = true
		good := *m.good
		good.record.Bounds = m.boundsAt(good.record.Cycles, t.reported)
		return &good
	})
}

// collect makes a checkpoint of what take says of every member, by its number.
func (t *Trainer) collect(take func(k int) *kept) *Checkpoint {
	states, records := make([]*state, len(t.members)), make([]ClassRecord, len(t.members))
	for k := range t.members {
		one := take(k)
		states[k], records[k] = &one.state, one.record
	}
	r := t.record.clone()
	r.setMembers(records)
	if t.contest == nil {
		return newCheckpoint(r, states)
	}
	r.Contest = t.contest.record()
	c := newCheckpoint(r, states)
	if c.Resumable() {
		c.of, c.near = t.contest.of, t.contest.near
		for k, m := range t.members {
			states[k].scores = m.scores
		}
	}
	return c
}

// kept is a member's part of a checkpoint.
type kept struct {
	state
	record ClassRecord
}

// finished is the machine alone.
func (m *member) finished() *kept { return m.finishedIn(new(state)) }

// resumable is all that is needed to resume the training after the given number of
// reported epochs.
func (m *member) resumable(reported int) *kept { return m.resumableIn(new(state), reported) }

// keepGood makes the present state the good one. It takes the place in memory of the one
// before, unless that was handed out.
func (m *member) keepGood(reported int) {
	room := new(state)
	if m.good != nil && !m.lent {
		room = &m.good.state
	}
	m.good, m.lent = m.resumableIn(room, reported), false
}

// finishedIn is finished, in the machines that room has.
func (m *member) finishedIn(room *state) *kept {
	return &kept{
		state{machine: copied(room.machine, m.result()), mean: m.mean},
		ClassRecord{Label: int(m.label), Images: m.images(), Cycles: m.cycles},
	}
}

// resumableIn is resumable, in the machines that room has.
func (m *member) resumableIn(room *state, reported int) *kept {
	s := m.finishedIn(room)
	s.record.Progress = &Progress{
		Generative: m.generative.steps, Recognition: m.recognition.steps, Averaged: m.averaged,
		BoundSum: m.boundSum, BoundSteps: m.boundSteps, Rate: slices.Clone(m.rate),
	}
	s.record.Bounds = m.boundsAt(m.cycles, reported)
	if m.averaged > 0 {
		s.raw = copied(room.raw, m.machine)
	}
	if m.first != nil {
		s.first, s.second = copied(room.first, m.first), copied(room.second, m.second)
	}
	return s
}

// copied is a copy of a machine, in the room of another one unless that is nil.
func copied(room, machine *network.Machine) *network.Machine {
	if room == nil {
		return machine.Clone()
	}
	room.Copy(machine)
	return room
}

// boundsAt are the bounds of epochs that are over after the given number of cycles and
// not among the reported ones; the last such epoch may have no bound yet.
func (m *member) boundsAt(cycles uint64, reported int) []float64 {
	return append([]float64{}, m.bounds[:max(0, min(m.epochsOf(cycles)-reported, len(m.bounds)))]...)
}

// restore puts the training back into a state of its own, which r describes.
func (m *member) restore(s *state, r *ClassRecord) {
	p := r.Progress
	m.cycles, m.averaged = r.Cycles, p.Averaged
	m.generative.steps, m.recognition.steps = p.Generative, p.Recognition
	m.boundSum, m.boundSteps = p.BoundSum, p.BoundSteps
	m.rate = spread(p.Rate, m.machine.Top()+1)
	m.machine.Copy(s.machine)
	if s.raw != nil {
		m.average.Copy(s.machine)
		m.machine.Copy(s.raw)
	}
	if m.first != nil && s.first != nil {
		m.first.Copy(s.first)
		m.second.Copy(s.second)
	}
}

// Restore puts the training back into the state of a checkpoint of its own, but for
// the names that categories have.
func (t *Trainer) Restore(c *Checkpoint) {
	names, byHand := t.record.Names, t.record.ByHand
	t.record = c.Record.clone()
	if t.contest == nil || len(t.record.Classes) == len(names) {
		t.record.Names, t.record.ByHand = names, byHand
	}
	for k := range t.record.Classes {
		t.record.Classes[k].Bounds, t.record.Classes[k].Progress = nil, nil
	}
	t.record.Progress = nil
	if t.contest != nil {
		t.recall(c)
	}
	t.takeSettings(c.Record.Settings)
	// They were made before, so they are possible.
	_ = t.repeatChanges(c.Record.Changes)
	records := c.Record.members()
	for k, m := range t.members {
		m.restore(c.states[k], &records[k])
		m.bounds = slices.Clone(records[k].Bounds)
		t.reported = m.epochs() - len(m.bounds)
	}
	t.done.Store(int64(t.allCycles()))
}

// takeSettings goes back to the settings that the training began with.
func (t *Trainer) takeSettings(s Settings) {
	t.settings = s
	for _, m := range t.members {
		m.settings.Rate, m.settings.FinalRate = s.Rate, s.FinalRate
	}
}
