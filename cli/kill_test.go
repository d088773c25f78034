//go:build unix

package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"wakesleep/io/recovery"
)

// killed are trainings of each kind that last a second or two.
var killed = map[string]string{
	"adam, averaged": "--data digits --limit 300 --layers 20,6c --samples 3 --batch 50 --epochs 90 --rate 5e-3 --final-rate 1e-3 --average 30 --rebinarise --seed 7",
	"sgd":            "--data bars3 --cycles 120000 --seed 5",
	"classes":        "--per-class --limit 500 --layers 12,4 --batch 20 --epochs 40 --rate .01 --final-rate .003 --average 15 --hold-out 60",
	"joint":          "--per-class --limit 500 --layers 12,4 --batch 20 --epochs 15 --rate .01 --joint 8 --hold-out 60",
}

// kills is how many trainings of each kind are killed. WAKESLEEP_KILLS says how many of
// all kinds.
func kills(t *testing.T) int {
	n := 8
	if text := os.Getenv("WAKESLEEP_KILLS"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	return (n + len(killed) - 1) / len(killed)
}

// Killed at any moment, as by a power failure, a training goes on from what it left, and
// ends in the same bytes as if nothing had happened. Trainings share the folder that they
// leave checkpoints in.
func TestKilledTrainingsAreRecovered(t *testing.T) {
	if testing.Short() {
		t.Skip("takes ten seconds")
	}
	folder, most := t.TempDir(), kills(t)
	for name, args := range killed {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			whole := filepath.Join(t.TempDir(), "whole")
			succeed(t, with(strings.Fields("train "+args), "--out", whole)...)
			v := &victim{T: t, args: strings.Fields(args), want: read(t, whole), folder: recovery.In(folder)}
			for v.life(most) {
			}
			slices.Sort(v.lost)
			if n := len(v.lost); n > 0 {
				t.Logf("killed %d times, %d of these while a machine was being written, recovered %d times; at an interval of %v, lost %v in the median and %v at most",
					v.kills, v.saving, n, killedEvery, v.lost[n/2], v.lost[n-1])
			}
		})
	}
}

// killedEvery is how often those trainings leave a checkpoint.
const killedEvery = 40 * time.Millisecond

// victim is a training that is killed again and again.
type victim struct {
	*testing.T
	args   []string
	want   []byte
	folder *recovery.Folder
	// kills counts what has been killed, and saving how often some training was writing a
	// machine then; lost is for each recovery how long before the kill the checkpoint was made.
	kills, saving int
	lost          []time.Duration
}

// life trains once to the end, killed on the way as long as that has not happened often
// enough, and tells whether the training is to be repeated.
func (v *victim) life(most int) (more bool) {
	out := filepath.Join(v.TempDir(), "m.helmholtz")
	for {
		args := append([]string{"train", "--out", out, "--json", "--autosave", killedEvery.String()}, v.args...)
		if _, err := os.Stat(out); err == nil {
			args = append(args, "--resume", out)
		}
		if v.kills >= most {
			v.finish(args, out)
			return false
		}
		if v.kill(args, out) {
			v.compare(out)
			return true
		}
		v.recover(out)
		if c, err := openMachine(out); err == nil && !c.Resumable() {
			v.compare(out)
			return true
		}
	}
}

// finish lets the training end.
func (v *victim) finish(args []string, out string) {
	if status, said := v.run(args); status != 0 {
		v.Fatalf("status %d, %q", status, said)
	}
	v.compare(out)
}

// run does a command in a process of its own.
func (v *victim) run(args []string) (status int, said string) {
	p := spawn(v.T, v.environment(), args...)
	status = p.end()
	return status, p.stderr.String()
}

func (v *victim) environment() []string { return []string{"WAKESLEEP_RECOVERY=" + v.folder.Path()} }

func (v *victim) compare(out string) {
	v.Helper()
	if !bytes.Equal(read(v.T, out), v.want) {
		v.Errorf("%s ended in other bytes", out)
	}
}

