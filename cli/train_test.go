package cli

import (
	"bytes"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"wakesleep/learn"
)

// small is a training of real digits that takes a moment.
var small = strings.Fields("train --data digits --limit 300 --layers 20,6c --samples 3 --batch 50 --epochs 3 " +
	"--rate 5e-3 --final-rate 1e-3 --average 2 --straighten --rebinarise --seed 7")

func with(args []string, more ...string) []string {
	return append(append([]string{}, args...), more...)
}

func TestThreadsDoNotChangeTheFile(t *testing.T) {
	folder := t.TempDir()
	var first []byte
	for _, threads := range []string{"1", "2", "4", "9"} {
		out := filepath.Join(folder, threads)
		succeed(t, with(small, "--threads", threads, "--out", out)...)
		switch {
		case first == nil:
			first = read(t, out)
		case !bytes.Equal(first, read(t, out)):
			t.Errorf("%s threads make another file than 1", threads)
		}
	}
}

func TestTrainRecordsItsSettings(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	succeed(t, with(small, "--layers", "20, 6c", "--out", out)...)
	c, err := openMachine(out)
	if err != nil {
		t.Fatal(err)
	}
	r := c.Record
	if r.Data != "digits" || r.Images != 300 || !r.Straightened || r.Binarisation != "re-binarised" || r.Cycles != 18 {
		t.Errorf("the record is %+v", r)
	}
	s := r.Settings
	if s.Layers != "20,6c" || s.Samples != 3 || s.Batch != 50 || s.Epochs != 3 || s.Average != 2 || s.Seed != 7 ||
		s.Method != learn.Reweighted || s.Optimiser != learn.Adam || s.Init != learn.Glorot {
		t.Errorf("the settings are %+v", s)
	}
	if c.Resumable() {
		t.Error("a finished training still has its state")
	}
	named := strings.Join(r.Names, "")
	if len(r.Names) != 6 || named == "" || strings.Trim(named, "0123456789") != "" {
		t.Errorf("the categories are named %q", r.Names)
	}
}

func TestTrainJSONPrintsALineAnEpoch(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	lines := strings.SplitAfter(succeed(t, with(small, "--json", "--out", out)...), "\n")
	if len(lines) != 4 || lines[3] != "" {
		t.Fatalf("%d lines for 3 epochs: %q", len(lines)-1, lines)
	}
	for i, line := range lines[:3] {
		all := object(t, line)
		wantKeys(t, all, "epoch", "seconds", "bound_nats", "cycles", "rate")
		if all["epoch"] != float64(i+1) || all["cycles"] != float64(6*(i+1)) {
			t.Errorf("line %d says %v", i, all)
		}
		if nats := all["bound_nats"].(float64); nats < 50 || nats > 784 {
			t.Errorf("epoch %d: %v nats an image", i+1, nats)
		}
	}
}

func TestBarsHaveDefaultsOfTheirOwn(t *testing.T) {
	for data, want := range map[string]learn.Settings{
		"bars3": {Layers: "6,1", Rate: []float64{.15, .01, .01}},
		"bars4": {Layers: "8,1", Rate: []float64{.1}},
	} {
		out := filepath.Join(t.TempDir(), "m.helmholtz")
		succeed(t, "train", "--data", data, "--cycles", "10", "--out", out)
		c, err := openMachine(out)
		if err != nil {
			t.Fatal(err)
		}
		want.Method, want.Samples, want.Batch, want.Cycles = learn.Classic, 1, 1, 10
		want.Optimiser, want.Init, want.Seed = learn.SGD, learn.Zero, 1
		if got := c.Record.Settings; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", data, got, want)
		}
	}
}

func TestDefaultsFollowTheMethod(t *testing.T) {
	classic := defaultSettings("digits", learn.Classic)
	if classic.Samples != 1 || classic.Optimiser != learn.SGD || classic.Init != learn.Glorot || classic.Epochs == 0 {
		t.Errorf("classic on digits: %+v", classic)
	}
	reweighted := defaultSettings("bars3", learn.Reweighted)
	if reweighted.Samples < 2 || reweighted.Optimiser != learn.Adam || reweighted.Init != learn.Zero || reweighted.Layers != "6,1" {
		t.Errorf("reweighted on bars: %+v", reweighted)
	}
	for _, s := range []learn.Settings{classic, reweighted, defaultSettings("some.idx", "")} {
		s.Rate = defaultRate(s, "")
		if err := s.Validate(); err != nil {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

// Kirby's rates fit any number of layers.
func TestDefaultRateOfTheBarsFitsTheLayers(t *testing.T) {
	for _, layers := range []string{"6", "6,1", "8,4,2c"} {
		out := filepath.Join(t.TempDir(), "m.helmholtz")
		succeed(t, "train", "--data", "bars3", "--layers", layers, "--cycles", "5", "--out", out)
	}
}

func TestTrainOnAFileWithLabels(t *testing.T) {
	folder := t.TempDir()
	pictures, labels := idxFiles(t, folder, 40)
	out := filepath.Join(folder, "m.helmholtz")
	succeed(t, "train", "--data", pictures, "--labels", labels, "--layers", "2c", "--rate", ".05",
		"--batch", "10", "--epochs", "80", "--out", out)
	c, err := openMachine(out)
	if err != nil {
		t.Fatal(err)
	}
	if c.Record.Data != "shapes-images" || c.Machines[0].Width != 5 {
		t.Errorf("the record is %+v", c.Record)
	}
	all := object(t, succeed(t, "evaluate", out, "--data", pictures, "--labels", labels, "--json"))
	if all["category_accuracy_percent"] != 100.0 || all["binarisation"] != "binary" {
		t.Errorf("two shapes, two categories: %v, names %q", all, c.Record.Names)
	}
	if _, found := all["split"]; found {
		t.Errorf("a file has but one part: %v", all)
	}
}

// A few images make a smaller batch unless one is asked for.
func TestBatchShrinksToTheData(t *testing.T) {
	folder := t.TempDir()
	pictures, _ := idxFiles(t, folder, 12)
	out := filepath.Join(folder, "m.helmholtz")
	succeed(t, "train", "--data", pictures, "--layers", "3", "--epochs", "1", "--out", out)
	r := call(t.Context(), "train", "--data", pictures, "--layers", "3", "--epochs", "1", "--batch", "13", "--out", out)
	if r.status != 2 || !strings.Contains(r.stderr, "batch of 13") {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
}

func TestFileCalledLikeABuiltInSet(t *testing.T) {
	folder := t.TempDir()
	pictures, _ := idxFiles(t, folder, 12)
	t.Chdir(folder)
	write(t, "digits", read(t, pictures))
	succeed(t, "train", "--data", "./digits", "--layers", "3", "--epochs", "1", "--out", "m.helmholtz")
	r := call(t.Context(), "evaluate", "m.helmholtz")
	if r.status != 2 || !strings.Contains(r.stderr, "--data FILE") {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
}
