package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"wakesleep/io/machinefile"
	"wakesleep/io/recovery"
)

// endless is a training that only an interruption ends.
var endless = strings.Fields("train --data bars3 --cycles 100000000000 --threads 1 --json")

// listener is a stream that acts on what it hears.
type listener struct {
	mu     sync.Mutex
	text   strings.Builder
	hearer func(said string)
}

func (l *listener) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text.Write(p)
	l.hearer(string(p))
	return len(p), nil
}

// Where no checkpoint can be left, the training goes on, and says so once, and again when
// it can.
func TestAutosaveThatFails(t *testing.T) {
	place, out := filepath.Join(t.TempDir(), "file"), filepath.Join(t.TempDir(), "m.helmholtz")
	t.Setenv("WAKESLEEP_RECOVERY", write(t, place, nil))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	heard := &listener{hearer: func(said string) {
		switch {
		case strings.Contains(said, "no checkpoint could be left"):
			time.AfterFunc(100*time.Millisecond, func() { _ = os.Remove(place) })
		case strings.Contains(said, "checkpoints are left again"):
			cancel()
		}
	}}
	var stdout bytes.Buffer
	status := run(ctx, with(endless, "--autosave", "5ms", "--out", out), &stdout, heard)
	said := heard.text.String()
	if status != statusInterrupted || strings.Count(said, "no checkpoint could be left") != 1 || strings.Count(said, "left again") != 1 ||
		!strings.Contains(said, place) {
		t.Errorf("status %d, %s", status, said)
	}
	if c, err := openMachine(out); err != nil || !c.Resumable() {
		t.Errorf("%v, %+v", err, c)
	}
	if list, err := os.ReadDir(place); err != nil || len(list) > 1 { // a lock may be there
		t.Errorf("%v; left %v", err, list)
	}
}

