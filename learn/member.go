package learn

import (
	"math"

	"wakesleep/network"
	"wakesleep/network/images"
)

// member is the training of one machine of an ensemble.
type member struct {
	settings Settings
	// mean has the images' mean levels.
	mean    []float32
	machine *network.Machine
	feed    *feed
	workers *workers
	cycles  uint64
	rate    []float64
	run     run

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
	// bound and err are the outcome of the last cycle that was played.
	bound float64
	err   error
	// onPhase is told when a wake step (true) or a sleep step begins.
	onPhase func(awake bool)

	// label is the class of the machine, of which images is the number of training
	// images; bounds are those of epochs that were not reported yet, zero where an
	// epoch had no images, which no description could cost.
	label  uint8
	bounds []float64
	// good is the state after the last epoch that left all numbers finite, lent tells
	// that it was handed out, and busy that a thread trains the machine.
	good *kept
	lent bool
	busy bool
	// scores has the log-probability of each image in nats, as it was estimated when images
	// moved, where the member competes for them; nil before they have moved. It is replaced,
	// never changed.
	scores []float32
	// count is the number of images that belong to it, where it competes for them.
	count int
}

// plans are the phases of a cycle's parts.
type plans struct {
	wake, wakeGradient, wakeRecognition plan
	sleep, sleepGradient, sleepAdd      plan
	stepGenerative, stepRecognition     plan
	transposing                         plan
	average                             plan
}

// newMember starts the training of a machine from nothing.
func newMember(s Settings, set *images.Set, threads int) (*member, error) {
	if err := check(s, set, threads); err != nil {
		return nil, err
	}
	machine, err := newMachine(s, set)
	if err != nil {
		return nil, err
	}
	s.Layers = network.FormatLayers(machine.Hidden())
	return trainMachine(s, machine, set, threads), nil
}

// trainMachine goes on with a machine, which it takes over, with the optimiser's
// moments at rest.
func trainMachine(s Settings, machine *network.Machine, set *images.Set, threads int) *member {
	m := &member{
		settings: s, machine: machine, feed: newFeed(set, s), workers: newWorkers(threads),
		rate: spread(s.Rate, machine.Top()+1), mean: set.Mean(), onPhase: func(bool) {},
	}
	m.wake = newWakeStep(machine, s.Batch, s.Samples)
	m.sleep = newSleepStep(machine, s.Batch)
	m.makeUpdates()
	if s.Average > 0 {
		m.average = machine.Clone()
	}
	m.makePlans()
	return m
}

// makeUpdates makes room for gradients and moments.
func (m *member) makeUpdates() {
	gen, rec := m.machine.Gradients()
	m.generative = update{parameters: m.machine.Generative, gradient: gen}
	m.recognition = update{parameters: m.machine.Recognition, gradient: rec}
	m.generative.scale = make([]float32, len(m.rate))
	m.recognition.scale = make([]float32, len(m.rate))
	if m.settings.Optimiser != Adam {
		return
	}
	m.first, m.second = m.blank(), m.blank()
	m.generative.first, m.generative.second = m.first.Generative, m.second.Generative
	m.recognition.first, m.recognition.second = m.first.Recognition, m.second.Recognition
}

// blank is a machine of the same layers with all parameters zero.
func (m *member) blank() *network.Machine {
	b := *m.machine
	b.Generative, b.Recognition = m.machine.Gradients()
	return &b
}

// makePlans makes the plans; it depends on the number of workers.
func (m *member) makePlans() {
	w, wake, sleep := m.workers, m.wake.gradient, m.sleep.gradient
	gen, rec := m.generative.gradient, m.recognition.gradient
	m.plans = plans{wake: m.wake.plan(m), sleep: m.sleep.plan(m)}
	m.plans.wakeGradient.add(wake.generative(w, gen)...)
	m.plans.wakeRecognition.add(wake.recognition(w, rec, false)...)
	m.plans.sleepGradient.add(sleep.recognition(w, rec, false)...)
	m.plans.sleepAdd.add(sleep.recognition(w, rec, true)...)
	m.plans.transposing.add(wake.transposing(0, m.machine.Top())...)
	m.plans.stepGenerative.add(m.generative.jobs()...)
	m.plans.stepRecognition.add(m.recognition.jobs()...)
	if m.average != nil {
		m.plans.average.add(m.averaging()...)
	}
}

// close ends the goroutines.
func (m *member) close() { m.workers.close() }

// epochCycles is the number of cycles in an epoch.
func (m *member) epochCycles() int { return m.feed.epochCycles() }

// result is the machine as it stands: the averaged one while weights are being
// averaged. It changes with the next cycle.
func (m *member) result() *network.Machine {
	if m.averaged > 0 {
		return m.average
	}
	return m.machine
}

// setThreads changes the number of threads.
func (m *member) setThreads(n int) {
	m.workers.close()
	m.workers = newWorkers(n)
	m.makePlans()
}

// cycle does one cycle, or a wake or sleep step alone, and returns the batch's
// mean free energy in nats, NaN where there was no wake step. It returns
// ErrDiverged when numbers are no longer finite.
func (m *member) cycle(steps Steps) (bound float64, err error) {
	m.feed.prepare(m.cycles)
	bound = math.NaN()
	switch {
	case steps == WakeOnly:
		bound = m.wakeOnly()
	case steps == SleepOnly:
		m.sleepOnly()
	case m.settings.Method == Classic:
		bound = m.wakeOnly()
		m.sleepOnly()
	default:
		bound = m.reweightedCycle()
	}
	m.cycles++
	m.keepAverage()
	if steps == SleepOnly {
		return bound, m.checkFinite()
	}
	if math.IsNaN(bound) || math.IsInf(bound, 0) {
		return bound, ErrDiverged
	}
	m.boundSum += bound
	m.boundSteps++
	return bound, m.checkFinite()
}

// finiteEvery is the number of cycles between looks at all parameters; a number
// that is not finite soon reaches the bound anyhow.
const finiteEvery = 100

func (m *member) checkFinite() error {
	if m.cycles%finiteEvery == 0 && !m.machine.Finite() {
		return ErrDiverged
	}
	return nil
}

// wakeOnly moves p towards what is seen, and leaves q alone.
func (m *member) wakeOnly() float64 {
	m.see(false)
	m.workers.run(m.plans.wakeGradient)
	m.step(&m.generative, m.plans.stepGenerative)
	return m.wake.bound()
}

// see recognises a batch of images and settles its errors.
func (m *member) see(reweighted bool) {
	m.onPhase(true)
	m.wake.reweighted = reweighted
	m.workers.run(m.plans.wake)
}

// sleepOnly moves q towards the causes of dreams.
func (m *member) sleepOnly() {
	m.dream()
	m.workers.run(m.plans.sleepGradient)
	m.step(&m.recognition, m.plans.stepRecognition)
}

func (m *member) dream() {
	m.onPhase(false)
	m.workers.run(m.plans.sleep)
}

// reweightedCycle dreams from p as it was before the wake step, and sums q's
// gradients of both phases into one step.
func (m *member) reweightedCycle() float64 {
	m.see(true)
	m.workers.run(m.plans.wakeGradient, m.plans.wakeRecognition)
	m.dream()
	m.workers.run(m.plans.sleepAdd)
	m.step(&m.generative, m.plans.stepGenerative)
	m.step(&m.recognition, m.plans.stepRecognition)
	return m.wake.bound()
}

func (m *member) step(u *update, p plan) {
	u.prepare(m.rate)
	m.workers.run(p)
}
