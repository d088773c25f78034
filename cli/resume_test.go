package cli

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"wakesleep/io/dataset"
	"wakesleep/io/machinefile"
	"wakesleep/learn"
	"wakesleep/network/images"
)

// interrupt runs a training that is stopped after n cycles, and returns the
// file that it leaves.
func interrupt(t *testing.T, n int64, args ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "part.helmholtz")
	r := call(afterCycles(t, n), with(args, "--out", out)...)
	if r.status != 130 || !strings.Contains(r.stderr, "wakesleep train --resume "+out) {
		t.Fatalf("interrupted after %d cycles: status %d, %q", n, r.status, r.stderr)
	}
	return out
}

func TestResumedTrainingEndsInTheSameBytes(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole.helmholtz")
	succeed(t, with(small, "--out", whole)...)
	// Mid-epoch, between epochs, among averaged steps, and before the last cycle.
	for _, n := range []int64{1, 6, 8, 14, 17} {
		part := interrupt(t, n, small...)
		c, err := openMachine(part)
		if err != nil || c.Record.Cycles != uint64(n) || !c.Resumable() {
			t.Fatalf("after %d cycles: %v, %+v", n, err, c)
		}
		succeed(t, "train", "--resume", part, "--threads", "3")
		if !bytes.Equal(read(t, whole), read(t, part)) {
			t.Errorf("interrupted after %d cycles and resumed, the file differs", n)
		}
	}
}

func TestResumeTwiceElsewhere(t *testing.T) {
	classic := strings.Fields("train --data bars3 --cycles 25000 --seed 5")
	whole := filepath.Join(t.TempDir(), "whole.helmholtz")
	succeed(t, with(classic, "--out", whole)...)
	part := interrupt(t, 12345, classic...)
	before := read(t, part)
	second := filepath.Join(t.TempDir(), "second.helmholtz")
	r := call(afterCycles(t, 9000), "train", "--resume", part, "--out", second)
	if r.status != 130 {
		t.Fatalf("status %d, %q", r.status, r.stderr)
	}
	// The flags of the first command line may be given again.
	succeed(t, with(classic, "--resume", second, "--out", second)...)
	if !bytes.Equal(read(t, whole), read(t, second)) {
		t.Error("the file differs")
	}
	if !bytes.Equal(before, read(t, part)) {
		t.Error("the file resumed from was changed")
	}
}

func TestResumeWithTestImages(t *testing.T) {
	args := with(small, "--split", "test")
	whole := filepath.Join(t.TempDir(), "whole.helmholtz")
	succeed(t, with(args, "--out", whole)...)
	part := interrupt(t, 4, args...)
	succeed(t, "train", "--resume", part)
	if !bytes.Equal(read(t, whole), read(t, part)) {
		t.Error("the file differs")
	}
}

func TestResumeWithAFile(t *testing.T) {
	pictures, labels := idxFiles(t, t.TempDir(), 40)
	args := []string{"train", "--data", pictures, "--labels", labels, "--layers", "2c", "--epochs", "4", "--batch", "8"}
	whole := filepath.Join(t.TempDir(), "whole.helmholtz")
	succeed(t, with(args, "--out", whole)...)
	part := interrupt(t, 7, args...)
	if r := call(t.Context(), "train", "--resume", part); r.status != 2 || !strings.Contains(r.stderr, "shapes-images") {
		t.Errorf("without --data: status %d, %q", r.status, r.stderr)
	}
	succeed(t, "train", "--resume", part, "--data", pictures, "--labels", labels)
	if !bytes.Equal(read(t, whole), read(t, part)) {
		t.Error("the file differs")
	}
}

// lateral is a small training of a machine that is no chain.
var lateral = strings.Fields("train --data digits --limit 300 --layers 12,6 --connections lateral --samples 3 --batch 50 --epochs 3 " +
	"--rate 5e-3 --average 2 --seed 7")

