package learn

import (
	"slices"

	"wakesleep/internal/sentence"
	"wakesleep/network"
	"wakesleep/network/images"
)

// Resume goes on with an interrupted training, to the same result as if it had not
// been interrupted. The images must be those that it began with.
func Resume(c *Checkpoint, set *images.Set, threads int) (*Trainer, error) {
	if !c.Resumable() {
		return nil, sentence.Errorf("the training is finished; there is nothing to go on with")
	}
	t, err := c.goOn(set, c.Record.HeldOut, threads)
	if err != nil {
		return nil, err
	}
	if c.Record.Settings.JointEpochs > 0 {
		t.joint = t.newJoint(set.First(set.Count() - c.Record.HeldOut))
	}
	if err := t.recount(c); err != nil {
		t.Close()
		return nil, err
	}
	return t, nil
}

// Continue goes on with an ensemble in any case: exactly, if the state of a training
// is there and the images are the same, and otherwise with the optimiser's moments at
// rest. The images must have the machines' size. Those whose label no machine of a
// class has are left out, and every such machine must have some.
func Continue(c *Checkpoint, set *images.Set, threads int) (*Trainer, error) {
	heldOut, same := 0, c.trainedOn(set)
	if same {
		heldOut = c.Record.HeldOut
	}
	t, err := c.goOn(KnownTo(c.Ensemble, set), heldOut, threads)
	if err != nil {
		return nil, err
	}
	if !same || !c.Resumable() || t.recount(c) != nil {
		if err := t.restartEpochs(); err != nil {
			t.Close()
			return nil, err
		}
	}
	return t, nil
}

// trainedOn tells whether a set is the one that the ensemble was trained on or, where its
// file does not tell the content, can be.
func (c *Checkpoint) trainedOn(set *images.Set) bool {
	was, is := c.Record.Trained(), set.Identity()
	if was.Known() && !(was.SamePictures(is) && (was.Labels == is.Labels || !c.ByLabel())) {
		return false
	}
	if !c.ByLabel() {
		return set.Count() == c.Record.Images
	}
	if set.Labels == nil || set.Count() != c.Record.Images {
		return false
	}
	var counts [256]int
	for _, label := range set.Labels[:set.Count()-c.Record.HeldOut] {
		counts[label]++
	}
	for _, class := range c.Record.Classes {
		if counts[class.Label] != class.Images {
			return false
		}
	}
	return true
}

// KnownTo are the images of a set that a member can take for its own: all, or those
// whose label is that of a class.
func KnownTo(e *network.Ensemble, set *images.Set) *images.Set {
	if !e.ByLabel() || set.Probabilities != nil {
		return set
	}
	stranger := func(label uint8) bool { return !slices.Contains(e.Labels, label) }
	if !slices.ContainsFunc(set.Labels, stranger) {
		return set
	}
	return set.Select(func(i int) bool { return !stranger(set.Labels[i]) })
}

// goOn makes a trainer of the ensemble on a set, of which some images are held out.
// Epochs are not counted yet.
func (c *Checkpoint) goOn(set *images.Set, heldOut, threads int) (*Trainer, error) {
	t, parts, err := c.shareOut(set, heldOut, threads)
	if err != nil {
		return nil, err
	}
	if err := c.Record.Settings.Fits(set, len(parts)); err != nil {
		return nil, err
	}
	threadsEach := 1
	if len(parts) == 1 {
		threadsEach = threads
	}
	for k, part := range parts {
		m, err := c.continueMember(k, part, threadsEach)
		if err != nil {
			t.Close()
			return nil, err
		}
		if t.contest != nil {
			t.compete(m)
			continue
		}
		t.add(m)
	}
	if t.contest != nil {
		t.expect(c.Record.Classes)
		if c.trainedOn(set) {
			t.takeContest(c)
		}
	}
	if err := t.repeatChanges(c.Record.Changes); err != nil {
		t.Close()
		return nil, err
	}
	for k, one := range c.Record.members() {
		if one.Progress != nil {
			t.members[k].restore(c.states[k], &one)
		}
	}
	t.describe(set, heldOut)
	before := c.Record.clone()
	t.record.Settings, t.record.Engine = before.Settings, before.Engine
	t.record.Changes, t.record.Calibration = before.Changes, before.Calibration
	t.record.Names, t.record.ByHand = before.Names, before.ByHand
	return t, nil
}

