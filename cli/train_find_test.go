package cli

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

// smallFinding finds three classes among a few digits, in a moment.
var smallFinding = strings.Fields("train --find 3 --groups 5 --data digits8 --limit 900 --features 20,8 --feature-epochs 3 " +
	"--layers 10 --samples 3 --batch 15 --epochs 10 --seed 7")

func trainSmallFinding(t *testing.T, more ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "found.helmholtz")
	succeed(t, with(with(smallFinding, "--out", out), more...)...)
	return out
}

// Whenever it is stopped, while it learns what is alike or while machines compete, it goes on
// to the same file.
func TestFoundClassesAreTrainedToTheSameFile(t *testing.T) {
	whole := read(t, trainSmallFinding(t, "--threads", "1"))
	if !bytes.Equal(whole, read(t, trainSmallFinding(t, "--threads", "3"))) {
		t.Error("three threads make another file than one")
	}
	for _, n := range []int64{1, 100, 178, 183, 300} {
		part := interrupt(t, n, with(smallFinding, "--threads", "2")...)
		saved, err := openMachine(part)
		if err != nil || !saved.Resumable() {
			t.Fatalf("after %d cycles: %v", n, err)
		}
		succeed(t, "train", "--resume", part, "--layers", "10")
		if !bytes.Equal(whole, read(t, part)) {
			t.Errorf("interrupted after %d cycles and resumed, the file differs", n)
		}
	}
}

// Larger machines learn the found classes again, to the same file whenever they are stopped.
func TestFoundClassesAreLearntAgain(t *testing.T) {
	again := strings.Fields("--again 12,5 --again-epochs 2 --joint 2")
	whole := read(t, trainSmallFinding(t, with(again, "--threads", "1")...))
	file := filepath.Join(t.TempDir(), "m.helmholtz")
	write(t, file, whole)
	saved, err := openMachine(file)
	if err != nil || saved.Count() != 3 || len(saved.Machines[0].Layers) != 3 || saved.Record.Settings.JointEpochs != 2 {
		t.Fatalf("%v, error %v", saved, err)
	}
	for _, n := range []int64{100, 300, 420, 520} {
		part := interrupt(t, n, with(with(smallFinding, again...), "--threads", "2")...)
		succeed(t, "train", "--resume", part)
		if !bytes.Equal(whole, read(t, part)) {
			t.Errorf("interrupted after %d cycles and resumed, the file differs", n)
		}
	}
}

// It tells of both stages, and of images that move.
func TestFindingTellsOfMoves(t *testing.T) {
	out := filepath.Join(t.TempDir(), "found.helmholtz")
	epochs, moves, losses := 0, 0, 0
	for _, text := range strings.Split(strings.TrimSpace(succeed(t, with(smallFinding, "--out", out, "--json")...)), "\n") {
		line := object(t, text+"\n")
		if line["epoch"] != nil {
			epochs++
		}
		if line["moved"] != nil {
			moves++
		}
		if line["given_up"] != nil {
			losses++
		}
	}
	if epochs != 13 || moves < 5 || losses != 2 {
		t.Errorf("%d epochs, %d moves, %d machines given up", epochs, moves, losses)
	}
}

// A jump in what losses cost leaves more machines than asked for.
func TestFindingStopsAtAJump(t *testing.T) {
	out := filepath.Join(t.TempDir(), "found.helmholtz")
	lines := succeed(t, with(smallFinding, "--find", "1", "--groups", "6", "--jump", "1", "--out", out, "--json")...)
	saved, err := openMachine(out)
	if err != nil || saved.Count() < 2 || saved.Record.Contest.Stop == nil || strings.Count(lines, `"stop":`) != 1 {
		t.Errorf("%v machines, error %v, said %s", saved.Count(), err, lines)
	}
	more := strings.Fields("--find 1 --groups 6 --jump 1 --again 8 --again-epochs 1 --joint 1")
	succeed(t, with(with(smallFinding, more...), "--out", out)...)
	if again, err := openMachine(out); err != nil || again.Count() != saved.Count() {
		t.Errorf("%d classes are learnt again, error %v", again.Count(), err)
	}
}

// What can be asked of machines of classes can be asked of these, by the names of their
// classes.
func TestFoundClassesAnswer(t *testing.T) {
	out := trainSmallFinding(t)
	e := object(t, succeed(t, "evaluate", out, "--samples", "10", "--limit", "200", "--json"))
	if e["category_accuracy_percent"].(float64) < 10 || e["error_percent"] != nil || e["category_count_used"].(float64) > 3 {
		t.Errorf("evaluated: %v", e)
	}
	succeed(t, "name", out, "1", "hooks")
	names := object(t, succeed(t, "name", out, "--json"))["names"].([]any)
	if len(names) != 3 || names[1] != "hooks" {
		t.Errorf("names %v", names)
	}
	a := object(t, succeed(t, "recognise", out, pngOf(t), "--json"))
	classes := a["classes"].([]any)
	if len(classes) != 3 || classes[1].(map[string]any)["name"] != "hooks" || a["name"] != names[int(a["class"].(float64))] {
		t.Errorf("recognised: %v of %v", a["class"], classes)
	}
	succeed(t, "dream", out, "--count", "5", "--out", filepath.Join(t.TempDir(), "d.png"))
}

func TestImpossibleFindingIsRefused(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	for fault, args := range map[string]string{
		"at least 1":          "--find 0",
		"add --find":          "--groups 5",
		"add --again":         "--find 3 --joint 3",
		"do not go together":  "--find 3 --per-class",
		"keep fewer":          "--find 3 --groups 2",
		"until the next":      "--find 3 --jump .5",
		"groups to begin":     "--find 300",
		"neighbours":          "--find 3 --neighbours 1",
		"too few to give up":  "--find 3 --groups 50 --epochs 4",
		"too few to look for": "--find 5 --limit 20",
		"distribution":        "--find 2 --data bars3",
	} {
		r := call(t.Context(), with(strings.Fields("train "+args), "--out", out)...)
		if r.status != statusUsage || !strings.Contains(r.stderr, fault) {
			t.Errorf("%s: status %d, %q, want %q", args, r.status, r.stderr, fault)
		}
	}
}
