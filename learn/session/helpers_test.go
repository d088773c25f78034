package session

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
)

// trainings are settings that reach every branch of a step.
func trainings() map[string]learn.Settings {
	base := learn.Settings{
		Layers: "7,4,3c", Method: learn.Reweighted, Samples: 3, Batch: 12, Rate: []float64{.05},
		FinalRate: []float64{.01}, Epochs: 4, Optimiser: learn.Adam, Init: learn.Glorot, Rebinarise: true, Average: 2, Seed: 5,
	}
	classic := base
	classic.Method, classic.Samples, classic.Optimiser, classic.Layers = learn.Classic, 1, learn.SGD, "7,4"
	classic.Rate, classic.FinalRate = []float64{.3, .2, .1}, nil
	classic.Epochs, classic.Cycles, classic.Rebinarise = 0, 33, false
	lateral, skips := base, classic
	lateral.Layers, lateral.Connections = "7,4,3", "lateral"
	skips.Layers, skips.Connections, skips.Rate = "7,4,3c", "skips", []float64{.1}
	return map[string]learn.Settings{"reweighted": base, "classic": classic, "lateral": lateral, "skips": skips}
}

// classTrainings are settings of trainings of classes that reach every branch.
func classTrainings() map[string]learn.Settings {
	all := trainings()
	for name, s := range all {
		s.Batch = 5
		s.Epochs, s.Cycles = 4, 0
		all[name] = s
	}
	return all
}

func classTrainer(t *testing.T, s learn.Settings, set *images.Set, heldOut, threads int) *learn.Trainer {
	t.Helper()
	tr, err := learn.NewPerClass(s, set, heldOut, threads)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	return tr
}

// trainClasses trains to the end.
func trainClasses(t *testing.T, tr *learn.Trainer) {
	t.Helper()
	if err := tr.Train(context.Background(), func(learn.EpochReport) {}); err != nil {
		t.Fatal(err)
	}
}

// train is a training of a machine alone, to its end.
func train(t *testing.T, s learn.Settings, threads int) *learn.Trainer {
	t.Helper()
	tr, err := learn.New(s, oracle.ManyImages(100), threads)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	trainClasses(t, tr)
	return tr
}

// encoded is what a file of c would hold.
func encoded(t *testing.T, c *learn.Checkpoint) (json.RawMessage, []network.Array) {
	t.Helper()
	meta, arrays, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return meta, arrays
}

// bytesOf is all of that as a text.
func bytesOf(t *testing.T, c *learn.Checkpoint) string {
	t.Helper()
	meta, arrays := encoded(t, c)
	return fmt.Sprintf("%s %v", meta, arrays)
}

// reopened is what a file of c would give back.
func reopened(t *testing.T, c *learn.Checkpoint) *learn.Checkpoint {
	t.Helper()
	saved, err := learn.Decode(encoded(t, c))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}
