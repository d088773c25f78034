package learn

import (
	"math"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/network/images"
)

// smallShapes have three layers, with and without a categorical top, and connections of
// every kind.
var smallShapes = []string{
	"4,3", "4,3c", "3", "3c", "3,2,2",
	"3 lateral", "3,3c lateral", "3,2c skips", "3,2,2 lateral", "3,2,2 skips", "2,1,3 lateral-top",
	"2,2,2 1-0,3-0,3-1,3-2,1-1,0-1,0-2,1-3", "2,2,2 2-0,3-1,3-2,2-2,0-1,1-2,0-3",
}

// smallSet has five binary images of 3×2 pixels.
func smallSet() *images.Set {
	s := &images.Set{Name: "small", Width: 3, Height: 2}
	for i := range 5 * 6 {
		s.Grey = append(s.Grey, uint8(255*(i*i/3%2)))
	}
	return s
}

func smallTrainer(t *testing.T, shape string, change func(*Settings)) *member {
	t.Helper()
	layers, connections, _ := strings.Cut(shape, " ")
	s := Settings{
		Layers: layers, Connections: connections, Method: Classic, Samples: 1, Batch: 5, Rate: []float64{1},
		Optimiser: SGD, Init: Zero, Seed: 3,
	}
	change(&s)
	tr, err := newMember(s, smallSet(), 2)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.close)
	oracle.Randomise(tr.machine, 7)
	return tr
}

// stateOf reads a row of an activity.
func stateOf(a *network.Activity, row int) oracle.State {
	s := make(oracle.State, len(a.States))
	for l, states := range a.States {
		r := row
		if l == 0 {
			r = row / a.Samples
		}
		s[l] = boolsOf(states, r)
	}
	return s
}

func boolsOf(m *bits.Matrix, row int) []bool {
	b := make([]bool, m.Cols)
	for j := range b {
		b[j] = m.Get(row, j)
	}
	return b
}

// weighted are states with the weight that they have in an objective.
type weighted struct {
	state  oracle.State
	weight float64
}

// importance gives the states of a wake step the weights that reweighted
// wake-sleep asks for, computed from the definitions.
func importance(m *network.Machine, a *network.Activity) []weighted {
	var all []weighted
	for image := range a.Images {
		total := 0.0
		first := len(all)
		for k := range a.Samples {
			s := stateOf(a, image*a.Samples+k)
			w := math.Exp(oracle.LogP(m, s) - oracle.LogQ(m, s))
			all = append(all, weighted{s, w})
			total += w
		}
		for i := first; i < len(all); i++ {
			all[i].weight /= total * float64(a.Images)
		}
	}
	return all
}

// evenly gives every row the weight one over their number.
func evenly(a *network.Activity) []weighted {
	var all []weighted
	for row := range a.Rows() {
		all = append(all, weighted{stateOf(a, row), 1 / float64(a.Rows())})
	}
	return all
}

func objective(m *network.Machine, parts []weighted, log func(*network.Machine, oracle.State) float64) float64 {
	sum := 0.0
	for _, p := range parts {
		sum += p.weight * log(m, p.state)
	}
	return sum
}

// climbs checks that every parameter moved by the slope of the objective; the
// prior of a categorical top must not move.
func climbs(t *testing.T, what string, before, after *network.Parameters, fixed []float32, f func() float64) {
	t.Helper()
	oracle.EachParameter(before, after, func(parameter, moved *float32) {
		want := oracle.Slope(parameter, f)
		for i := range fixed {
			if parameter == &fixed[i] {
				want = 0
			}
		}
		if got := float64(*moved) - float64(*parameter); math.Abs(got-want) > 2e-5 {
			t.Errorf("%s: a parameter moved by %.6f, the slope is %.6f", what, got, want)
		}
	})
}

// prior is what a categorical top keeps.
func prior(m *network.Machine) []float32 {
	if m.Categorical() {
		return m.Generative.Biases[m.Top()]
	}
	return nil
}

func TestWakeStepFollowsTheGradientOfLogP(t *testing.T) {
	for _, layers := range smallShapes {
		tr := smallTrainer(t, layers, func(*Settings) {})
		before := tr.machine.Clone()
		if _, err := tr.cycle(WakeOnly); err != nil {
			t.Fatal(err)
		}
		parts := evenly(tr.wake.activity)
		climbs(t, layers, before.Generative, tr.machine.Generative, prior(before), func() float64 {
			return objective(before, parts, oracle.LogP)
		})
		climbs(t, layers+" recognition", before.Recognition, tr.machine.Recognition, nil, func() float64 { return 0 })
	}
}

func TestSleepStepFollowsTheGradientOfLogQ(t *testing.T) {
	for _, layers := range smallShapes {
		tr := smallTrainer(t, layers, func(*Settings) {})
		before := tr.machine.Clone()
		if _, err := tr.cycle(SleepOnly); err != nil {
			t.Fatal(err)
		}
		parts := evenly(tr.sleep.activity)
		climbs(t, layers, before.Recognition, tr.machine.Recognition, nil, func() float64 {
			return objective(before, parts, oracle.LogQ)
		})
		climbs(t, layers+" generative", before.Generative, tr.machine.Generative, nil, func() float64 { return 0 })
	}
}

func TestReweightedCycleFollowsBothGradients(t *testing.T) {
	for _, layers := range smallShapes {
		tr := smallTrainer(t, layers, func(s *Settings) { s.Method, s.Samples = Reweighted, 4 })
		before := tr.machine.Clone()
		bound, err := tr.cycle(WakeSleep)
		if err != nil {
			t.Fatal(err)
		}
		seen, dreams := importance(before, tr.wake.activity), evenly(tr.sleep.activity)
		climbs(t, layers, before.Generative, tr.machine.Generative, prior(before), func() float64 {
			return objective(before, seen, oracle.LogP)
		})
		climbs(t, layers, before.Recognition, tr.machine.Recognition, nil, func() float64 {
			return objective(before, seen, oracle.LogQ) + objective(before, dreams, oracle.LogQ)
		})
		even := evenly(tr.wake.activity)
		want := objective(before, even, oracle.LogQ) - objective(before, even, oracle.LogP)
		if math.Abs(bound-want) > 1e-5 {
			t.Errorf("%s: bound %.6f nats, want %.6f", layers, bound, want)
		}
	}
}

// In a classic cycle the dreams come from p as updated by the wake step.
func TestClassicCycleDreamsFromTheUpdatedMachine(t *testing.T) {
	one := smallTrainer(t, "4,3", func(*Settings) {})
	two := smallTrainer(t, "4,3", func(*Settings) {})
	if _, err := one.cycle(WakeSleep); err != nil {
		t.Fatal(err)
	}
	two.wakeOnly()
	two.sleepOnly()
	if !oracle.Same(one.machine, two.machine) {
		t.Error("a classic cycle differs from a wake step followed by a sleep step")
	}
}