func TestFailuresOfAutosaveAreToldOnce(t *testing.T) {
	full, gone := errors.New("the disk is full"), errors.New("the folder is gone")
	var said bytes.Buffer
	a := &autosave{training: &training{progress: &progress{w: &said}, command: "train"}}
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{full, "the disk is full"},
		{full, ""},
		{gone, "the folder is gone"},
		{machinefile.ErrNotFinite, ""},
		{gone, ""},
		{nil, "left again"},
		{nil, ""},
		{full, "the disk is full"},
		{&recovery.RoomError{Need: 3 << 20, Limit: 1 << 20}, "need 3 MB"},
		{&recovery.RoomError{Need: 2 << 20, Limit: 1 << 20}, ""},
	} {
		said.Reset()
		a.report(c.err)
		if got := said.String(); (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}

// What does not fit is told before the training.
func TestTooLittleRoomForCheckpoints(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	args := with(strings.Fields("train --limit 100 --layers 200,200 --epochs 1"), "--out", out)
	const each = 2*(784*200+200*200+200+200) + 784 // parameters, without the top's biases
	r := call(t.Context(), with(args, "--autosave-space", "4")...)
	if r.status != 0 || !strings.Contains(r.stderr, "--autosave-space 10") || each*3*4*2>>20 != 9 {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
	for _, more := range [][]string{{"--autosave-space", "10"}, {"--autosave-space", "0"}, {"--autosave-space", "4", "--autosave", "0"}} {
		succeed(t, with(args, more...)...)
	}
	for _, bad := range [][]string{
		{"--autosave-space", "-1"},
		{"--autosave", "-2m"},
		{"--autosave", "25h"},
		{"--autosave", "99999999h"},
		{"--autosave-space", "8796093022208"},
		{"--autosave-space", "9223372036854775807"}, // in bytes no number
	} {
		if r := call(t.Context(), with(args, bad...)...); r.status != statusUsage || !strings.Contains(r.stderr, bad[0]) {
			t.Errorf("%v: status %d, %q", bad, r.status, r.stderr)
		}
	}
}

// A tick may come before the first try.
func TestAutosaveBeforeTheTraining(t *testing.T) {
	a := newAutosave(&training{flags: &trainFlags{}})
	copied := make(chan *part)
	go func() { copied <- a.copy() }()
	time.Sleep(20 * time.Millisecond)
	a.end()
	if p := <-copied; p != nil {
		t.Errorf("a checkpoint of nothing: %+v", p)
	}
}

// A training that ended leaves nothing, however it ended.
func TestNothingIsLeftOfATrainingThatWasSaved(t *testing.T) {
	folder := leftOvers(t)
	for _, args := range [][]string{small, with(small, "--tries", "2"), smallClasses} {
		out := filepath.Join(t.TempDir(), "m.helmholtz")
		succeed(t, with(args, "--autosave", "1ms", "--out", out)...)
		part := interrupt(t, 11, with(args, "--autosave", "1ms")...)
		succeed(t, "train", "--autosave", "1ms", "--resume", part)
		if list, err := filepath.Glob(filepath.Join(folder, "[0-9]*")); err != nil || len(list) > 0 {
			t.Errorf("%v: %v, left %v", args, err, list)
		}
	}
}

func TestRecoverWithNothingAndImpossibleArguments(t *testing.T) {
	leftOvers(t)
	if text := succeed(t, "recover"); !strings.Contains(text, "nothing to recover") {
		t.Errorf("%q", text)
	}
	if text := succeed(t, "recover", "--json"); text != "" {
		t.Errorf("%q", text)
	}
	for _, c := range []struct{ args, want string }{
		{"12", "--out FILE"},
		{"12 --out x --forget", "--out FILE"},
		{"--out x", "NAME"},
		{"--forget", "NAME"},
		{"1 2 --forget", "one NAME"},
		{"12 --forget", `no checkpoint "12"`},
	} {
		r := call(t.Context(), with([]string{"recover"}, strings.Fields(c.args)...)...)
		if r.status != statusUsage || !strings.Contains(r.stderr, c.want) {
			t.Errorf("recover %s: status %d, %q", c.args, r.status, r.stderr)
		}
	}
}

// leave puts a machine into the folder for checkpoints, as a program that was killed.
func leave(t *testing.T, a recovery.About, machine string) *leftBehind {
	t.Helper()
	folder, err := recovery.Default()
	if err != nil {
		t.Fatal(err)
	}
	slot, err := folder.Begin()
	if err != nil {
		t.Fatal(err)
	}
	file, err := machinefile.Read(machine)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(slot.Write(a, file), slot.Leave()); err != nil {
		t.Fatal(err)
	}
	list, err := abandoned()
	if err != nil || len(list) == 0 {
		t.Fatalf("%v, left %v", err, list)
	}
	return list[0]
}

func TestRecoverDamagedCheckpoints(t *testing.T) {
	leftOvers(t)
	machine, out := handMade(t, "2", nil), filepath.Join(t.TempDir(), "m")
	l := leave(t, recovery.About{Program: "train", Written: time.Now()}, machine)
	write(t, l.Path, read(t, l.Path)[100:])
	r := call(t.Context(), "recover", l.Name, "--out", out)
	if r.status != 1 || !strings.Contains(r.stderr, "damaged and cannot be recovered") || !strings.Contains(r.stderr, "--forget") {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("there is a file")
	}
	if text := succeed(t, "recover"); !strings.Contains(text, l.Name) {
		t.Errorf("after a failure it is gone: %s", text)
	}
	if text := succeed(t, "recover", l.Name, "--forget"); !strings.Contains(text, "is deleted") {
		t.Errorf("%q", text)
	}

	l = leave(t, recovery.About{Program: "train", Written: time.Now()}, machine)
	write(t, filepath.Join(filepath.Dir(l.Path), "about.json"), []byte("{"))
	if text := succeed(t, "recover"); !strings.Contains(text, "whose description is damaged") || !strings.Contains(text, l.Name+" --out FILE") {
		t.Errorf("%q", text)
	}
	succeed(t, "recover", l.Name, "--out", out)
	if !bytes.Equal(read(t, out), read(t, machine)) {
		t.Error("the machine is another")
	}
}

// The images that a training reads are not written over, by whatever path.
func TestRecoverSparesInputs(t *testing.T) {
	leftOvers(t)
	pictures, labels := idxFiles(t, t.TempDir(), 40)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(labels, link); err != nil {
		t.Skip(err)
	}
	extra, err := json.Marshal(leftOver{Inputs: []string{pictures, labels}})
	if err != nil {
		t.Fatal(err)
	}
	a := recovery.About{Program: "train", Written: time.Now().Add(time.Hour), File: pictures, Extra: extra}
	l := leave(t, a, handMade(t, "2", nil))
	for _, out := range []string{pictures, labels, link} {
		r := call(t.Context(), "recover", l.Name, "--out", out)
		if r.status != statusUsage || !strings.Contains(r.stderr, "reads that file") {
			t.Errorf("%s: status %d, %q", out, r.status, r.stderr)
		}
	}
}

// Nothing is written among the checkpoints, which would be deleted with them.
func TestOutputsStayOutOfTheFolderForCheckpoints(t *testing.T) {
	folder := leftOvers(t)
	machine := handMade(t, "2", nil)
	l := leave(t, recovery.About{Program: "train", Written: time.Now()}, machine)
	inside := filepath.Join(filepath.Dir(l.Path), "saved")
	for _, args := range [][]string{
		{"recover", l.Name, "--out", inside},
		{"train", "--data", "bars3", "--cycles", "1", "--out", inside},
		{"dream", machine, "--out", filepath.Join(folder, "x.png")},
	} {
		if r := call(t.Context(), args...); r.status != statusUsage || !strings.Contains(r.stderr, "the folder for checkpoints") {
			t.Errorf("%v: status %d, %q", args, r.status, r.stderr)
		}
	}
	if list, err := abandoned(); err != nil || len(list) != 1 {
		t.Errorf("%v, left %v", err, list)
	}
}

// A slot that somebody deletes is replaced by another.
func TestDeletedSlotsAreReplaced(t *testing.T) {
	folder := leftOvers(t)
	c, err := openMachine(handMade(t, "2", nil))
	if err != nil {
		t.Fatal(err)
	}
	p := newPlace(&autosaveFlags{})
	about := recovery.About{Program: "train", Written: time.Now()}
	if err := p.put(about, c, nil); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if err := p.put(about, c, nil); err != nil {
		t.Error(err)
	}
	p.leave()
	if list, err := abandoned(); err != nil || len(list) != 1 {
		t.Errorf("%v, left %v", err, list)
	}
}

// After the end nothing is said of checkpoints that were left out.
func TestNothingIsSaidOfCheckpointsAfterTheEnd(t *testing.T) {
	var said bytes.Buffer
	a := &autosave{training: &training{progress: &progress{w: &said}, command: "train"}, over: make(chan struct{}), told: errors.New("full")}
	close(a.over)
	if a.reportUnlessOver(nil); said.Len() > 0 {
		t.Errorf("%q", said.String())
	}
}

// What has become one of the inputs since the training began is not written over.
func TestOutputsThatBecomeInputsAreSpared(t *testing.T) {
	leftOvers(t)
	pictures, _ := idxFiles(t, t.TempDir(), 40)
	before := read(t, pictures)
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	begun := &listener{hearer: func(said string) {
		if strings.Contains(said, `"epoch":2,`) {
			if err := os.Symlink(pictures, out); err != nil {
				t.Error(err)
			}
			cancel()
		}
	}}
	var stderr bytes.Buffer
	args := []string{"train", "--data", pictures, "--layers", "4", "--batch", "10", "--epochs", "1000000", "--json", "--out", out}
	status, said := run(ctx, args, begun, &stderr), stderr.String()
	if status != 1 || !strings.Contains(said, "the file of --data") || !strings.Contains(said, "kept in the folder for checkpoints") {
		t.Errorf("status %d, %.600s", status, said)
	}
	if !bytes.Equal(read(t, pictures), before) {
		t.Error("the images are overwritten")
	}
	if list, err := abandoned(); err != nil || len(list) != 1 {
		t.Errorf("%v, left %v", err, list)
	}
}
