package learn

import (
	"context"
	"math"
	"slices"

	"wakesleep/learn/vector"
	"wakesleep/network"
)

// run is a member's part of the run that is on: how rates fall and when weights are
// averaged. Free play is a run without an end.
type run struct {
	schedule
	// epoch is the one under way, counted from 0; −1 before the first.
	epoch int
	// averaging tells whether this epoch's weights are averaged.
	averaging bool
}

// beginRun starts a run of the given number of cycles; zero has no end. Without
// a final rate, or without an end, the rate stays as it is.
func (m *member) beginRun(cycles int) {
	length := m.epochCycles()
	epochs := (cycles + length - 1) / length
	m.run = run{schedule: newSchedule(m.settings, m.machine.Top(), epochs), epoch: -1}
	m.averaged = 0
}

// goOn goes on with the run that is the whole training.
func (m *member) goOn() {
	averaged := m.averaged
	m.beginRun(m.total())
	m.averaged = averaged
}

// rest keeps the rate at that with which a run ends, if there is such a rate.
func (r *run) rest(final []float64) {
	if len(final) > 0 {
		r.first, r.final = spread(final, len(r.first)), nil
	}
}

// prepareCycle brings rates and averaging up to the cycle of the run, counted from 0,
// that comes next.
func (m *member) prepareCycle(cycle int) {
	epoch := cycle / m.epochCycles()
	if epoch == m.run.epoch {
		return
	}
	m.run.epoch = epoch
	m.run.at(m.rate, epoch)
	m.run.averaging = m.average != nil && m.run.epochs > 0 &&
		epoch >= m.run.epochs-m.settings.Average
}

// averaging are the jobs that take the machine into the running mean.
func (m *member) averaging() []func() {
	jobs := m.averagingOf(m.average.Generative, m.machine.Generative)
	return append(jobs, m.averagingOf(m.average.Recognition, m.machine.Recognition)...)
}

func (m *member) averagingOf(mean, latest *network.Parameters) []func() {
	return share(len(mean.Flat), chunk, func(lo, hi int) {
		mean, latest := mean.Flat[lo:hi], latest.Flat[lo:hi]
		if m.averaged == 1 {
			copy(mean, latest)
			return
		}
		vector.Approach(mean, latest, 1/float32(m.averaged))
	})
}

// keepAverage takes the machine into the average in the last epochs of a run.
func (m *member) keepAverage() {
	if !m.run.averaging {
		return
	}
	m.averaged++
	m.workers.run(m.plans.average)
}

// total is the number of cycles of the whole training; zero if the settings give no
// length.
func (m *member) total() int {
	if m.settings.Epochs > 0 {
		return m.settings.Epochs * m.epochCycles()
	}
	return m.settings.Cycles
}

// epochsOf is the number of epochs that are over after the given number of cycles of the
// training. The last one may be shorter.
func (m *member) epochsOf(cycles uint64) int {
	total, length := m.total(), m.epochCycles()
	if cycles >= uint64(total) {
		return (total + length - 1) / length
	}
	return int(cycles) / length
}

// epochs is the number of epochs of the training that are over.
func (m *member) epochs() int { return m.epochsOf(m.cycles) }

// trainEpoch does the cycles of the epoch of the training that is under way, and
// reports it. Between is called before each of them.
func (m *member) trainEpoch(ctx context.Context, between func(*member)) (EpochReport, error) {
	total := m.total()
	end := min((m.epochs()+1)*m.epochCycles(), total)
	m.goOn()
	for done := int(m.cycles); done < end; done++ {
		if err := ctx.Err(); err != nil {
			return EpochReport{}, err
		}
		between(m)
		m.prepareCycle(done)
		if _, err := m.cycle(WakeSleep); err != nil {
			return EpochReport{}, err
		}
	}
	return m.endEpoch(), nil
}

// endEpoch reports the epoch that is over and begins the bound of the next.
func (m *member) endEpoch() EpochReport {
	r := EpochReport{BoundNats: math.NaN(), Rate: slices.Clone(m.rate)}
	if m.boundSteps > 0 {
		r.BoundNats = m.boundSum / float64(m.boundSteps)
	}
	m.boundSum, m.boundSteps = 0, 0
	return r
}

// note keeps the bound of an epoch that is over until all members have done it.
func (m *member) note(e EpochReport) {
	bound := e.BoundNats
	if math.IsNaN(bound) {
		bound = 0
	}
	m.bounds = append(m.bounds, bound)
}

// schedule is the learning rate over a run: constant, or exponential from the
// first epoch to the last.
type schedule struct {
	first, final []float64
	epochs       int
}

// newSchedule reads the rates for a run of the given number of epochs. Without
// a number of epochs, and without a final rate, rates are constant.
func newSchedule(s Settings, connections, epochs int) schedule {
	plan := schedule{first: spread(s.Rate, connections+1), epochs: epochs}
	if len(s.FinalRate) > 0 && epochs > 1 {
		plan.final = spread(s.FinalRate, connections+1)
	}
	return plan
}

// spread repeats a single rate for every layer.
func spread(rates []float64, n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = rates[min(i, len(rates)-1)]
	}
	return all
}

// at writes the rates of an epoch, counted from 0, into dst.
func (p schedule) at(dst []float64, epoch int) {
	copy(dst, p.first)
	if p.final == nil {
		return
	}
	epoch = min(epoch, p.epochs-1)
	for i := range dst {
		step := root(p.final[i]/p.first[i], p.epochs-1)
		dst[i] = p.first[i] * vector.Power(step, epoch)
	}
}

// root is the positive n-th root of x > 0 by bisection on [vector.Power], to the last
// bit or two.
func root(x float64, n int) float64 {
	lo, hi := min(x, 1), max(x, 1)
	for range 200 {
		middle := lo + (hi-lo)/2
		if middle <= lo || middle >= hi {
			break
		}
		if vector.Power(middle, n) < x {
			lo = middle
		} else {
			hi = middle
		}
	}
	return hi
}
