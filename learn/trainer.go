package learn

import (
	"errors"
	"fmt"
	"math"

	"wakesleep/network"
	"wakesleep/network/images"
)

// Trainer is a training in progress. It is not safe for concurrent use; Session
// wraps it for that.
type Trainer struct {
	settings Settings
	record   Record
	// mean has the images' mean levels.
	mean    []float32
	machine *network.Machine
	feed    *feed
	workers *workers
	cycles  uint64
	rate    []float64
	course  course

	wake  *wakeStep
	sleep *sleepStep
	// generative and recognition climb the gradients; moments of Adam lie in
	// machines of their own, so that they are named and saved like weights.
	generative, recognition update
	first, second           *network.Machine
	// average is the running mean of the machine over averaged steps.
	average  *network.Machine
	averaged uint64

	plans plans
	// boundSum adds up the training bound in nats of the epoch under way, over
	// boundSteps wake steps.
	boundSum   float64
	boundSteps int
	// onPhase is told when a wake step (true) or a sleep step begins.
	onPhase func(awake bool)
}

// plans are the phases of a cycle's parts.
type plans struct {
	wake, wakeGradient, wakeRecognition plan
	sleep, sleepGradient, sleepAdd      plan
	climbGenerative, climbRecognition   plan
	average                             plan
}

// NewTrainer starts a training from nothing. The number of threads has no
// influence on the result.
func NewTrainer(s Settings, set *images.Set, threads int) (*Trainer, error) {
	if err := check(s, set, threads); err != nil {
		return nil, err
	}
	if s.JointEpochs > 0 {
		return nil, errors.New("joint training is for one machine for each class, not for a single machine")
	}
	m, err := newMachine(s, set)
	if err != nil {
		return nil, err
	}
	s.Layers = network.FormatLayers(m.Hidden())
	return newTrainer(s, m, set, threads), nil
}

// check reports what keeps settings and data from going together.
func check(s Settings, set *images.Set, threads int) error {
	if err := s.Validate(); err != nil {
		return err
	}
	if err := set.Validate(); err != nil {
		return err
	}
	if err := checkThreads(threads); err != nil {
		return err
	}
	if set.Probabilities == nil && s.Batch > set.Count() {
		return fmt.Errorf("a batch of %d images, but %s has only %d; choose a smaller batch",
			s.Batch, set.Name, set.Count())
	}
	return nil
}

func checkThreads(n int) error {
	if n < 1 || n > maxThreads {
		return fmt.Errorf("%d threads; from 1 to %d are possible", n, maxThreads)
	}
	return nil
}

func newTrainer(s Settings, m *network.Machine, set *images.Set, threads int) *Trainer {
	t := &Trainer{
		settings: s, machine: m, feed: newFeed(set, s), workers: newWorkers(threads),
		rate: spread(s.Rate, m.Top()+1), onPhase: func(bool) {},
	}
	t.record, t.mean = newRecord(s, m, set), set.Mean()
	t.wake = newWakeStep(m, s.Batch, s.Samples)
	t.sleep = newSleepStep(m, s.Batch)
	t.makeUpdates()
	if s.Average > 0 {
		t.average = m.Clone()
	}
	t.lay()
	return t
}

func newRecord(s Settings, m *network.Machine, set *images.Set) Record {
	r := Record{
		Width: m.Width, Height: m.Height, Data: set.Name, Images: set.Count(),
		Straightened: set.Straightened, Settings: s, Binarisation: Binarisation(set, s.Rebinarise),
	}
	for _, layer := range m.Hidden() {
		r.Layers = append(r.Layers, LayerRecord{Units: layer.Units, Kind: layer.Kind.String()})
	}
	return r
}

// Binarisation says how grey pixels become bits: "binary" where they are bits
// already, else "fixed" or "re-binarised".
func Binarisation(set *images.Set, afresh bool) string {
	switch {
	case set.Binary():
		return "binary"
	case afresh:
		return "re-binarised"
	}
	return "fixed"
}

// makeUpdates makes room for gradients and moments.
func (t *Trainer) makeUpdates() {
	gen, rec := t.machine.Gradients()
	t.generative = update{parameters: t.machine.Generative, gradient: gen}
	t.recognition = update{parameters: t.machine.Recognition, gradient: rec}
	t.generative.scale = make([]float32, len(t.rate))
	t.recognition.scale = make([]float32, len(t.rate))
	if t.settings.Optimiser != Adam {
		return
	}
	t.first, t.second = t.blank(), t.blank()
	t.generative.first, t.generative.second = t.first.Generative, t.second.Generative
	t.recognition.first, t.recognition.second = t.first.Recognition, t.second.Recognition
}

// blank is a machine of the same layers with all parameters zero.
func (t *Trainer) blank() *network.Machine {
	m := *t.machine
	m.Generative, m.Recognition = t.machine.Gradients()
	return &m
}

