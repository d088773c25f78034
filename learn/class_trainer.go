package learn

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"wakesleep/network/images"
)

// ClassTrainer is the training of one machine for each class: as many trainings
// as there are classes, of which several go on at the same time.
type ClassTrainer struct {
	settings Settings
	record   Record
	classes  []*classTraining
	held     *images.Set
	threads  int
	// joint is the part that follows; nil where none does.
	joint *joint
	// reported is the number of epochs that all classes have done and that were
	// reported.
	reported int
	// done counts the cycles of all classes.
	done     atomic.Int64
	watching sync.Mutex
	watch    func(awake bool)
	// shown is what snapshots of a session show.
	shown classView
}

// classTraining is the training of one class.
type classTraining struct {
	label   uint8
	trainer *Trainer
	// bounds are those of epochs that were not reported yet; zero where no images
	// were seen in one, which no description of images could cost.
	bounds []float64
	// good is the state after the last epoch that left all numbers finite.
	good *Checkpoint
	busy bool
	// transposing is the end of the trainer's wake plan.
	transposing plan
}

// NewClassTrainer starts the training of a machine for each label that occurs in
// a set. The last heldOut images are kept out of training, for the calibration.
// That many threads train one class each; their number has no influence on the
// result.
func NewClassTrainer(s Settings, set *images.Set, heldOut, threads int) (*ClassTrainer, error) {
	training, held, err := divide(s, set, heldOut, threads)
	if err != nil {
		return nil, err
	}
	t := &ClassTrainer{settings: s, held: held, threads: threads, watch: func(bool) {}}
	for _, label := range training.Classes() {
		one := s
		one.Seed, one.JointEpochs, one.JointRate = classSeed(s.Seed, label), 0, 0
		trainer, err := NewTrainer(one, ofLabel(training, label), 1)
		if err != nil {
			t.Close()
			return nil, err
		}
		t.settings.Layers = trainer.settings.Layers
		t.add(label, trainer)
	}
	t.record = t.newRecord(set, heldOut)
	if s.JointEpochs > 0 {
		t.joint = t.newJoint(training)
	}
	return t, nil
}

