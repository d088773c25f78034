package cli

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wakesleep/io/machinefile"
)

// smallClasses is a training of one machine for each digit that takes a moment.
var smallClasses = strings.Fields("train --per-class --hold-out 150 --data digits --limit 800 --layers 15,4 --samples 3 --batch 20 " +
	"--epochs 6 --rate 2e-2 --final-rate 1e-3 --average 2 --straighten --seed 7")

func trainSmallClasses(t *testing.T, more ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "classes.helmholtz")
	succeed(t, with(with(smallClasses, "--out", out), more...)...)
	return out
}

func TestClassesAreTrainedToTheSameFile(t *testing.T) {
	whole := read(t, trainSmallClasses(t, "--threads", "1"))
	if !bytes.Equal(whole, read(t, trainSmallClasses(t, "--threads", "3"))) {
		t.Error("three threads make another file than one")
	}
	for _, n := range []int64{1, 50, 140} {
		part := interrupt(t, n, with(smallClasses, "--threads", "2")...)
		saved, err := openMachine(part)
		if err != nil || !saved.Resumable() {
			t.Fatalf("after %d cycles: %v", n, err)
		}
		succeed(t, "train", "--resume", part, "--per-class", "--hold-out", "150")
		if !bytes.Equal(whole, read(t, part)) {
			t.Errorf("interrupted after %d cycles and resumed, the file differs", n)
		}
	}
}

// The images held out are measured after the last cycle, and an interruption then
// does not cost the training.
func TestClassesAreInterruptedWhileCalibrating(t *testing.T) {
	whole := read(t, trainSmallClasses(t))
	out := filepath.Join(t.TempDir(), "part.helmholtz")
	cycles := int64(0)
	for _, line := range strings.Split(strings.TrimSpace(succeed(t, with(smallClasses, "--out", out, "--json")...)), "\n") {
		cycles = int64(object(t, line+"\n")["cycles"].(float64))
	}
	part := interrupt(t, cycles+3, smallClasses...)
	succeed(t, "train", "--resume", part)
	if !bytes.Equal(whole, read(t, part)) {
		t.Error("the file differs")
	}
}

func TestTrainClassesTellsOfEpochs(t *testing.T) {
	out := filepath.Join(t.TempDir(), "classes.helmholtz")
	lines := strings.Split(strings.TrimSpace(succeed(t, with(smallClasses, "--out", out, "--json")...)), "\n")
	if len(lines) != 6 {
		t.Fatalf("%d lines", len(lines))
	}
	first, last := object(t, lines[0]+"\n"), object(t, lines[5]+"\n")
	wantKeys(t, first, "epoch", "cycles", "seconds", "bound_nats", "rate")
	near(t, "epoch", last["epoch"], 6, 0)
	near(t, "cycles", last["cycles"], 6*first["cycles"].(float64), 0)
	if last["bound_nats"].(float64) >= first["bound_nats"].(float64) {
		t.Errorf("from %v to %v", first, last)
	}
	text := succeed(t, with(smallClasses, "--out", out)...)
	if !strings.Contains(text, "10 machines 784-15-4") {
		t.Errorf("train says %q", text)
	}
}

func TestEvaluateClasses(t *testing.T) {
	out := trainSmallClasses(t)
	args := []string{"evaluate", out, "--samples", "5", "--limit", "200"}
	text := succeed(t, with(args, "--json", "--threads", "1")...)
	all := object(t, text)
	wantKeys(t, all, "error_percent", "calibrated_error_percent", "confusion", "bits_causes", "bits_difference",
		"nll_nats", "nll_bits", "bound_nats", "margin_bits", "classes", "calibration_images")
	near(t, "images", all["images"], 200, 0)
	near(t, "calibration_images", all["calibration_images"], 150, 0)
	if wrong := all["error_percent"].(float64); wrong <= 0 || wrong > 50 {
		t.Errorf("error %v %%", wrong)
	}
	sum, right := 0.0, 0.0
	for k, row := range all["confusion"].([]any) {
		for j, count := range row.([]any) {
			sum += count.(float64)
			if j == k {
				right += count.(float64)
			}
		}
	}
	near(t, "the confusion's sum", sum, 200, 0)
	near(t, "the error", all["error_percent"], 100*(sum-right)/sum, 1e-9)
	near(t, "the parts' sum", all["bits_causes"].(float64)+all["bits_difference"].(float64), all["bound_nats"].(float64)/math.Ln2, 1e-6)
	checkClassLedger(t, all)
	if all["split"] != "test" || all["straightened"] != true {
		t.Errorf("%v", all)
	}
	if succeed(t, with(args, "--json", "--threads", "3")...) != text {
		t.Error("threads change the figures")
	}
	table := succeed(t, args...)
	for _, want := range []string{"10 machines 784-15-4", "fitted on 150 images held out", "right\\answer"} {
		if !strings.Contains(table, want) {
			t.Errorf("the table lacks %q:\n%s", want, table)
		}
	}
}