// lay makes the plans; it depends on the number of workers.
func (t *Trainer) lay() {
	w, wake, sleep := t.workers, t.wake.gradient, t.sleep.gradient
	gen, rec := t.generative.gradient, t.recognition.gradient
	t.plans = plans{wake: t.wake.plan(t), sleep: t.sleep.plan(t)}
	t.plans.wakeGradient.add(wake.generative(w, gen)...)
	t.plans.wakeRecognition.add(wake.recognition(w, rec, false)...)
	t.plans.sleepGradient.add(sleep.recognition(w, rec, false)...)
	t.plans.sleepAdd.add(sleep.recognition(w, rec, true)...)
	t.plans.climbGenerative.add(t.generative.jobs()...)
	t.plans.climbRecognition.add(t.recognition.jobs()...)
	if t.average != nil {
		t.plans.average.add(t.averaging()...)
	}
}

// Close ends the trainer's goroutines. The trainer must not be used afterwards.
func (t *Trainer) Close() { t.workers.close() }

// Cycles is the number of cycles in the machine's life.
func (t *Trainer) Cycles() uint64 { return t.cycles }

// EpochCycles is the number of cycles in an epoch.
func (t *Trainer) EpochCycles() int { return t.feed.epochCycles() }

// Settings are those in force.
func (t *Trainer) Settings() Settings { return t.settings }

// Result is the machine as it stands: the averaged one while weights are being
// averaged. It changes with the next cycle.
func (t *Trainer) Result() *network.Machine {
	if t.averaged > 0 {
		return t.average
	}
	return t.machine
}

// Record tells how the machine came to be.
func (t *Trainer) Record() Record {
	r := t.record.clone()
	r.Cycles = t.cycles
	return r
}

// SetNames names the categories of a categorical top, in their order, by labels.
func (t *Trainer) SetNames(names []string) { t.record.SetNames(names) }

// FitNames names the categories by labels, but for those that a person named.
func (t *Trainer) FitNames(names []string) { t.record.FitNames(names) }

// Rename gives a category the name that a person chose; an empty one takes its
// name away.
func (t *Trainer) Rename(category int, name string) error {
	return t.record.Rename(t.machine, category, name)
}

// SetThreads changes the number of threads.
func (t *Trainer) SetThreads(n int) error {
	if err := checkThreads(n); err != nil {
		return err
	}
	t.workers.close()
	t.workers = newWorkers(n)
	t.lay()
	return nil
}

// Cycle does one cycle, or a wake or sleep step alone, and returns the batch's
// mean free energy in nats, NaN where there was no wake step. It returns
// ErrDiverged when numbers are no longer finite.
func (t *Trainer) Cycle(steps Steps) (bound float64, err error) {
	t.feed.prepare(t.cycles)
	bound = math.NaN()
	switch {
	case steps == WakeOnly:
		bound = t.wakeOnly()
	case steps == SleepOnly:
		t.sleepOnly()
	case t.settings.Method == Classic:
		bound = t.wakeOnly()
		t.sleepOnly()
	default:
		bound = t.reweightedCycle()
	}
	t.cycles++
	t.keepAverage()
	if steps == SleepOnly {
		return bound, t.checkFinite()
	}
	if math.IsNaN(bound) || math.IsInf(bound, 0) {
		return bound, ErrDiverged
	}
	t.boundSum += bound
	t.boundSteps++
	return bound, t.checkFinite()
}

// finiteEvery is the number of cycles between looks at all parameters; a number
// that is not finite soon reaches the bound anyhow.
const finiteEvery = 100

func (t *Trainer) checkFinite() error {
	if t.cycles%finiteEvery == 0 && !t.machine.Finite() {
		return ErrDiverged
	}
	return nil
}

// wakeOnly moves p towards what is seen, and leaves q alone.
func (t *Trainer) wakeOnly() float64 {
	t.seeBatch(false)
	t.workers.follow(t.plans.wakeGradient)
	t.climb(&t.generative, t.plans.climbGenerative)
	return t.wake.bound()
}

// seeBatch recognises a batch of images and settles its errors.
func (t *Trainer) seeBatch(reweighted bool) {
	t.onPhase(true)
	t.wake.reweighted = reweighted
	t.workers.follow(t.plans.wake)
}

// sleepOnly moves q towards the causes of dreams.
func (t *Trainer) sleepOnly() {
	t.dreamBatch()
	t.workers.follow(t.plans.sleepGradient)
	t.climb(&t.recognition, t.plans.climbRecognition)
}

func (t *Trainer) dreamBatch() {
	t.onPhase(false)
	t.workers.follow(t.plans.sleep)
}

// reweightedCycle dreams from p as it was before the wake step, and sums q's
// gradients of both phases into one step.
func (t *Trainer) reweightedCycle() float64 {
	t.seeBatch(true)
	t.workers.follow(t.plans.wakeGradient)
	t.workers.follow(t.plans.wakeRecognition)
	t.dreamBatch()
	t.workers.follow(t.plans.sleepAdd)
	t.climb(&t.generative, t.plans.climbGenerative)
	t.climb(&t.recognition, t.plans.climbRecognition)
	return t.wake.bound()
}

func (t *Trainer) climb(u *update, p plan) {
	u.prepare(t.rate)
	t.workers.follow(p)
}
