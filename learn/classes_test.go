package learn

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
	"wakesleep/network/images"
)

// classTrainings are settings that reach every branch.
func classTrainings() map[string]Settings {
	all := trainings()
	for name, s := range all {
		s.Batch = 5
		s.Epochs, s.Cycles = 4, 0
		all[name] = s
	}
	return all
}

func classTrainer(t *testing.T, s Settings, set *images.Set, heldOut, threads int) *Trainer {
	t.Helper()
	tr, err := NewPerClass(s, set, heldOut, threads)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	return tr
}

// trainClasses trains to the end and returns the reports.
func trainClasses(t *testing.T, tr *Trainer) []EpochReport {
	t.Helper()
	var reports []EpochReport
	if err := tr.Train(context.Background(), func(e EpochReport) { reports = append(reports, e) }); err != nil {
		t.Fatal(err)
	}
	return reports
}

// Side by side, machines become what each would have become alone, whatever the
// number of threads.
func TestClassesAreTrainedAsIfAlone(t *testing.T) {
	for name, s := range classTrainings() {
		set := oracle.Labelled(97)
		one := classTrainer(t, s, set, 0, 1)
		reports := trainClasses(t, one)
		want := one.Finished()
		alone := 0.0
		for k, label := range []uint8{2, 4, 7} {
			own := s
			own.Seed = network.ClassSeed(s.Seed, label)
			part := set.Select(func(i int) bool { return set.Labels[i] == label })
			tr, err := New(own, part, 1)
			if err != nil {
				t.Fatal(err)
			}
			var last EpochReport
			if err := tr.Train(context.Background(), func(e EpochReport) { last = e }); err != nil {
				t.Fatal(err)
			}
			alone += last.BoundNats * float64(part.Count()) / 97
			if want.Labels[k] != label || !oracle.Same(tr.Machine(0), want.Machines[k]) {
				t.Errorf("%s: class %d became another machine than alone", name, label)
			}
			tr.Close()
		}
		if len(reports) != 4 || reports[3].Epoch != 4 || math.Abs(reports[3].BoundNats-alone) > 1e-9 {
			t.Errorf("%s: reports %+v, the last bound alone %v", name, reports, alone)
		}
		for _, threads := range []int{2, 3, 8} {
			other := classTrainer(t, s, set, 0, threads)
			again := trainClasses(t, other)
			if bytesOf(t, other.Finished()) != bytesOf(t, want) || bytesOf(t, other.Checkpoint()) != bytesOf(t, one.Checkpoint()) {
				t.Errorf("%s: %d threads made other machines than one", name, threads)
			}
			if !slices.EqualFunc(again, reports, sameReport) {
				t.Errorf("%s: %d threads reported %+v", name, threads, again)
			}
		}
	}
}

func sameReport(a, b EpochReport) bool {
	return a.Epoch == b.Epoch && a.Cycles == b.Cycles && a.BoundNats == b.BoundNats && slices.Equal(a.Rate, b.Rate)
}

// stopAfter cancels a training of classes after some cycles of all together.
func stopAfter(t *testing.T, tr *Trainer, cycles int) *Checkpoint {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var seen atomic.Int64
	tr.Watch(func(awake bool) {
		if awake && int(seen.Add(1)) == cycles {
			cancel()
		}
	})
	if err := tr.Train(ctx, func(EpochReport) {}); !errors.Is(err, context.Canceled) {
		t.Fatalf("training ended with %v", err)
	}
	return tr.Checkpoint()
}

