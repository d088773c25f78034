package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"wakesleep/io/exclusive"
	"wakesleep/io/recovery"
)

// trainMeanwhile runs a training that lasts until it is interrupted, or for a while, and does
// something after its first epochs.
func trainMeanwhile(t *testing.T, interrupt bool, act func(), more ...string) result {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	begun := &listener{hearer: func(said string) {
		if strings.Contains(said, `"epoch":2,`) {
			if act(); interrupt {
				cancel()
			}
		}
	}}
	var stderr bytes.Buffer
	args := strings.Fields("train --data bars3 --layers 4 --batch 10 --threads 1 --json --epochs")
	epochs := "4"
	if interrupt {
		epochs = "1000000"
	}
	status := run(ctx, with(append(args, epochs), more...), begun, &stderr)
	return result{status, begun.text.String(), stderr.String()}
}

// offered is the command that a complaint tells to get the machine with.
var offered = regexp.MustCompile(`get it with: wakesleep (recover \d+ --out (\S+))`)

// What another program writes in --out while a training goes on is not lost, nor is the
// training.
func TestOutputsThatOthersWriteMeanwhileStay(t *testing.T) {
	for name, before := range map[string]func(t *testing.T, out string){
		"new":      func(*testing.T, string) {},
		"replaced": func(t *testing.T, out string) { write(t, out, []byte("old")) },
	} {
		for _, interrupt := range []bool{false, true} {
			leftOvers(t)
			out := filepath.Join(t.TempDir(), "m.helmholtz")
			before(t, out)
			another := read(t, handMade(t, "2", nil))
			r := trainMeanwhile(t, interrupt, func() {
				write(t, out+".new", another)
				if err := os.Rename(out+".new", out); err != nil {
					t.Error(err)
				}
			}, "--out", out)
			told := offered.FindStringSubmatch(r.stderr)
			if r.status != 1 || !strings.Contains(r.stderr, out+": another program has written it meanwhile") || told == nil {
				t.Fatalf("%s: status %d, %q", name, r.status, r.stderr)
			}
			if !bytes.Equal(read(t, out), another) {
				t.Errorf("%s: the other's file is lost", name)
			}
			succeed(t, strings.Fields(told[1])...)
			c, err := openMachine(told[2])
			if err != nil || c.Record.Cycles == 0 || c.Resumable() != interrupt || told[2] == out {
				t.Errorf("%s: %v, in %s", name, err, told[2])
			}
		}
	}
}

// Files that nobody changes are replaced as ever, and so are those that are gone.
func TestOutputsThatNobodyChangesAreReplaced(t *testing.T) {
	leftOvers(t)
	out := write(t, filepath.Join(t.TempDir(), "m.helmholtz"), []byte("old"))
	for _, act := range []func(){func() {}, func() { _ = os.Remove(out) }} {
		if r := trainMeanwhile(t, false, act, "--out", out); r.status != 0 || r.stderr != "" {
			t.Errorf("status %d, %q", r.status, r.stderr)
		}
		if _, err := openMachine(out); err != nil {
			t.Error(err)
		}
	}
}

