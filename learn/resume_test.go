package learn

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
)

// trainings are settings that reach every branch of a step.
func trainings() map[string]Settings {
	base := Settings{
		Layers: "7,4,3c", Method: Reweighted, Samples: 3, Batch: 12, Rate: []float64{.05},
		FinalRate: []float64{.01}, Epochs: 4, Optimiser: Adam, Init: Glorot, Rebinarise: true, Average: 2, Seed: 5,
	}
	classic := base
	classic.Method, classic.Samples, classic.Optimiser, classic.Layers = Classic, 1, SGD, "7,4"
	classic.Rate, classic.FinalRate = []float64{.3, .2, .1}, nil
	classic.Epochs, classic.Cycles, classic.Rebinarise = 0, 33, false
	lateral, skips := base, classic
	lateral.Layers, lateral.Connections = "7,4,3", "lateral"
	skips.Layers, skips.Connections, skips.Rate = "7,4,3c", "skips", []float64{.1}
	return map[string]Settings{"reweighted": base, "classic": classic, "lateral": lateral, "skips": skips}
}

// bytesOf is everything that a file would hold.
func bytesOf(t *testing.T, c *Checkpoint) string {
	t.Helper()
	meta, arrays, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.Write(meta)
	for _, a := range arrays {
		fmt.Fprintln(&b, a.Name, a.Shape)
		for _, v := range a.Data {
			fmt.Fprintf(&b, "%08x ", math.Float32bits(v))
		}
	}
	return b.String()
}

func train(t *testing.T, s Settings, threads int) *Trainer {
	t.Helper()
	tr, err := New(s, oracle.ManyImages(100), threads)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	if err := tr.Train(context.Background(), func(EpochReport) {}); err != nil {
		t.Fatal(err)
	}
	return tr
}

func TestThreadsDoNotChangeTheMachine(t *testing.T) {
	for name, s := range trainings() {
		want := bytesOf(t, train(t, s, 1).Checkpoint())
		for _, threads := range []int{2, 3, 8} {
			if bytesOf(t, train(t, s, threads).Checkpoint()) != want {
				t.Errorf("%s: %d threads made another machine than one", name, threads)
			}
		}
		s.Seed++
		if bytesOf(t, train(t, s, 1).Finished()) == want {
			t.Errorf("%s: another seed made the same machine", name)
		}
	}
}

// Interrupted after any step, saved, loaded and resumed, a training ends in the
// same bytes.
func TestResumingEndsInTheSameBytes(t *testing.T) {
	for name, s := range trainings() {
		whole := train(t, s, 1)
		want := bytesOf(t, whole.Finished())
		_, total := whole.Progress()
		for stop := 1; stop < total; stop += 5 {
			c := interrupted(t, s, stop)
			tr, err := Continue(reloaded(t, c), oracle.ManyImages(100), 2)
			if err != nil {
				t.Fatal(err)
			}
			if err := tr.Train(context.Background(), func(EpochReport) {}); err != nil {
				t.Fatal(err)
			}
			if bytesOf(t, tr.Finished()) != want {
				t.Errorf("%s: interrupted after %d of %d cycles, training ended in another machine", name, stop, total)
			}
			tr.Close()
		}
	}
}