// ContinueClasses goes on with an interrupted training, to the same result. The
// images must be those that it began with.
func ContinueClasses(c *ClassMachines, set *images.Set, threads int) (*ClassTrainer, error) {
	if !c.Resumable() {
		return nil, errors.New("the training of these machines is finished; there is nothing to go on with")
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

// divide checks a set and cuts it into the images to train on and those held out;
// the latter are nil where there are none.
func divide(s Settings, set *images.Set, heldOut, threads int) (training, held *images.Set, err error) {
	if err := check(s, set, threads); err != nil {
		return nil, nil, err
	}
	n := set.Count() - heldOut
	switch {
	case set.Labels == nil:
		return nil, nil, errors.New(set.Name + ": no labels; one machine for each class needs labelled images")
	case set.Probabilities != nil:
		return nil, nil, errors.New(set.Name + ": a distribution has no images that could be shared out among classes")
	case s.Cycles > 0:
		return nil, nil, errors.New("give the length of a training of several classes in epochs")
	case heldOut < 0 || n < 1:
		return nil, nil, fmt.Errorf("%d images held out of %d; some must be left to learn from", heldOut, set.Count())
	}
	if heldOut > 0 {
		held = set.Select(func(i int) bool { return i >= n })
	}
	training = set.First(n)
	if len(training.Classes()) < leastClasses {
		return nil, nil, fmt.Errorf("%s: all images have the same label; there is nothing to tell apart", set.Name)
	}
	return training, held, nil
}

func (t *ClassTrainer) add(label uint8, trainer *Trainer) {
	c := &classTraining{label: label, trainer: trainer}
	t.classes = append(t.classes, c)
	t.done.Add(int64(trainer.cycles))
	trainer.Watch(t.phase)
	c.transposing.add(trainer.wake.gradient.transposing(0, trainer.machine.Top())...)
}

// phase counts cycles as they begin, and passes the news on.
func (t *ClassTrainer) phase(awake bool) {
	if awake {
		t.done.Add(1)
	}
	t.watching.Lock()
	defer t.watching.Unlock()
	t.watch(awake)
}

// newRecord describes the training of a set, held-out images included.
func (t *ClassTrainer) newRecord(set *images.Set, heldOut int) Record {
	r := newRecord(t.settings, t.classes[0].trainer.machine, set)
	r.HeldOut = heldOut
	for _, c := range t.classes {
		r.Classes = append(r.Classes, ClassRecord{Label: int(c.label), Images: c.trainer.feed.set.Count()})
	}
	return r
}

// recount finds how many epochs were reported, and sees whether the classes of a
// checkpoint agree about it and about the images.
func (t *ClassTrainer) recount(from *ClassMachines) error {
	for k, c := range t.classes {
		if from.Record.Classes[k].Images != t.record.Classes[k].Images {
			return fmt.Errorf("%s has %d images, but the machine was trained on %d; give the same images",
				c.trainer.feed.set.Name, t.record.Classes[k].Images, from.Record.Classes[k].Images)
		}
		c.bounds = slices.Clone(from.Record.Classes[k].Bounds)
		reported, steps := c.epochs(t.settings)-len(c.bounds), c.jointSteps(t.settings)
		if k > 0 && reported != t.reported || reported < 0 || t.joint != nil && steps != t.classes[0].jointSteps(t.settings) {
			return errors.New("metadata: the classes disagree about the epochs that are over")
		}
		t.reported = reported
	}
	return nil
}

// note takes down the bound of an epoch that is over.
func (c *classTraining) note(e EpochReport) {
	bound := e.BoundNats
	if math.IsNaN(bound) {
		bound = 0
	}
	c.bounds = append(c.bounds, bound)
}

// wrap says whose error it is.
func (c *classTraining) wrap(err error) error { return fmt.Errorf("class %d: %w", c.label, err) }

// epochs is the number of epochs that the class has done by itself.
func (c *classTraining) epochs(s Settings) int {
	return min(int(c.trainer.cycles)/c.trainer.EpochCycles(), s.Epochs)
}

// Close ends the trainings. The trainer must not be used afterwards.
func (t *ClassTrainer) Close() {
	for _, c := range t.classes {
		c.trainer.Close()
	}
	if t.joint != nil {
		t.joint.workers.close()
	}
}

// Progress is the number of cycles done and to be done, of all classes together.
// It may be called while the training goes on.
func (t *ClassTrainer) Progress() (done, total int) {
	for _, c := range t.classes {
		total += t.settings.Epochs * c.trainer.EpochCycles()
	}
	if t.joint != nil {
		total += t.joint.epochs * t.joint.steps * len(t.classes)
	}
	return int(t.done.Load()), total
}

// Watch has f told of each wake step (true) and sleep step that begins, in any
// class; never twice at the same time, but on several goroutines.
func (t *ClassTrainer) Watch(f func(awake bool)) { t.watch = f }

// HeldOut are the images kept out of training; nil where there are none.
func (t *ClassTrainer) HeldOut() *images.Set { return t.held }

// Finished are the machines alone, without the state of the training.
func (t *ClassTrainer) Finished() *ClassMachines {
	return t.collect((*Trainer).Finished)
}

// Checkpoint copies all that is needed to resume the training.
func (t *ClassTrainer) Checkpoint() *ClassMachines {
	return t.resumable(t.collect((*Trainer).Checkpoint))
}

// Good is the checkpoint of each class's last epoch that left all numbers finite;
// nil if there is a class without one.
func (t *ClassTrainer) Good() *ClassMachines {
	parts := make([]*Checkpoint, 0, len(t.classes))
	for _, c := range t.classes {
		if c.good == nil {
			return nil
		}
		parts = append(parts, c.good)
	}
	return t.resumable(t.assemble(parts))
}

func (t *ClassTrainer) collect(take func(*Trainer) *Checkpoint) *ClassMachines {
	parts := make([]*Checkpoint, len(t.classes))
	for k, c := range t.classes {
		parts[k] = take(c.trainer)
	}
	return t.assemble(parts)
}

// assemble makes one thing of the classes' checkpoints.
func (t *ClassTrainer) assemble(parts []*Checkpoint) *ClassMachines {
	all := &ClassMachines{Record: t.record.clone(), parts: parts}
	for k, c := range t.classes {
		all.Labels = append(all.Labels, c.label)
		all.Machines = append(all.Machines, parts[k].Machine)
		all.Record.Classes[k].Cycles = parts[k].Record.Cycles
		all.Record.Cycles += parts[k].Record.Cycles
	}
	return all
}

// resumable adds to the record what resuming needs.
func (t *ClassTrainer) resumable(all *ClassMachines) *ClassMachines {
	for k, c := range t.classes {
		class := &all.Record.Classes[k]
		class.Progress = all.parts[k].Record.Progress
		done := min(int(class.Cycles)/c.trainer.EpochCycles(), t.settings.Epochs)
		class.Bounds = append([]float64{}, c.bounds[:done-t.reported]...)
	}
	return all
}