// shareOut begins a trainer and shares the images of a set out among its members.
func (c *Checkpoint) shareOut(set *images.Set, heldOut, threads int) (*Trainer, []*images.Set, error) {
	s := c.Record.Settings
	t := newTrainer(s, threads)
	if !c.OfClasses() {
		return t, []*images.Set{set}, check(s, set, threads)
	}
	if c.Found {
		t.contest = newContest(s, set, c.Count()+len(c.Record.Contest.Losses))
		t.contest.first, t.contest.cut = c.Record.Contest.First, c.Record.Contest.Cut
		return t, slices.Repeat([]*images.Set{set}, c.Count()), checkCompeting(set, c.Count())
	}
	training, held, err := divide(s, set, heldOut, threads)
	if err != nil {
		return nil, nil, err
	}
	t.held = held
	var parts []*images.Set
	for _, label := range c.Labels {
		part := ofLabel(training, label)
		if part.Count() == 0 {
			return nil, nil, sentence.Errorf("%s has no images of class %d, for which there is a machine", set.Name, label)
		}
		parts = append(parts, part)
	}
	return t, parts, nil
}

// continueMember goes on with machine k on images of its own, with the optimiser's
// moments at rest.
func (c *Checkpoint) continueMember(k int, set *images.Set, threads int) (*member, error) {
	s, machine := c.Record.Settings, c.Machines[k]
	if c.OfClasses() {
		s = s.ofClass(c.Labels[k])
	}
	if err := check(s, set, threads); err != nil {
		return nil, err
	}
	if set.Width != machine.Width || set.Height != machine.Height {
		return nil, sentence.Errorf("%s has images of %d×%d pixels, but the machine was made for %d×%d",
			set.Name, set.Width, set.Height, machine.Width, machine.Height)
	}
	m := trainMachine(s, machine.Clone(), set, threads)
	m.cycles = c.Record.members()[k].Cycles
	if c.OfClasses() {
		m.label = c.Labels[k]
	}
	return m, nil
}

// recount finds how many epochs were reported, and sees whether the members of a
// checkpoint agree about it and about the images.
func (t *Trainer) recount(from *Checkpoint) error {
	for k, was := range from.Record.members() {
		m := t.members[k]
		if n := m.images(); was.Images != n {
			return sentence.Errorf("%s has %d images, but the machine was trained on %d; give the same images",
				m.feed.set.Name, n, was.Images)
		}
		m.bounds = slices.Clone(was.Bounds)
		reported := m.epochs() - len(m.bounds)
		if k > 0 && reported != t.reported || reported < 0 || t.joint != nil && m.jointSteps() != t.members[0].jointSteps() {
			return sentence.Errorf("metadata: the classes disagree about the epochs that are over")
		}
		t.reported = reported
	}
	return nil
}

// restartEpochs counts from the member that is most behind on. What the others did
// before, on images that may have been others, is not to be reported.
func (t *Trainer) restartEpochs() error {
	t.reported = t.members[0].epochs()
	for _, m := range t.members {
		t.reported = min(t.reported, m.epochs())
	}
	ahead := 0
	for _, m := range t.members {
		if ahead += m.epochs() - t.reported; ahead > mostAhead {
			return sentence.Errorf("on these images, the machines of the classes are too many epochs apart; choose others")
		}
	}
	for _, m := range t.members {
		m.bounds = make([]float64, m.epochs()-t.reported)
	}
	return nil
}

// mostAhead bounds how many epochs the members are ahead of the one that is most behind,
// all together: each is a number in the file.
const mostAhead = 1 << 18