// interrupted trains for some cycles and cancels.
func interrupted(t *testing.T, s Settings, cycles int) *Checkpoint {
	t.Helper()
	tr, err := New(s, oracle.ManyImages(100), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	tr.Watch(func(awake bool) {
		if awake && int(tr.Cycles())+1 == cycles {
			cancel()
		}
	})
	if err := tr.Train(ctx, func(EpochReport) {}); !errors.Is(err, context.Canceled) {
		t.Fatalf("an interrupted training returned %v", err)
	}
	if int(tr.Cycles()) != cycles {
		t.Fatalf("cancelled in cycle %d, it ended after %d", cycles, tr.Cycles())
	}
	return tr.Checkpoint()
}

// reloaded is the checkpoint after a way through its encoded form.
func reloaded(t *testing.T, c *Checkpoint) *Checkpoint {
	t.Helper()
	meta, arrays, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	d, err := Decode(meta, arrays)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A changed rate stays in force through a file, and the record keeps the
// settings that the training began with.
func TestChangesAreRepeated(t *testing.T) {
	tr := train(t, trainings()["reweighted"], 1)
	if err := tr.SetRate([]float64{.125, .25, .5, 1e-7}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []*Checkpoint{tr.Finished(), tr.Checkpoint()} {
		again, err := Continue(reloaded(t, c), oracle.ManyImages(100), 1)
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		again.Begin(0)
		if rate := again.Rate(); rate[1] != .25 || rate[3] != 1e-7 || again.Record().Settings.Rate[0] != .05 {
			t.Errorf("rates in force %v, began with %v", again.Rate(), again.Record().Settings.Rate)
		}
		one, err := again.Cycle(WakeSleep)
		if err != nil || math.IsNaN(one) {
			t.Error(one, err)
		}
	}
	bad := tr.Finished()
	bad.Record.Changes = []Change{{Setting: "mood", Value: "better"}}
	if _, err := Continue(bad, oracle.ManyImages(100), 1); err == nil {
		t.Error("an unknown change was taken")
	}
}

// Layers may be written with blanks; files have them without.
func TestLayersAreWrittenOneWay(t *testing.T) {
	s := trainings()["reweighted"]
	s.Layers = " 7, 4 ,3c"
	tr, err := New(s, oracle.ManyImages(100), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	if c := reloaded(t, tr.Checkpoint()); c.Record.Settings.Layers != "7,4,3c" {
		t.Errorf("layers are written %q", c.Record.Settings.Layers)
	}
}

func TestContinueWithAFinishedMachine(t *testing.T) {
	done := train(t, trainings()["reweighted"], 1).Finished()
	tr, err := Continue(reloaded(t, done), oracle.ManyImages(100), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	if tr.Cycles() != done.Record.Cycles || !oracle.Same(tr.Machine(0), done.Machines[0]) {
		t.Error("a finished machine changed by being opened")
	}
	if _, err := Continue(done, smallSet().First(2), 1); err == nil {
		t.Error("went on with fewer images than a batch")
	}
	other := oracle.ManyImages(100)
	other.Width, other.Height = 2, 3
	if _, err := Continue(done, other, 1); err == nil {
		t.Error("went on with images of another shape")
	}
}

func TestDecodeTrustsNothing(t *testing.T) {
	meta, arrays, err := interrupted(t, trainings()["reweighted"], 30).Encode()
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(map[string]any){
		"unknown kind":       func(m map[string]any) { m["layers"].([]any)[0].(map[string]any)["kind"] = "quantum" },
		"no layers":          func(m map[string]any) { m["layers"] = nil },
		"huge layer":         func(m map[string]any) { m["layers"].([]any)[0].(map[string]any)["units"] = 60000 },
		"other layers":       func(m map[string]any) { m["settings"].(map[string]any)["layers"] = "5,5" },
		"impossible setting": func(m map[string]any) { m["settings"].(map[string]any)["batch"] = -1 },
		"negative size":      func(m map[string]any) { m["width"] = -3; m["height"] = -2 },
		"names":              func(m map[string]any) { m["names"] = []string{"1"} },
		"rate in force":      func(m map[string]any) { m["progress"].(map[string]any)["rate"] = []float64{} },
		"endless life":       func(m map[string]any) { m["cycles"] = "18446744073709551615" },
		"negative figures":   func(m map[string]any) { m["progress"].(map[string]any)["bound_steps"] = -3 },
		"endless updates": func(m map[string]any) {
			m["progress"].(map[string]any)["generative_updates"] = "18446744073709551615"
		},
		"endless training": func(m map[string]any) { m["settings"].(map[string]any)["epochs"] = 1 << 50 },
		"negative rate":    func(m map[string]any) { m["progress"].(map[string]any)["rate"] = []float64{-1, -1, -1, -1} },
		"wrong type":       func(m map[string]any) { m["width"] = "wide" },
		"negative images":  func(m map[string]any) { m["images"] = -100 },
		"endless images":   func(m map[string]any) { m["images"] = 1 << 61 },
		"held out":         func(m map[string]any) { m["held_out"] = 1000 },
		"negative rest":    func(m map[string]any) { m["held_out"] = -1 },
	} {
		var object map[string]any
		if err := json.Unmarshal(meta, &object); err != nil {
			t.Fatal(err)
		}
		change(object)
		bad, err := json.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Decode(bad, arrays); err == nil {
			t.Errorf("%s: metadata were taken", name)
		}
	}
	for i := range arrays {
		if arrays[i].Name == meanArray {
			continue // files from before have none
		}
		less := append(append(arrays[:0:0], arrays[:i]...), arrays[i+1:]...)
		if _, err := Decode(meta, less); err == nil {
			t.Errorf("a checkpoint without %s was taken", arrays[i].Name)
		}
	}
	if _, err := Decode(json.RawMessage("[1]"), arrays); err == nil {
		t.Error("metadata that are no object were taken")
	}
}
