package cli

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
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
	f := &trainFlags{out: "my machine's.helmholtz"}
	f.data.data = "digits"
	c, err := openMachine(handMade(t, "2", nil))
	if err != nil {
		t.Fatal(err)
	}
	want := `wakesleep train --resume 'my machine'\''s.helmholtz'`
	if got := f.resumeCommand(&c.Record); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The program itself, and a signal from outside.
func TestSignalEndsTrainingInGoodOrder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("processes cannot be sent an interrupt on Windows")
	}
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	program := exec.CommandContext(t.Context(), os.Args[0],
		"train", "--data", "bars3", "--cycles", "1000000000", "--json", "--out", out)
	program.Env = append(os.Environ(), "WAKESLEEP_TEST_RUN=1")
	var stderr bytes.Buffer
	program.Stderr = &stderr
	stdout, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stdout)
	lines.Scan()
	if err := program.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // until the program closes its output
	}
	_ = program.Wait()
	if status := program.ProcessState.ExitCode(); status != 130 {
		t.Fatalf("status %d, %q", status, stderr.String())
	}
	c, err := openMachine(out)
	if err != nil || !c.Resumable() || c.Record.Cycles < 10000 {
		t.Errorf("%v, %+v", err, c)
	}
}
