package learn

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
)

// jointTraining learns side by side for a while, then together.
func jointTraining() Settings {
	s := classTrainings()["reweighted"]
	s.Epochs, s.JointEpochs, s.JointRate = 2, 3, .02
	return s
}

func TestThreadsDoNotChangeJointTraining(t *testing.T) {
	for _, shift := range []int{0, 1} {
		s := jointTraining()
		s.Shift = shift
		one := classTrainer(t, s, oracle.Labelled(97), 0, 1)
		reports := trainClasses(t, one)
		want := bytesOf(t, one.Finished())
		if len(reports) != 5 || reports[4].Epoch != 5 || !(reports[4].Rate[0] < reports[2].Rate[0]) {
			t.Errorf("reports %+v", reports)
		}
		if done, total := one.Progress(); done != total || uint64(done) != reports[4].Cycles {
			t.Errorf("%d of %d cycles, the last report has %d", done, total, reports[4].Cycles)
		}
		for _, threads := range []int{2, 3, 8} {
			other := classTrainer(t, s, oracle.Labelled(97), 0, threads)
			trainClasses(t, other)
			if bytesOf(t, other.Finished()) != want {
				t.Errorf("shift %d: %d threads made other machines than one", shift, threads)
			}
		}
	}
}

func TestResumedJointTrainingEndsInTheSameBytes(t *testing.T) {
	s, set := jointTraining(), oracle.Labelled(97)
	whole := classTrainer(t, s, set, 10, 1)
	trainClasses(t, whole)
	want := bytesOf(t, whole.Finished())
	_, total := whole.Progress()
	alone := 2 * int(whole.cyclesAt(1))
	for stop := alone - 2; stop < total-3; stop += 17 {
		part := reopened(t, stopAfter(t, classTrainer(t, s, set, 10, 2), stop))
		tr, err := Resume(part, set, 3)
		if err != nil {
			t.Fatal(err)
		}
		trainClasses(t, tr)
		if bytesOf(t, tr.Finished()) != want {
			t.Errorf("stopped after %d of %d cycles, training ended in other bytes", stop, total)
		}
		tr.Close()
	}
}

// What a step climbs is the gradient of the objective, by the book: with many
// samples, the estimated gradient of biases and weights agrees with differences of
// the objective that enumeration computes.
func TestJointGradientAgreesWithEnumeration(t *testing.T) {
	for _, connections := range []string{"chain", "lateral"} {
		jointGradient(t, connections)
	}
}

func jointGradient(t *testing.T, connections string) {
	t.Helper()
	set := oracle.Orientation()
	s := Settings{
		Layers: "3,2", Method: Reweighted, Samples: 10_000, Batch: 6, Rate: []float64{.05}, Epochs: 1,
		Optimiser: Adam, Init: Glorot, Seed: 3, JointEpochs: 1, JointRate: .01,
	}
	s.Connect(connections)
	tr := classTrainer(t, s, set, 0, 1)
	j := tr.joint
	j.of = tr.membersOf(set.Labels)
	j.load(0, s.Batch)
	shown := make([][]bool, s.Batch)
	for i := range shown {
		for p := range 9 {
			shown[i] = append(shown[i], j.pixels.Get(i, p))
		}
	}
	objective := func() float64 {
		sum := 0.0
		for i, x := range shown {
			logits, total := make([]float64, 2), 0.0
			for k, c := range tr.members {
				logits[k] = oracle.LogProbability(c.machine, x)
				total += math.Exp(jointScale * logits[k])
			}
			own := logits[j.right[i]]
			sum += jointScale*own - math.Log(total) + jointKeep*own
		}
		return sum / float64(s.Batch)
	}
	for k, c := range tr.members {
		j.see(k, c)
	}
	// The step moves weights, so that slopes are taken before.
	var slopes [2][]float64
	for k, c := range tr.members {
		for _, parameter := range some(c.machine.Generative) {
			slopes[k] = append(slopes[k], oracle.Slope(parameter, objective))
		}
	}
	for k, c := range tr.members {
		j.learn(k, c)
		for p, got := range some(c.generative.gradient) {
			if want := slopes[k][p]; math.Abs(float64(*got)-want) > .002 {
				t.Errorf("%s: class %d, parameter %d: gradient %.5f, by differences %.5f", connections, c.label, p, *got, want)
			}
		}
	}
}

// some are a few biases of pixels and a weight of every connection.
func some(p *network.Parameters) []*float32 {
	list := []*float32{&p.Biases[0][0], &p.Biases[0][1], &p.Biases[0][2]}
	for _, links := range p.Into {
		for _, link := range links {
			list = append(list, &link.Weights.Row(0)[1])
		}
	}
	return list
}

func TestImpossibleJointTrainings(t *testing.T) {
	classic, rate, negative := classTrainings()["classic"], jointTraining(), jointTraining()
	classic.JointEpochs, classic.JointRate = 2, .01
	rate.JointRate = 0
	negative.JointEpochs = -1
	for want, s := range map[string]Settings{"adam": classic, "joint rate": rate, "negative": negative} {
		if _, err := NewPerClass(s, oracle.Labelled(97), 0, 1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	if _, err := New(jointTraining(), oracle.Labelled(97), 1); err == nil {
		t.Error("a single machine learnt together with others")
	}
}

func TestDivergedJointTraining(t *testing.T) {
	tr := classTrainer(t, jointTraining(), oracle.Labelled(97), 0, 1)
	joint := 2*int(tr.cyclesAt(1)) + len(tr.members)*tr.joint.steps
	seen := 0
	tr.Watch(func(awake bool) {
		if awake {
			if seen++; seen == joint {
				for _, c := range tr.members {
					c.sleep.activity.Machine().Generative.Biases[0][0] = float32(math.NaN())
				}
			}
		}
	})
	if err := tr.Train(context.Background(), func(EpochReport) {}); !errors.Is(err, ErrDiverged) {
		t.Fatalf("training ended with %v", err)
	}
	if good := tr.Good(); good == nil || !good.Finite() {
		t.Error("no good state is left")
	}
}
