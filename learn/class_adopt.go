package learn

import (
	"fmt"
	"slices"

	"wakesleep/network/images"
)

// AdoptClasses goes on with saved machines in any case: exactly if
// they are resumable and the images are those that they
// were trained on, and otherwise as well as [Continue] can. Images whose label no
// machine has are left out, and every machine must have some.
func AdoptClasses(c *ClassMachines, set *images.Set, threads int) (*ClassTrainer, error) {
	heldOut, same := 0, c.trainedOn(set)
	if same {
		heldOut = c.Record.HeldOut
	}
	t, err := c.goOn(c.known(set), heldOut, threads)
	if err != nil {
		return nil, err
	}
	if !same || !c.Resumable() || t.recount(c) != nil {
		t.restartEpochs()
	}
	return t, nil
}

// trainedOn tells whether a set can be the one that the machines were trained on.
func (c *ClassMachines) trainedOn(set *images.Set) bool {
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

// known are the images of a set whose label a machine has.
func (c *ClassMachines) known(set *images.Set) *images.Set {
	if set.Probabilities != nil {
		return set
	}
	stranger := func(label uint8) bool { return !slices.Contains(c.Labels, label) }
	if !slices.ContainsFunc(set.Labels, stranger) {
		return set
	}
	return set.Select(func(i int) bool { return !stranger(set.Labels[i]) })
}

// goOn makes a trainer of the machines, each with its class's images of a set of
// which some are held out. Epochs are not counted yet.
func (c *ClassMachines) goOn(set *images.Set, heldOut, threads int) (*ClassTrainer, error) {
	s := c.Record.Settings
	training, held, err := divide(s, set, heldOut, threads)
	if err != nil {
		return nil, err
	}
	t := &ClassTrainer{settings: s, held: held, threads: threads, watch: func(bool) {}}
	for k, label := range c.Labels {
		own := ofLabel(training, label)
		if own.Count() == 0 {
			t.Close()
			return nil, fmt.Errorf("%s has no images of class %d, for which there is a machine", set.Name, label)
		}
		trainer, err := Continue(c.parts[k], own, 1)
		if err != nil {
			t.Close()
			return nil, err
		}
		t.add(label, trainer)
	}
	t.record = t.newRecord(set, heldOut)
	before := c.Record.clone()
	t.record.Changes, t.record.Calibration = before.Changes, before.Calibration
	return t, nil
}

// restartEpochs counts from the class that is most behind on. What the others did
// before, on images that may have been others, is not to be reported.
func (t *ClassTrainer) restartEpochs() {
	t.reported = t.classes[0].epochs(t.settings)
	for _, c := range t.classes {
		t.reported = min(t.reported, c.epochs(t.settings))
	}
	for _, c := range t.classes {
		c.bounds = make([]float64, c.epochs(t.settings)-t.reported)
	}
}