func TestResumedLateralTrainingEndsInTheSameBytes(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole.helmholtz")
	succeed(t, with(lateral, "--out", whole)...)
	for _, n := range []int64{1, 8, 14} {
		part := interrupt(t, n, lateral...)
		// The same connections, listed in another order.
		r := call(t.Context(), "train", "--resume", part, "--threads", "3", "--connections", "1-1,2-2,0-1,0-2,1-2,1-0,2-0,2-1")
		if r.status != 0 || strings.Contains(r.stderr, "engine") {
			t.Errorf("status %d, %q", r.status, r.stderr)
		}
		if !bytes.Equal(read(t, whole), read(t, part)) {
			t.Errorf("interrupted after %d cycles and resumed, the file differs", n)
		}
	}
}

// A training that another engine began goes on, and says that it ends in other bytes.
func TestResumeSaysThatTheEngineIsAnother(t *testing.T) {
	part := interrupt(t, 8, lateral...)
	file, err := machinefile.Read(part)
	if err != nil {
		t.Fatal(err)
	}
	file.Meta = bytes.Replace(file.Meta, []byte(`"engine":1,`), []byte(`"engine":7,`), 1)
	if err := machinefile.Write(part, file); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		r := call(afterCycles(t, 2), "train", "--resume", part)
		if r.status != 130 || !strings.Contains(r.stderr, part+" was begun by engine 7, this is engine 1: "+
			"it goes on, but does not end in the same bytes as it would have\n") {
			t.Errorf("status %d, %q", r.status, r.stderr)
		}
	}
	c, err := openMachine(part)
	if err != nil || c.Record.Begun() != 7 {
		t.Errorf("begun by engine %d, %v", c.Record.Begun(), err)
	}
}

func TestResumeRefusesContradictions(t *testing.T) {
	part := interrupt(t, 4, small...)
	before := read(t, part)
	pictures, _ := idxFiles(t, t.TempDir(), 300)
	for _, c := range []struct{ flags, want string }{
		{"--rate 0.1", "--rate: "},
		{"--epochs 3 --seed 8 --layers 20,7c", "--layers, --seed: "},
		{"--cycles 5", "--cycles: "},
		{"--straighten=false", "--straighten: "},
		{"--split test", "trained on digits"},
		{"--data bars3", "trained on digits"},
		{"--data " + pictures, "trained on digits"},
		{"--limit 200", "trained on 300"},
	} {
		r := call(t.Context(), with([]string{"train", "--resume", part}, strings.Fields(c.flags)...)...)
		if r.status != 2 || !strings.Contains(r.stderr, c.want) {
			t.Errorf("%s: status %d, %q", c.flags, r.status, r.stderr)
		}
	}
	if !bytes.Equal(before, read(t, part)) {
		t.Error("the file was changed")
	}
}

// Two files of one name, as many images in each: the content tells them apart.
func TestResumeComparesContent(t *testing.T) {
	pictures, labels := idxFiles(t, t.TempDir(), 40)
	for name, args := range map[string][]string{
		"one machine":   {"train", "--data", pictures, "--labels", labels, "--layers", "2c", "--epochs", "4", "--batch", "8"},
		"one per class": {"train", "--data", pictures, "--labels", labels, "--per-class", "--layers", "2", "--epochs", "40", "--batch", "8"},
	} {
		whole := filepath.Join(t.TempDir(), "whole.helmholtz")
		succeed(t, with(args, "--out", whole)...)
		part := interrupt(t, 7, args...)
		before := read(t, part)
		r := call(t.Context(), "train", "--resume", part, "--data", otherOfThatName(t, pictures), "--labels", labels)
		if r.status != 2 || !strings.Contains(r.stderr, "are others") || !bytes.Equal(before, read(t, part)) {
			t.Errorf("%s: other images: status %d, %q", name, r.status, r.stderr)
		}
		swapped := read(t, labels)
		swapped[8], swapped[9] = swapped[9], swapped[8]
		otherLabels := write(t, filepath.Join(t.TempDir(), "labels"), swapped)
		r = call(t.Context(), "train", "--resume", part, "--data", pictures, "--labels", otherLabels)
		if r.status != 2 || !strings.Contains(r.stderr, "other labels") {
			t.Errorf("%s: other labels: status %d, %q", name, r.status, r.stderr)
		}
		renamed := write(t, filepath.Join(t.TempDir(), "renamed"), read(t, pictures))
		succeed(t, "train", "--resume", part, "--data", renamed, "--labels", labels, "--out", whole+"2")

		// What a file of an older version does not tell is compared by name, and said.
		forget(t, part)
		r = call(t.Context(), "train", "--resume", part, "--data", renamed, "--labels", labels)
		if r.status != 2 || !strings.Contains(r.stderr, "trained on shapes-images") {
			t.Errorf("%s: another name: status %d, %q", name, r.status, r.stderr)
		}
		r = call(t.Context(), "train", "--resume", part, "--data", pictures, "--labels", labels)
		if r.status != 0 || !strings.Contains(r.stderr, "compared by name, size and number") || !bytes.Equal(read(t, whole), read(t, part)) {
			t.Errorf("%s: by name: status %d, %q", name, r.status, r.stderr)
		}
	}
}