// kill begins the training and kills it: some time after it has left a checkpoint, or at
// any moment. It tells whether the training was faster.
func (v *victim) kill(args []string, out string) (finished bool) {
	before := v.halfWritten(out)
	p := spawn(v.T, v.environment(), args...)
	ended := make(chan int, 1)
	go func() { ended <- p.end() }()
	known := uint64(0)
	if rand.N(2) == 0 {
		for known == 0 && len(ended) == 0 {
			known = v.living(out)
			time.Sleep(5 * time.Millisecond)
		}
	}
	time.Sleep(upTo(700 * time.Millisecond))
	isNew := func(path string) bool { return !slices.Contains(before, path) }
	if slices.ContainsFunc(v.halfWritten(out), isNew) {
		v.saving++
	}
	_ = p.Process.Signal(syscall.SIGKILL)
	at := time.Now()
	v.kills++
	switch status := <-ended; {
	case status == 0:
		return true
	case status != -1:
		v.Fatalf("status %d, %q", status, p.stderr.String())
	}
	l := v.mine(out)
	switch {
	case l != nil:
		v.lost = append(v.lost, at.Sub(l.Written))
		if l.Done < known {
			v.Errorf("the checkpoint of cycle %d was there, and %d is left", known, l.Done)
		}
	case known > 0 && !finishedIn(out):
		v.Errorf("the checkpoint of cycle %d is gone", known)
	}
	return false
}

func finishedIn(out string) bool {
	c, err := openMachine(out)
	return err == nil && !c.Resumable()
}

// living is the cycle of the checkpoint that the living training has left; 0 without.
func (v *victim) living(out string) uint64 {
	list, _ := filepath.Glob(filepath.Join(v.folder.Path(), "*", "about.json"))
	for _, path := range list {
		var about struct {
			File  string
			Extra leftOver
		}
		text, err := os.ReadFile(path)
		if err == nil && json.Unmarshal(text, &about) == nil && about.File == out {
			return about.Extra.Done
		}
	}
	return 0
}

// halfWritten are the temporary files of saves, those of killed ones included.
func (v *victim) halfWritten(out string) []string {
	here, _ := filepath.Glob(filepath.Join(filepath.Dir(out), ".wakesleep-*"))
	there, _ := filepath.Glob(filepath.Join(v.folder.Path(), "*", ".wakesleep-*"))
	return append(here, there...)
}

// mine is what a killed training left that was to be saved in a file; nil without.
func (v *victim) mine(out string) *leftBehind {
	v.Helper()
	list, err := v.folder.Abandoned()
	if err != nil {
		v.Fatal(err)
	}
	for _, e := range list {
		if l := newLeftBehind(e); l.File == out {
			return l
		}
	}
	return nil
}

// recover gets back what the killed training left. Now and then recover is killed too.
func (v *victim) recover(out string) {
	v.Helper()
	for l := v.mine(out); l != nil; l = v.mine(out) {
		args := []string{"recover", l.Name, "--out", out}
		if rand.N(4) == 0 {
			p := spawn(v.T, v.environment(), args...)
			time.Sleep(upTo(60 * time.Millisecond))
			_ = p.Process.Signal(syscall.SIGKILL)
			p.end()
			continue
		}
		status, said := v.run(args)
		if status == statusUsage && strings.Contains(said, "after the checkpoint") {
			// Killed between saving and removing the checkpoint.
			status, said = v.run([]string{"recover", l.Name, "--forget"})
		}
		if status != 0 {
			v.Fatalf("recover: status %d, %q", status, said)
		}
	}
	if _, err := os.Stat(out); err == nil {
		if _, err := openMachine(out); err != nil {
			v.Error(err)
		}
	}
}

