package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wakesleep/io/dataset"
	"wakesleep/learn"

	"github.com/spf13/cobra"
)

// The machine that is kept is the one that its own training, from its own seed,
// makes, and that training's last bound is the least of all.
func TestTriesKeepTheShortestDescription(t *testing.T) {
	folder := t.TempDir()
	file := func(name string) string { return filepath.Join(folder, name) }
	const count = 3
	lines := epochLines(t, succeed(t, with(small, "--tries", fmt.Sprint(count), "--json", "--out", file("best"))...))
	if len(lines) != 3*count {
		t.Fatalf("%d epochs", len(lines))
	}
	last := []float64{lines[2].BoundNats, lines[5].BoundNats, lines[8].BoundNats}
	best := slices.Index(last, slices.Min(last))
	for try := range count {
		seed := fmt.Sprint(7 + 1_000_003*try)
		alone := epochLines(t, succeed(t, with(small, "--seed", seed, "--json", "--out", file(seed))...))
		if math.Abs(alone[2].BoundNats-last[try]) > 0 {
			t.Errorf("try %d ends at %v, its seed alone at %v", try, last[try], alone[2].BoundNats)
		}
		if same := bytes.Equal(read(t, file(seed)), read(t, file("best"))); same != (try == best) {
			t.Errorf("try %d is the one that was kept: %v; bounds %v", try, same, last)
		}
	}
}

func epochLines(t *testing.T, text string) []epochLine {
	t.Helper()
	var lines []epochLine
	for line := range strings.Lines(text) {
		var e epochLine
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		lines = append(lines, e)
	}
	return lines
}

// An interrupted series leaves the training under way, which can be resumed.
func TestTriesInterrupted(t *testing.T) {
	leftOvers(t)
	out := filepath.Join(t.TempDir(), "m")
	r := call(afterCycles(t, 25), with(small, "--tries", "3", "--out", out)...)
	if r.status != statusInterrupted || !strings.Contains(r.stderr, "25 of 54 cycles, in try 2 of 3, which alone ") {
		t.Fatalf("status %d, %s", r.status, r.stderr)
	}
	best := filepath.Join(t.TempDir(), "best")
	list, err := abandoned()
	if err != nil || len(list) != 1 || !strings.Contains(r.stderr, "try 1 of 3 is kept, get it with: wakesleep recover "+list[0].Name) {
		t.Fatalf("%v, %q, left %+v", err, r.stderr, list)
	}
	succeed(t, "recover", list[0].Name, "--out", best)
	succeed(t, "train", "--resume", out)
	for seed, got := range map[string]string{"7": best, "1000010": out} {
		whole := filepath.Join(t.TempDir(), "whole")
		succeed(t, with(small, "--seed", seed, "--out", whole)...)
		c, err := openMachine(got)
		if err != nil {
			t.Fatal(err)
		}
		want, err := openMachine(whole)
		if err != nil {
			t.Fatal(err)
		}
		want.Record.Names = c.Record.Names // a machine is named when all tries are over
		if !sameContent(t, c, want) {
			t.Errorf("the try of seed %s is another than alone", seed)
		}
	}
}

func sameContent(t *testing.T, a, b *learn.Checkpoint) bool {
	t.Helper()
	text := func(c *learn.Checkpoint) string {
		meta, arrays, err := c.Encode()
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(string(meta), arrays)
	}
	return text(a) == text(b)
}

// Between two tries nothing is under way: the best so far is what there is.
func TestTriesInterruptedInBetween(t *testing.T) {
	leftOvers(t)
	out, whole := filepath.Join(t.TempDir(), "m"), filepath.Join(t.TempDir(), "whole")
	r := call(afterCycles(t, 18), with(small, "--tries", "3", "--out", out)...)
	if r.status != statusInterrupted || !strings.Contains(r.stderr, "stopped after 1 of 3 tries") {
		t.Fatalf("status %d, %s", r.status, r.stderr)
	}
	succeed(t, with(small, "--out", whole)...)
	c, err := openMachine(out)
	if err != nil {
		t.Fatal(err)
	}
	want, err := openMachine(whole)
	if err != nil {
		t.Fatal(err)
	}
	want.Record.Names = nil
	if !sameContent(t, c, want) {
		t.Error("the machine is another than that of the first try")
	}
}

// A try that diverges costs neither those before it nor those after it.
func TestTriesGoOnWhereOneDiverges(t *testing.T) {
	for name, bad := range map[string][]bool{
		"the last": {false, true}, "the first": {true, false}, "all": {true, true},
	} {
		f := &trainFlags{data: dataFlags{data: "bars3", split: dataset.PartTraining}, threads: 1, out: filepath.Join(t.TempDir(), "m")}
		set, err := f.data.open()
		if err != nil {
			t.Fatal(err)
		}
		s := defaultSettings("bars3", "")
		s.Cycles = 200
		try := func(n int) (*learn.Trainer, error) {
			trainer, err := learn.New(s, set, 1)
			if err == nil && bad[n] {
				trainer.Machine(0).Generative.Biases[0][0] = float32(math.NaN())
			}
			return trainer, err
		}
		first, err := try(0)
		if err != nil {
			t.Fatal(err)
		}
		var stdout, stderr strings.Builder
		c := new(cobra.Command)
		c.SetOut(&stdout)
		c.SetErr(&stderr)
		r := f.newTraining(c, first, set, len(bad), try)
		err = r.run(t.Context())
		r.close()
		if name == "all" {
			if statusOf(err) != 1 || !strings.Contains(err.Error(), "diverged") {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		saved, openErr := openMachine(f.out)
		if err != nil || openErr != nil || !saved.Finite() || saved.Record.Cycles != 200 {
			t.Errorf("%s: %v, the file: %v, %+v", name, err, openErr, saved)
		}
		if !strings.Contains(stderr.String(), "diverged and is left out") {
			t.Errorf("%s: nobody is told of it: %q", name, stderr.String())
		}
	}
}