// checkClassLedger holds the parts of a ledger to their sums.
func checkClassLedger(t *testing.T, all map[string]any) {
	t.Helper()
	ledger := all["ledger"].(map[string]any)
	layers := 0.0
	for _, layer := range ledger["causes_by_layer"].([]any) {
		layers += layer.(map[string]any)["bits"].(float64)
	}
	near(t, "the layers' sum", layers, all["bits_causes"].(float64), 1e-4)
	causes := ledger["causes"].(map[string]any)
	near(t, "causes in the ledger", causes["bits"], all["bits_causes"].(float64), 0)
	if interval := causes["confidence95_bits"].([]any); interval[0].(float64) >= interval[1].(float64) {
		t.Errorf("confidence interval %v", interval)
	}
}

func TestRecogniseByClasses(t *testing.T) {
	out := trainSmallClasses(t)
	all := object(t, succeed(t, "recognise", out, "digits:0", "--firings", "100", "--json"))
	wantKeys(t, all, "class", "calibrated_class", "margin_bits", "firings", "bound_samples")
	classes := all["classes"].([]any)
	if len(classes) != 10 {
		t.Fatalf("%d classes", len(classes))
	}
	lengths, chance := map[float64]float64{}, 0.0
	for _, c := range classes {
		one := c.(map[string]any)
		lengths[one["class"].(float64)] = one["bits"].(float64)
		chance += one["probability"].(float64)
	}
	near(t, "the probabilities' sum", chance, 1, 1e-9)
	answer := all["class"].(float64)
	for class, bits := range lengths {
		if class != answer && bits-lengths[answer] < all["margin_bits"].(float64)-1e-9 {
			t.Errorf("class %v has %v bits, the answer %v has %v, margin %v", class, bits, answer, lengths[answer], all["margin_bits"])
		}
	}
	seen, own, difference := all["seen"].([]any), all["own_image"].([]any), all["difference"].([]any)
	if len(seen) != 784 || len(own) != 784 {
		t.Fatalf("pictures of %d and %d pixels", len(seen), len(own))
	}
	for i := range seen {
		near(t, "a difference", difference[i], seen[i].(float64)-own[i].(float64), 1e-6)
	}
	// Test image 0 is a seven.
	near(t, "class", all["class"], 7, 0)
	text := succeed(t, "recognise", out, "digits:0")
	for _, want := range []string{"class", "shortest", " %", "own image"} {
		if !strings.Contains(text, want) {
			t.Errorf("the table lacks %q:\n%s", want, text)
		}
	}
}

func TestClassesDreamOnASheet(t *testing.T) {
	sheet := filepath.Join(t.TempDir(), "sheet.png")
	all := object(t, succeed(t, "dream", trainSmallClasses(t), "--count", "20", "--out", sheet, "--json"))
	near(t, "count", all["count"], 20, 0)
	if openPNG(t, sheet).Bounds().Dx() != int(all["width"].(float64)) {
		t.Error("the sheet has another width")
	}
}