// reopened is what a file of c would give back.
func reopened(t *testing.T, c *Checkpoint) *Checkpoint {
	t.Helper()
	meta, arrays, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	saved, err := Decode(meta, arrays)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestResumedClassesEndInTheSameBytes(t *testing.T) {
	for name, s := range classTrainings() {
		set := oracle.Labelled(97)
		whole := classTrainer(t, s, set, 10, 1)
		trainClasses(t, whole)
		want := bytesOf(t, whole.Finished())
		_, total := whole.Progress()
		for stop := 1; stop < total-3; stop += 13 {
			for _, threads := range []int{1, 3} {
				part := reopened(t, stopAfter(t, classTrainer(t, s, set, 10, threads), stop))
				tr, err := Resume(part, set, 2)
				if err != nil {
					t.Fatal(err)
				}
				reports := trainClasses(t, tr)
				if bytesOf(t, tr.Finished()) != want {
					t.Errorf("%s: stopped after %d of %d cycles on %d threads, training ended in other bytes", name, stop, total, threads)
				}
				if last := reports[len(reports)-1]; last.Epoch != 4 {
					t.Errorf("%s: the last report was %+v", name, last)
				}
				if done, _ := tr.Progress(); done != total {
					t.Errorf("%s: %d of %d cycles counted", name, done, total)
				}
				tr.Close()
			}
		}
	}
}

func TestDivergedClassesKeepWhatWasGood(t *testing.T) {
	s := classTrainings()["reweighted"]
	tr := classTrainer(t, s, oracle.Labelled(97), 0, 2)
	if tr.Good() != nil {
		t.Error("a state is good before the first epoch")
	}
	spoilt := tr.members[1]
	spoilt.onPhase = func(awake bool) {
		if awake && spoilt.cycles == uint64(2*spoilt.epochCycles()) {
			spoilt.machine.Generative.Biases[0][0] = float32(math.NaN())
		}
	}
	if err := tr.Train(context.Background(), func(EpochReport) {}); !errors.Is(err, ErrDiverged) {
		t.Fatalf("training ended with %v", err)
	}
	good := tr.Good()
	if good == nil || !good.Finite() || good.Record.Classes[1].Cycles != uint64(2*spoilt.epochCycles()) {
		t.Fatalf("good is %+v", good)
	}
	if _, err := Resume(reopened(t, good), oracle.Labelled(97), 1); err != nil {
		t.Error(err)
	}
}

func TestImpossibleClassTrainings(t *testing.T) {
	s := classTrainings()["reweighted"]
	big, cycles := s, s
	big.Batch = 17
	cycles.Epochs, cycles.Cycles = 0, 10
	same, unlabelled := oracle.Labelled(97), oracle.ManyImages(97)
	for i := range same.Labels {
		same.Labels[i] = 3
	}
	for name, c := range map[string]struct {
		s       Settings
		set     *images.Set
		heldOut int
		want    string
	}{
		"batch":     {big, oracle.Labelled(97), 0, "class 4 has only 16"},
		"cycles":    {cycles, oracle.Labelled(97), 0, "epochs"},
		"labels":    {s, unlabelled, 0, "no labels"},
		"one class": {s, same, 0, "same label"},
		"held out":  {s, oracle.Labelled(97), 97, "left to learn from"},
		"negative":  {s, oracle.Labelled(97), -1, "held out"},
	} {
		if _, err := NewPerClass(c.s, c.set, c.heldOut, 1); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// endlessClass has had so many cycles that they, and those of all, are negative where
// they are taken for an int.
func endlessClass(m map[string]any) {
	sum := uint64(1) << 63
	for _, class := range m["classes"].([]any)[1:] {
		n, _ := strconv.ParseUint(class.(map[string]any)["cycles"].(string), 10, 64)
		sum += n
	}
	m["classes"].([]any)[0].(map[string]any)["cycles"] = fmt.Sprint(uint64(1) << 63)
	m["cycles"] = fmt.Sprint(sum)
}

// endlessImages makes the classes' images add up to the record's only because their sum
// overflows.
func endlessImages(m map[string]any) {
	classes := m["classes"].([]any)
	sum := 0
	for k := range classes {
		classes[k].(map[string]any)["images"] = 1<<62 + 1<<61
		sum += 1<<62 + 1<<61
	}
	m["images"], m["held_out"] = math.MaxInt, math.MaxInt-sum
}

// calibrated changes one figure of the calibration.
func calibrated(name string, value any) func(map[string]any) {
	return func(m map[string]any) { m["calibration"].(map[string]any)[name] = value }
}

func TestClassFilesTrustNothing(t *testing.T) {
	part := stopAfter(t, classTrainer(t, classTrainings()["reweighted"], oracle.Labelled(97), 10, 2), 40)
	part.Record.Calibration = &network.Calibration{Scales: []float64{1, 1, 1}, Offsets: []float64{0, 0, 0}}
	meta, arrays, err := part.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Decode(meta, arrays); err != nil {
		t.Fatal(err)
	}
	class := func(m map[string]any, k int) map[string]any { return m["classes"].([]any)[k].(map[string]any) }
	for name, change := range map[string]func(map[string]any){
		"one class":    func(m map[string]any) { m["classes"] = m["classes"].([]any)[:1] },
		"no class":     func(m map[string]any) { m["classes"] = []any{} },
		"fewer":        func(m map[string]any) { m["classes"] = m["classes"].([]any)[:2] },
		"more":         func(m map[string]any) { m["classes"] = append(m["classes"].([]any), class(m, 2)) },
		"twice":        func(m map[string]any) { class(m, 1)["label"] = 2 },
		"descending":   func(m map[string]any) { class(m, 1)["label"] = 8 },
		"label":        func(m map[string]any) { class(m, 2)["label"] = 256 },
		"negative":     func(m map[string]any) { class(m, 0)["label"] = -1 },
		"images":       func(m map[string]any) { class(m, 0)["images"] = 0 },
		"sum":          func(m map[string]any) { m["held_out"] = 9 },
		"cycles":       func(m map[string]any) { class(m, 0)["cycles"] = "70000" },
		"endless":      endlessClass,
		"many images":  endlessImages,
		"scale":        calibrated("scales", []float64{1, 1e300, 1}),
		"offset":       calibrated("offsets", []float64{0, -1e300, 0}),
		"samples":      calibrated("samples", -1),
		"fitted by":    calibrated("images", -1),
		"bound steps":  func(m map[string]any) { class(m, 0)["progress"].(map[string]any)["bound_steps"] = -1 },
		"half done":    func(m map[string]any) { delete(class(m, 1), "progress") },
		"progress":     func(m map[string]any) { m["progress"] = class(m, 0)["progress"] },
		"names":        func(m map[string]any) { m["names"] = []string{"a", "b", "c"} },
		"calibration":  func(m map[string]any) { m["calibration"].(map[string]any)["scales"] = []float64{1} },
		"huge layer":   func(m map[string]any) { m["layers"].([]any)[0].(map[string]any)["units"] = 60000 },
		"no layers":    func(m map[string]any) { m["layers"] = nil },
		"wrong type":   func(m map[string]any) { class(m, 0)["label"] = "two" },
		"other layers": func(m map[string]any) { m["settings"].(map[string]any)["layers"] = "5,5" },
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
		if strings.HasSuffix(arrays[i].Name, meanArray) {
			continue // files may do without
		}
		less := append(append(arrays[:0:0], arrays[:i]...), arrays[i+1:]...)
		if _, err := Decode(meta, less); err == nil {
			t.Errorf("a file without %s was taken", arrays[i].Name)
		}
	}
}

// The bounds of epochs that some classes have yet to do must fit their counts.
func TestContinuedClassesMustAgree(t *testing.T) {
	part := stopAfter(t, classTrainer(t, classTrainings()["reweighted"], oracle.Labelled(97), 0, 2), 40)
	c := reopened(t, part)
	c.Record.Classes[0].Bounds = append(c.Record.Classes[0].Bounds, 1, 2)
	if _, err := Resume(c, oracle.Labelled(97), 1); err == nil || !strings.Contains(err.Error(), "disagree") {
		t.Errorf("too many bounds: %v", err)
	}
	if _, err := Resume(reopened(t, part), oracle.Labelled(96), 1); err == nil {
		t.Error("went on with other images")
	}
	finished := classTrainer(t, classTrainings()["classic"], oracle.Labelled(97), 0, 2).Finished()
	if _, err := Resume(finished, oracle.Labelled(97), 1); err == nil || !strings.Contains(err.Error(), "finished") {
		t.Errorf("went on with finished machines: %v", err)
	}
}

// A class may be said to have learnt for ever while another did not begin.
func TestClassesFarApartAreNotContinued(t *testing.T) {
	settings := classTrainings()["classic"]
	settings.Epochs = maxEpochs
	c := reopened(t, classTrainer(t, settings, oracle.Labelled(97), 0, 1).Finished())
	c.Record.Classes[0].Cycles, c.Record.Cycles = longestLife, longestLife
	if _, err := Continue(c, oracle.Labelled(97), 1); err == nil || !strings.Contains(err.Error(), "too many epochs apart") {
		t.Errorf("went on: %v", err)
	}
}

func TestClassesDreamInTurnAndByTheirShares(t *testing.T) {
	c := classTrainer(t, classTrainings()["classic"], oracle.Labelled(97), 0, 1).Finished()
	for k, m := range c.Machines {
		// Machine k lights pixel k alone.
		for _, p := range []*network.Parameters{m.Generative, m.Recognition} {
			clear(p.Flat)
		}
		for j := range m.Generative.Biases[0] {
			m.Generative.Biases[0][j] = -50
		}
		m.Generative.Biases[0][k] = 50
	}
	equal := c.DreamEqually(100, 3)
	for i := range 100 {
		if !equal.States[0].Get(i, i%3) || equal.States[0].OnesInRows(i, i+1) != 1 || equal.Probabilities.Row(i)[i%3] < .99 {
			t.Fatalf("dream %d is not of class %d", i, i%3)
		}
	}
	counts := make([]float64, 3)
	mixed := c.Dream(6000, 3)
	for i := range 6000 {
		for k := range counts {
			if mixed.States[0].Get(i, k) {
				counts[k]++
			}
		}
	}
	for k, class := range c.Record.Classes {
		if want := 6000 * float64(class.Images) / 97; math.Abs(counts[k]-want) > 5*math.Sqrt(want) {
			t.Errorf("class %d has %v of 6000 dreams, want about %v", class.Label, counts[k], want)
		}
	}
}
