package learn

import (
	"wakesleep/network"
	"wakesleep/network/activation"
	"wakesleep/network/random"
)

// sleepStep dreams a batch and finds the gradient of log q, whose causes are
// known because the machine chose them.
type sleepStep struct {
	activity *network.Activity
	gradient *gradient
	streams  []random.Stream
}

func newSleepStep(m *network.Machine, batch int) *sleepStep {
	a := network.NewActivity(m, batch, 1)
	return &sleepStep{
		activity: a, gradient: newGradient(a),
		streams: make([]random.Stream, (batch+shardImages-1)/shardImages),
	}
}

// plan lays out the step's phases.
func (s *sleepStep) plan(m *member) plan {
	a, top := s.activity, m.machine.Top()
	var p plan
	p.add(share(a.Images, shardImages, func(lo, _ int) {
		s.streams[lo/shardImages] = random.New(m.settings.Seed, random.Sleep, m.cycles, uint32(lo/shardImages))
	})...)
	for l := top; l >= 0; l-- {
		for step := range a.DownSteps(l) {
			p.add(m.workers.parts(func(k, n int) { a.DriveDownStep(l, step, k, n) })...)
		}
		p.add(share(a.Images, shardImages, func(lo, hi int) {
			a.FireDown(l, lo, hi, &s.streams[lo/shardImages])
		})...)
	}
	p = append(p, m.workers.steps(1, top, a.UpSteps, a.DriveUpStep)...)
	p.add(share(a.Images, shardImages, s.settle)...)
	p.add(s.gradient.transposing(0, top-1)...)
	return p
}

// settle turns a shard's recognition logits into errors.
func (s *sleepStep) settle(lo, hi int) {
	a := s.activity
	weight := 1 / float32(a.Images)
	for l := 1; l < len(a.States); l++ {
		a.ScoreUp(l, lo, hi)
		for row := lo; row < hi; row++ {
			activation.Errors(a.Up[l].Row(row), a.States[l].Row(row), weight)
		}
	}
}