// Of several tries the one under way is left, and the best of those before it.
func TestTriesAreLeftToo(t *testing.T) {
	environment := "WAKESLEEP_RECOVERY=" + leftOvers(t)
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	p := spawn(t, []string{environment}, with(small, "--epochs", "20", "--tries", "900", "--autosave", "20ms", "--json", "--out", out)...)
	for range 25 { // into the second try
		p.awaitLine()
	}
	for count := 0; count < 2; time.Sleep(5 * time.Millisecond) {
		list, _ := filepath.Glob(filepath.Join(os.Getenv("WAKESLEEP_RECOVERY"), "*", "about.json"))
		count = len(list)
	}
	_ = p.Process.Signal(syscall.SIGKILL)
	p.end()
	list, err := abandoned()
	if err != nil || len(list) != 2 {
		t.Fatalf("%v, left %v", err, list)
	}
	for _, l := range list {
		c, err := openMachine(l.Path)
		if err != nil || c.Resumable() == l.Finished || l.File != out || strings.HasPrefix(l.Of, "the best so far, try ") != l.Finished {
			t.Errorf("%v, %+v", err, l)
		}
	}
	if list[0].Finished == list[1].Finished {
		t.Errorf("left %+v and %+v", list[0], list[1])
	}
}

// What a training leaves tells how to go on.
func TestTheNextTrainingOffersWhatWasLeft(t *testing.T) {
	environment := "WAKESLEEP_RECOVERY=" + leftOvers(t)
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	p := spawn(t, []string{environment}, with(endless, "--autosave", "20ms", "--out", out)...)
	v := &victim{T: t, folder: recovery.In(os.Getenv("WAKESLEEP_RECOVERY"))}
	for v.living(out) == 0 {
		time.Sleep(5 * time.Millisecond)
	}
	if text := succeed(t, "recover"); !strings.HasPrefix(text, "There is nothing to recover") {
		t.Errorf("what a living training has is offered: %s", text)
	}
	_ = p.Process.Signal(syscall.SIGKILL)
	p.end()
	l := v.mine(out)
	if l == nil {
		t.Fatal("nothing is left")
	}
	command := fmt.Sprintf("wakesleep recover %s --out %s && wakesleep train --resume %s", l.Name, out, out)
	r := call(t.Context(), "train", "--data", "bars3", "--cycles", "10", "--out", out)
	if r.status != 0 || !strings.Contains(r.stderr, fmt.Sprintf("after %d of 100000000000 cycles; to go on with that one instead: %s", l.Done, command)) {
		t.Errorf("the same file: status %d, %q", r.status, r.stderr)
	}
	r = call(t.Context(), "train", "--data", "bars3", "--cycles", "10", "--out", out+"2")
	if r.status != 0 || !strings.Contains(r.stderr, "there is 1 checkpoint of trainings that were cut short; wakesleep recover lists") {
		t.Errorf("another file: status %d, %q", r.status, r.stderr)
	}
	// That file is another by now, which recover would refuse to replace.
	command = strings.ReplaceAll(command, out, freeName(out))
	if text := succeed(t, "recover"); !strings.Contains(text, command) || !strings.Contains(text, "6-1 on bars3, after") {
		t.Errorf("recover lists %s", text)
	}
	all := object(t, succeed(t, "recover", "--json"))
	wantKeys(t, all, "name", "program", "written", "started", "machine", "data", "file", "cycles", "done", "total", "command", "path", "bytes")

	// A file that was written since is not written over, and neither is what it read.
	r = call(t.Context(), "recover", l.Name, "--out", out)
	if r.status != statusUsage || !strings.Contains(r.stderr, "after the checkpoint") {
		t.Errorf("over a later file: status %d, %q", r.status, r.stderr)
	}
	r = call(t.Context(), "recover", l.Name, "--out", l.Path)
	if r.status != statusUsage {
		t.Errorf("over itself: status %d, %q", r.status, r.stderr)
	}
	text := succeed(t, "recover", l.Name, "--out", out+"3")
	if c, err := openMachine(out + "3"); err != nil || c.Record.Cycles != l.Done || !strings.Contains(text, "go on with: wakesleep train --resume "+out+"3") {
		t.Errorf("%v, %s", err, text)
	}
	if list, err := abandoned(); err != nil || len(list) > 0 {
		t.Errorf("left %v, %v", list, err)
	}
}