func TestTrainClassesRefuses(t *testing.T) {
	folder := t.TempDir()
	pictures, labels := idxFiles(t, folder, 40)
	for _, c := range []struct{ flags, want string }{
		{"--data bars3 --per-class", "labels"},
		{"--per-class --data " + pictures, "--labels"},
		{"--per-class --data " + pictures + " --labels " + labels + " --batch 21", "only 20"},
		{"--per-class --data " + pictures + " --labels " + labels + " --hold-out 40", "--hold-out"},
		{"--per-class --hold-out 0 --limit 100", "--hold-out"},
		{"--hold-out 10 --limit 100", "--per-class"},
		{"--per-class --limit 200 --cycles 10", "epochs"},
		{"--limit 200 --joint 1", "--per-class"},
		{"--per-class --limit 200 --joint-rate .1", "--joint"},
	} {
		out := filepath.Join(folder, "none.helmholtz")
		r := call(t.Context(), with(append([]string{"train"}, strings.Fields(c.flags)...), "--out", out)...)
		if r.status != 2 || !strings.Contains(r.stderr, c.want) {
			t.Errorf("%s: status %d, %q", c.flags, r.status, r.stderr)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: a file was written", c.flags)
		}
	}
}

func TestResumeRefusesTheOtherKind(t *testing.T) {
	one, many := interrupt(t, 4, small...), interrupt(t, 4, smallClasses...)
	for _, args := range [][]string{
		{"--resume", one, "--per-class"},
		{"--resume", one, "--hold-out", "3"},
		{"--resume", many, "--per-class=false"},
		{"--resume", many, "--hold-out", "3"},
		{"--resume", many, "--rate", "3"},
	} {
		r := call(t.Context(), with([]string{"train"}, args...)...)
		if r.status != 2 || !strings.Contains(r.stderr, "leave the flag out") {
			t.Errorf("%v: status %d, %q", args, r.status, r.stderr)
		}
	}
}

// Who needs one machine is told that there are several.
func TestClassesAreNotTakenForAMachine(t *testing.T) {
	out := trainSmallClasses(t)
	if r := call(t.Context(), "name", out); r.status == 0 || !strings.Contains(r.stderr, errClasses.Error()) || !strings.Contains(r.stderr, out) {
		t.Errorf("named as a machine: status %d, %q", r.status, r.stderr)
	}
	file, err := machinefile.Read(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range file.Arrays {
		if !strings.HasPrefix(a.Name, "machine_") {
			t.Errorf("array %s lies outside the machines", a.Name)
		}
	}
}

func TestClassesOfAFile(t *testing.T) {
	pictures, labels := idxFiles(t, t.TempDir(), 40)
	out := filepath.Join(t.TempDir(), "classes.helmholtz")
	data := []string{"--data", pictures, "--labels", labels}
	succeed(t, with([]string{"train", "--per-class", "--layers", "3", "--epochs", "30", "--rate", ".05", "--out", out}, data...)...)
	all := object(t, succeed(t, with([]string{"evaluate", out, "--json"}, data...)...))
	near(t, "error_percent", all["error_percent"], 0, 0)
	if _, found := all["calibrated_error_percent"]; found {
		t.Error("calibrated without images held out")
	}
	r := call(t.Context(), "evaluate", out, "--data", pictures)
	if r.status != 2 || !strings.Contains(r.stderr, "--labels") {
		t.Errorf("without labels: status %d, %q", r.status, r.stderr)
	}
}

func TestJointTraining(t *testing.T) {
	args := with(smallClasses, "--joint", "2", "--batch", "30")
	whole := filepath.Join(t.TempDir(), "whole.helmholtz")
	lines := strings.Split(strings.TrimSpace(succeed(t, with(args, "--out", whole, "--json")...)), "\n")
	if len(lines) != 8 {
		t.Fatalf("%d lines", len(lines))
	}
	near(t, "epoch", object(t, lines[7]+"\n")["epoch"], 8, 0)
	near(t, "rate", object(t, lines[6]+"\n")["rate"].([]any)[0], .003, 1e-12)
	near(t, "last rate", object(t, lines[7]+"\n")["rate"].([]any)[0], .0002, 1e-12)
	alone := int64(object(t, lines[5]+"\n")["cycles"].(float64))
	part := interrupt(t, alone+7, args...)
	succeed(t, "train", "--resume", part, "--joint", "2")
	if !bytes.Equal(read(t, whole), read(t, part)) {
		t.Error("interrupted and resumed, the file differs")
	}
	r := call(t.Context(), "train", "--limit", "100", "--joint", "2", "--out", whole)
	if r.status != 2 || !strings.Contains(r.stderr, "joint") {
		t.Errorf("without --per-class: status %d, %q", r.status, r.stderr)
	}
}
