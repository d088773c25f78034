package learn_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/network/images"
)

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
	s := learn.Settings{
		Layers: "2", Method: learn.Reweighted, Samples: 5, Batch: 20, Rate: []float64{.01}, Epochs: 5,
		Optimiser: learn.Adam, Init: learn.Glorot, Seed: 3,
	}
	wrong := map[int]float64{}
	for _, epochs := range []int{0, 60} {
		s.JointEpochs, s.JointRate = epochs, .02
		tr, err := learn.NewPerClass(s, subtle(), 0, 2)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(tr.Close)
		if err := tr.Train(context.Background(), func(learn.EpochReport) {}); err != nil {
			t.Fatal(err)
		}
		e, err := measure.Evaluate(context.Background(), tr.Finished().Ensemble, subtle(), measure.Options{Samples: 50, Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		wrong[epochs] = e.Classes.ErrorPercent
	}
	t.Logf("errors %v %%", wrong)
	if wrong[60] >= wrong[0] {
		t.Errorf("learning together led from %.1f %% to %.1f %%", wrong[0], wrong[60])
	}
}
