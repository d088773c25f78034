package learn_test

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"math"
	"testing"

	"wakesleep/learn"
	"wakesleep/network/images"
)

// falling is a curve of n epochs that falls from first to last, ever more slowly.
func falling(n int, first, last float64) []float64 {
	curve := make([]float64, n)
	for i := range curve {
		curve[i] = last + (first-last)*math.Exp(-5*float64(i)/float64(n))
	}
	return curve
}

// shaken adds a disturbance of changing sign to a curve.
func shaken(curve []float64, by float64) []float64 {
	for i := range curve {
		curve[i] += by * math.Sin(float64(i*i))
	}
	return curve
}

func TestWatcher(t *testing.T) {
	const oneBit = 784 * math.Ln2
	for label, c := range map[string]struct {
		curve   []float64
		trouble learn.Trouble
	}{
		"falls":                     {falling(300, 180, 90), learn.NoTrouble},
		"falls and shakes":          {shaken(falling(100, 180, 90), .3), learn.NoTrouble},
		"falls late":                {append(falling(15, 206, 205.9), falling(60, 205.9, 120)...), learn.NoTrouble},
		"stands":                    {shaken(falling(40, 206, 206), .05), learn.Plateau},
		"stands after a fall":       {shaken(append(falling(20, 200, 150), falling(40, 150, 150)...), .05), learn.Plateau},
		"rises":                     {falling(30, 120, 160), learn.Plateau},
		"few epochs that stand":     {falling(15, 206, 206), learn.NoTrouble},
		"above one bit":             {[]float64{300, oneBit + 1}, learn.AboveOneBit},
		"far above in the first":    {[]float64{2 * oneBit}, learn.AboveOneBit},
		"above one bit, then below": {append([]float64{2000, 900}, falling(50, 400, 90)...), learn.AboveOneBit},
	} {
		w := learn.NewWatcher(784, 1)
		var told []learn.Trouble
		for _, bound := range c.curve {
			if trouble := w.Epoch(bound); trouble != learn.NoTrouble {
				told = append(told, trouble)
			}
		}
		switch {
		case c.trouble == learn.NoTrouble && len(told) > 0:
			t.Errorf("%s: told of %v", label, told)
		case c.trouble != learn.NoTrouble && (len(told) != 1 || told[0] != c.trouble):
			t.Errorf("%s: told of %v, not once of %v", label, told, c.trouble)
		}
	}
}

// TestWatcherOfCycles: cycles are judged by the epoch, those without a wake step not at all.
func TestWatcherOfCycles(t *testing.T) {
	w := learn.NewWatcher(10, 3)
	for i, nats := range []float64{20, math.NaN(), 20} {
		if w.Cycle(nats) != learn.NoTrouble {
			t.Errorf("told in cycle %d, before the first epoch is over", i)
		}
	}
	if w.Cycle(20) != learn.AboveOneBit {
		t.Error("an epoch far above one bit a pixel was not told")
	}
	if w.Epoch(math.NaN()) != learn.NoTrouble {
		t.Error("told of an epoch without images")
	}
}

// TestWatcherOfTrainers: a training that cannot learn is told, one that learns is not.
func TestWatcherOfTrainers(t *testing.T) {
	set := &images.Set{Name: "stripes", Width: 4, Height: 4}
	for i := range 64 {
		for j := range 16 {
			set.Grey = append(set.Grey, uint8(255*(i>>(j/4)&1)))
		}
	}
	for _, c := range []struct {
		rate    float64
		trouble learn.Trouble
	}{{.01, learn.NoTrouble}, {0, learn.Plateau}, {200, learn.AboveOneBit}} {
		s := learn.Defaults()
		s.Layers, s.Batch, s.Epochs, s.Rate = "8,4", 16, 40, []float64{c.rate}
		trainer, err := learn.New(s, set, 1)
		if err != nil {
			t.Fatal(err)
		}
		w, found := trainer.Watcher(), learn.NoTrouble
		err = trainer.Train(t.Context(), func(e learn.EpochReport) { found = max(found, w.Epoch(e.BoundNats)) })
		trainer.Close()
		if err != nil || found != c.trouble && !(c.trouble == learn.AboveOneBit && found != learn.NoTrouble) {
			t.Errorf("rate %v: told of %q, not of %q (%v)", c.rate, found, c.trouble, err)
		}
	}
}

// curves are the bounds of trainings that went well: recipes, and the bars for ten times
// as long as usual. They are what train --json printed.
//
//go:embed testdata/curves.json
var curves []byte

// TestNoTroubleInRecipes: who trains by a recipe is not alarmed. Joint epochs, which
// follow the forty of classes-quick, are not watched.
func TestNoTroubleInRecipes(t *testing.T) {
	var all map[string][]float64
	if err := json.Unmarshal(curves, &all); err != nil || len(all) == 0 {
		t.Fatalf("%d curves, %v", len(all), err)
	}
	pixels := map[string]int{"bars3": 9, "bars4": 16, "classic-1995": 64}
	for name, curve := range all {
		if name == "classes-quick" {
			curve = curve[:40]
		}
		w := learn.NewWatcher(cmp.Or(pixels[name], 784), 1)
		for epoch, bound := range curve {
			if trouble := w.Epoch(bound); trouble != learn.NoTrouble {
				t.Errorf("%s: epoch %d is told as %s", name, epoch+1, trouble)
			}
		}
	}
}
