package learn

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network/images"
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
		one := classTrainer(t, s, labelled(97), 0, 1)
		reports := trainClasses(t, one)
		want := bytesOf(t, one.Finished())
		if len(reports) != 5 || reports[4].Epoch != 5 || !(reports[4].Rate[0] < reports[2].Rate[0]) {
			t.Errorf("reports %+v", reports)
		}
		if done, total := one.Progress(); done != total || uint64(done) != reports[4].Cycles {
			t.Errorf("%d of %d cycles, the last report has %d", done, total, reports[4].Cycles)
		}
		for _, threads := range []int{2, 3, 8} {
			other := classTrainer(t, s, labelled(97), 0, threads)
			trainClasses(t, other)
			if bytesOf(t, other.Finished()) != want {
				t.Errorf("shift %d: %d threads made other machines than one", shift, threads)
			}
		}
	}
}

func TestResumedJointTrainingEndsInTheSameBytes(t *testing.T) {
	s, set := jointTraining(), labelled(97)
	whole := classTrainer(t, s, set, 10, 1)
	trainClasses(t, whole)
	want := bytesOf(t, whole.Finished())
	_, total := whole.Progress()
	alone := 2 * int(whole.epochCycles())
	for stop := alone - 2; stop < total-3; stop += 17 {
		part := reopened(t, stopAfter(t, classTrainer(t, s, set, 10, 2), stop))
		tr, err := ContinueClasses(part, set, 3)
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
// samples, the estimated gradient of the pixels' biases agrees with differences of
// the objective that enumeration computes.
func TestJointGradientAgreesWithEnumeration(t *testing.T) {
	set := orientation()
	s := Settings{
		Layers: "3,2", Method: Reweighted, Samples: 10_000, Batch: 6, Rate: []float64{.05}, Epochs: 1,
		Optimiser: Adam, Init: Glorot, Seed: 3, JointEpochs: 1, JointRate: .01,
	}
	tr := classTrainer(t, s, set, 0, 1)
	j := tr.joint
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
			for k, c := range tr.classes {
				logits[k] = oracle.LogProbability(c.trainer.machine, x)
				total += math.Exp(jointScale * logits[k])
			}
			own := logits[j.right[i]]
			sum += jointScale*own - math.Log(total) + jointKeep*own
		}
		return sum / float64(s.Batch)
	}
	for k, c := range tr.classes {
		tr.see(k, c)
	}
	// The step moves weights, so that slopes are taken before.
	var slopes [2][]float64
	for k, c := range tr.classes {
		for p := range 3 {
			slopes[k] = append(slopes[k], oracle.Slope(&c.trainer.machine.Generative.Biases[0][p], objective))
		}
	}
	for k, c := range tr.classes {
		j.learn(k, c)
		for p, want := range slopes[k] {
			if got := float64(c.trainer.generative.gradient.Biases[0][p]); math.Abs(got-want) > .002 {
				t.Errorf("class %d, pixel %d: gradient %.5f, by differences %.5f", c.label, p, got, want)
			}
		}
	}
}

// subtle are two classes of noise in which the last two pixels are alike in one
// class and differ in the other, besides strong structure that both share.
func subtle() *images.Set {
	s := &images.Set{Name: "subtle", Width: 4, Height: 4}
	r := rand.New(rand.NewPCG(5, 6))
	for i := range 600 {
		label := uint8(i % 2)
		left, last := r.Float64() < .5, r.Float64() < .5
		for p := range 16 {
			on := r.Float64() < .2
			switch {
			case p >= 14:
				on = last != (p == 15 && label == 1)
			case p%4 < 2:
				on = on != left
			}
			grey := uint8(0)
			if on {
				grey = 255
			}
			s.Grey = append(s.Grey, grey)
		}
		s.Labels = append(s.Labels, label)
	}
	return s
}

// Learning together makes fewer errors on the images learnt from.
func TestJointTrainingTellsClassesApart(t *testing.T) {
	s := Settings{
		Layers: "2", Method: Reweighted, Samples: 5, Batch: 20, Rate: []float64{.01}, Epochs: 5,
		Optimiser: Adam, Init: Glorot, Seed: 3,
	}
	wrong := map[int]float64{}
	for _, epochs := range []int{0, 60} {
		s.JointEpochs, s.JointRate = epochs, .02
		tr := classTrainer(t, s, subtle(), 0, 2)
		trainClasses(t, tr)
		e, err := tr.Finished().Evaluate(context.Background(), subtle(), EvaluateOptions{Samples: 50, Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		wrong[epochs] = e.ErrorPercent
	}
	t.Logf("errors %v %%", wrong)
	if wrong[60] >= wrong[0] {
		t.Errorf("learning together led from %.1f %% to %.1f %%", wrong[0], wrong[60])
	}
}

func TestImpossibleJointTrainings(t *testing.T) {
	classic, rate, negative := classTrainings()["classic"], jointTraining(), jointTraining()
	classic.JointEpochs, classic.JointRate = 2, .01
	rate.JointRate = 0
	negative.JointEpochs = -1
	for want, s := range map[string]Settings{"adam": classic, "joint rate": rate, "negative": negative} {
		if _, err := NewClassTrainer(s, labelled(97), 0, 1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	if _, err := NewTrainer(jointTraining(), labelled(97), 1); err == nil {
		t.Error("a single machine learnt together with others")
	}
}

func TestDivergedJointTraining(t *testing.T) {
	tr := classTrainer(t, jointTraining(), labelled(97), 0, 1)
	joint := 2*int(tr.epochCycles()) + len(tr.classes)*tr.joint.steps
	seen := 0
	tr.Watch(func(awake bool) {
		if awake {
			if seen++; seen == joint {
				for _, c := range tr.classes {
					c.trainer.sleep.activity.Machine().Generative.Biases[0][0] = float32(math.NaN())
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