// What is recovered into the file of a training that goes on stays, and what another has
// written in the file of a training that was cut short is not replaced by its checkpoint.
func TestRecoveringAndTrainingIntoOneFile(t *testing.T) {
	leftOvers(t)
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	machine := handMade(t, "2", nil)
	l := leave(t, recovery.About{Program: "train", Written: time.Now(), File: out}, machine)
	r := trainMeanwhile(t, true, func() {
		if r := call(t.Context(), "recover", l.Name, "--out", out); r.status != 0 {
			t.Error(r.stderr)
		}
	}, "--out", out)
	if r.status != 1 || !offered.MatchString(r.stderr) || !bytes.Equal(read(t, out), read(t, machine)) {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
	list, err := abandoned()
	if err != nil || len(list) != 1 {
		t.Fatalf("%v, left %v", err, list)
	}
	r = call(t.Context(), "recover", list[0].Name, "--out", out)
	if r.status != statusUsage || !strings.Contains(r.stderr, "by another program, while the training went on") {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
	if text := succeed(t, "recover"); !strings.Contains(text, "--out "+freeName(out)) {
		t.Errorf("it is told to do what is refused: %s", text)
	}
	succeed(t, "recover", list[0].Name, "--out", freeName(out))
}

// A file that is as the training found it is replaced by its checkpoint, though a clock that was
// wrong has dated it later, or in a year that JSON does not know.
func TestRecoveringIntoAFileFromTheFuture(t *testing.T) {
	leftOvers(t)
	machine := handMade(t, "2", nil)
	for _, year := range []int{2100, 2400, 12000} { // as far as the disk goes
		out := write(t, filepath.Join(t.TempDir(), "m.helmholtz"), []byte("old"))
		if err := os.Chtimes(out, time.Time{}, time.Date(year, 1, 1, 0, 0, 0, 1, time.UTC)); err != nil {
			t.Skip(err)
		}
		stamp := exclusive.Look(out)
		extra, err := json.Marshal(leftOver{Stamp: &stamp})
		if err != nil {
			t.Fatal(err)
		}
		l := leave(t, recovery.About{Program: "train", Written: time.Now(), File: out, Extra: extra}, machine)
		if text := succeed(t, "recover"); !strings.Contains(text, "--out "+out) {
			t.Errorf("%d: another file is told: %s", year, text)
		}
		succeed(t, "recover", l.Name, "--out", out)
		if !bytes.Equal(read(t, out), read(t, machine)) {
			t.Error("the machine is another")
		}
	}
}

// What it takes to list checkpoints grows with their number, and no faster.
func TestListingManyCheckpoints(t *testing.T) {
	leftOvers(t)
	machine := handMade(t, "2", nil)
	takes := func(more int) float64 {
		for range more {
			leave(t, recovery.About{Program: "train", Written: time.Now(), File: machine}, machine)
		}
		return testing.AllocsPerRun(1, func() { succeed(t, "recover") })
	}
	const some = 30
	none := takes(0)
	few := takes(some) - none
	if many := takes(some) - none; many > 3*few {
		t.Errorf("%v for %d checkpoints, %v for %d", few, some, many, 2*some)
	}
}

// Where another training is to be saved is told at the beginning, as far as it has left a
// checkpoint.
func TestTrainingsForOneFileAreTold(t *testing.T) {
	leftOvers(t)
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	machine := handMade(t, "2", nil)
	other := leave(t, recovery.About{Program: "train", Written: time.Now()}, machine)
	l := leave(t, recovery.About{Program: "train", Written: time.Now(), File: out}, machine)
	slot, err := l.entry.Claim()
	if err != nil {
		t.Fatal(err)
	}
	r := call(t.Context(), "recover", other.Name, "--out", out)
	if r.status != statusUsage || !strings.Contains(r.stderr, "a training that goes on is to be saved there") {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
	const note = "another training goes on that is to be saved in"
	train := []string{"train", "--data", "bars3", "--cycles", "10", "--out", out}
	if r := call(t.Context(), train...); r.status != 0 || !strings.Contains(r.stderr, note) {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
	if err := slot.Remove(); err != nil {
		t.Fatal(err)
	}
	if r := call(t.Context(), train...); r.status != 0 || strings.Contains(r.stderr, note) {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
}

// A file that appears while a checkpoint is put into it stays.
func TestRecoveringIntoAFileThatAppears(t *testing.T) {
	leftOvers(t)
	l := leave(t, recovery.About{Program: "train", Written: time.Now()}, handMade(t, "2", nil))
	out := filepath.Join(t.TempDir(), "m")
	c, err := openMachine(l.Path)
	if err != nil {
		t.Fatal(err)
	}
	seen := exclusive.Look(out)
	write(t, out, []byte("another's"))
	if err := putBack(out, seen, c); err == nil || !strings.Contains(err.Error(), "give another name") || string(read(t, out)) != "another's" {
		t.Errorf("%v, it holds %q", err, read(t, out))
	}
}

// Who names the categories of a machine does not undo what a training has saved meanwhile.
func TestNamingAFileThatChanges(t *testing.T) {
	out := handMade(t, "4c", nil)
	machine, err := openMachine(out)
	if err != nil {
		t.Fatal(err)
	}
	seen := exclusive.Look(out)
	write(t, out, []byte("another's"))
	if err := renamed(out, seen, machine); err == nil || !strings.Contains(err.Error(), "try again") || string(read(t, out)) != "another's" {
		t.Errorf("%v, it holds %q", err, read(t, out))
	}
}

func TestNamesOfFreeFiles(t *testing.T) {
	folder := t.TempDir()
	for _, want := range []string{"m-2.helmholtz", "m-3.helmholtz"} {
		got := freeName(filepath.Join(folder, "m.helmholtz"))
		if filepath.Base(got) != want {
			t.Errorf("%s, want %s", got, want)
		}
		write(t, got, nil)
	}
	if got := freeName(filepath.Join(folder, "m")); filepath.Base(got) != "m-2" {
		t.Error(got)
	}
}