// The window can swap ink and paper, and a part may be limited: resuming finds both.
func TestResumeFindsImagesAsTheyWereTreated(t *testing.T) {
	source, err := dataset.Open("digits", "")
	if err != nil {
		t.Fatal(err)
	}
	set := source.Images(images.Origin{Part: dataset.PartHeldOut, Limit: 200, Straightened: true, Swapped: true})
	s := learn.Defaults()
	s.Layers, s.Epochs = "4", 2
	trainer, err := learn.New(s, set, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer trainer.Close()
	path := filepath.Join(t.TempDir(), "m.helmholtz")
	for _, older := range []bool{false, true} {
		if err := saveMachine(path, trainer.Checkpoint()); err != nil {
			t.Fatal(err)
		}
		if older {
			forget(t, path)
		}
		if r := call(t.Context(), "train", "--resume", path); r.status != 0 || strings.Contains(r.stderr, "by name") != older {
			t.Errorf("older %v: status %d, %q", older, r.status, r.stderr)
		}
		c, err := openMachine(path)
		if err != nil || c.Record.Data != "digits-negative (held-out)" || *c.Record.Identity != set.Identity() {
			t.Errorf("older %v: %v, %+v", older, err, c.Record)
		}
	}
}

func TestResumeOfAFinishedTraining(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	succeed(t, with(small, "--out", out)...)
	r := call(t.Context(), "train", "--resume", out)
	if r.status != 1 || !strings.Contains(r.stderr, "finished") {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
}

// Nothing learnt is nothing worth replacing a file for.
func TestInterruptedBeforeTheFirstCycle(t *testing.T) {
	out := write(t, filepath.Join(t.TempDir(), "m.helmholtz"), []byte("precious"))
	r := call(afterCycles(t, 0), with(small, "--out", out)...)
	if r.status != 130 || string(read(t, out)) != "precious" {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
}

func TestResumeCommandIsQuotedForTheShell(t *testing.T) {
	f := &trainFlags{}
	f.data.data = "digits"
	c, err := openMachine(handMade(t, "2", nil))
	if err != nil {
		t.Fatal(err)
	}
	for out, want := range map[string]string{
		"my machine's.helmholtz": `'my machine'\''s.helmholtz'`,
		"/a/B-1_é.helmholtz":     "/a/B-1_é.helmholtz",
		"`id`":                   "'`id`'",
		"~":                      "'~'",
		"a\nid":                  "'a\nid'",
		"#a":                     "'#a'",
		"[ab]{c,d}!":             "'[ab]{c,d}!'",
	} {
		f.out = out
		if got := f.resumeCommand(&c.Record); got != "wakesleep train --resume "+want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestShellsGiveBackWhatIsQuotedForThem asks a shell what it makes of every sign of ASCII.
func TestShellsGiveBackWhatIsQuotedForThem(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip(err)
	}
	words := []string{"", "a b", "é", "a\u0301"}
	for r := rune(1); r < 0x80; r++ {
		words = append(words, string(r), string(r)+"a", "a"+string(r)+"/b")
	}
	c := exec.CommandContext(t.Context(), shell, "-c", shellLine(append([]string{"printf", `%s\0`}, words...)))
	c.Dir = t.TempDir()
	got, err := c.Output()
	if want := strings.Join(words, "\x00") + "\x00"; err != nil || string(got) != want {
		t.Errorf("%v: %q, want %q", err, got, want)
	}
}
