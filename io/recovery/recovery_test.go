package recovery

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"wakesleep/io/machinefile"
	"wakesleep/network"
)

// checkpoint is a machine file that can be told from others by a number.
func checkpoint(n int) *machinefile.File {
	data := make([]float32, 5000)
	for i := range data {
		data[i] = float32(n)
	}
	return &machinefile.File{Arrays: []network.Array{{Name: "weights", Shape: []int{len(data)}, Data: data}}}
}

func about(n int) About {
	return About{
		Program: "train", Cycles: uint64(n), Written: time.Now(), Title: "a title",
		Command: []string{"train", "--out", "a b"}, Extra: json.RawMessage(`{"curve":[1,2]}`),
	}
}

func begin(t *testing.T, f *Folder) *Slot {
	t.Helper()
	s, err := f.Begin()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t *testing.T, s *Slot, n int) {
	t.Helper()
	if err := s.Write(about(n), checkpoint(n)); err != nil {
		t.Fatal(err)
	}
}

func entries(t *testing.T, f *Folder) []*Entry {
	t.Helper()
	list, err := f.Abandoned()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// holds compares an entry with what was written under a number.
func holds(t *testing.T, e *Entry, n int) {
	t.Helper()
	file, err := machinefile.Read(e.Path())
	if err != nil {
		t.Fatal(err)
	}
	if file.Arrays[0].Data[0] != float32(n) || e.About().Cycles != uint64(n) {
		t.Errorf("the checkpoint is number %v, described as %d, want %d", file.Arrays[0].Data[0], e.About().Cycles, n)
	}
}

func TestAbandonedCheckpointsAreFoundAgain(t *testing.T) {
	f := In(filepath.Join(t.TempDir(), "not", "yet"))
	if list := entries(t, f); len(list) != 0 {
		t.Fatalf("a folder that does not exist holds %v", list)
	}
	s := begin(t, f)
	write(t, s, 1)
	write(t, s, 2)
	write(t, s, 3)
	if list := entries(t, f); len(list) != 0 {
		t.Fatal("what a living program has was taken for abandoned")
	}
	if list, err := f.Living(); err != nil || len(list) != 1 || list[0].Cycles != 3 {
		t.Errorf("living is %v, %v", list, err)
	}
	if err := s.Leave(); err != nil {
		t.Fatal(err)
	}
	if s.Write(about(4), checkpoint(4)) == nil {
		t.Error("a slot that was given up was written to")
	}
	if list, err := f.Living(); err != nil || len(list) != 0 {
		t.Errorf("living is %v, %v", list, err)
	}
	list := entries(t, f)
	if len(list) != 1 {
		t.Fatalf("%d entries, want 1", len(list))
	}
	holds(t, list[0], 3)
	if got, want := list[0].About(), about(3); got.Title != want.Title || !slices.Equal(got.Command, want.Command) ||
		time.Since(got.Written) > time.Hour || got.Extra == nil {
		t.Errorf("described as %+v", got)
	}
	if files, _ := filepath.Glob(filepath.Join(list[0].path, "*")); len(files) != 3 {
		t.Errorf("the slot holds %v, want the lock, the description and the latest checkpoint", files)
	}
}

func TestRemovedCheckpointsAreGone(t *testing.T) {
	f := In(t.TempDir())
	s := begin(t, f)
	write(t, s, 1)
	for range 2 {
		if err := s.Remove(); err != nil {
			t.Fatal(err)
		}
	}
	if paths, _ := f.slots(); len(paths) != 0 {
		t.Errorf("left %v", paths)
	}
}

func TestClaimedCheckpointsStayUntilTheNext(t *testing.T) {
	f := In(t.TempDir())
	s := begin(t, f)
	write(t, s, 1)
	_ = s.Leave()
	for n := 1; n < 4; n++ { // dies twice before it has written another
		e := entries(t, f)[0]
		holds(t, e, 1)
		again, err := e.Claim()
		if err != nil {
			t.Fatal(err)
		}
		if len(entries(t, f)) != 0 || again.Path() != e.Path() {
			t.Error("a checkpoint that was claimed is offered")
		}
		if n == 3 {
			write(t, again, 2)
		}
		_ = again.Leave()
	}
	list := entries(t, f)
	if len(list) != 1 {
		t.Fatalf("%d entries", len(list))
	}
	holds(t, list[0], 2)
}

func TestOneOfManyClaims(t *testing.T) {
	for range 2 {
		f := In(t.TempDir())
		s := begin(t, f)
		write(t, s, 1)
		_ = s.Leave()
		var mu sync.Mutex
		var wait sync.WaitGroup
		won := 0
		for range 8 {
			wait.Go(func() {
				list, err := f.Abandoned()
				if err != nil {
					t.Error(err)
				}
				for _, e := range list {
					slot, err := e.Claim()
					if err == nil {
						mu.Lock()
						won++
						mu.Unlock()
						defer slot.Leave()
					} else if !errors.Is(err, ErrTaken) {
						t.Error(err)
					}
				}
				time.Sleep(3 * patience / 2)
			})
		}
		wait.Wait()
		if won != 1 {
			t.Fatalf("%d programs have the same checkpoint", won)
		}
	}
}

func TestTheOldestGoFirst(t *testing.T) {
	f := In(t.TempDir())
	for n := 1; n <= 3; n++ {
		s := begin(t, f)
		write(t, s, n)
		_ = s.Leave()
	}
	size := entries(t, f)[0].Bytes()
	living := begin(t, f.With(Limit{Bytes: 4*size + size/2}))
	write(t, living, 4)
	if list := entries(t, f); len(list) != 3 {
		t.Errorf("%d of 3 checkpoints are left where all fit", len(list))
	}
	write(t, living, 5) // for a moment there are two
	list := entries(t, f)
	if len(list) != 2 {
		t.Fatalf("%d checkpoints are left where two fit", len(list))
	}
	holds(t, list[0], 3)
	holds(t, list[1], 2)

	var room *RoomError
	living.Limited(Limit{Bytes: size})
	if err := living.Write(about(6), checkpoint(6)); !errors.As(err, &room) {
		t.Errorf("more than may be kept was written: %v", err)
	}
	_ = living.Leave()
	list = entries(t, f)
	if len(list) != 1 {
		t.Fatalf("%d entries", len(list))
	}
	holds(t, list[0], 5)
}

func TestClearDeletesTheOldAndTheEmpty(t *testing.T) {
	f := In(t.TempDir())
	old, young, empty := begin(t, f), begin(t, f), begin(t, f)
	a := about(1)
	a.Written = time.Now().Add(-time.Hour)
	if err := old.Write(a, checkpoint(1)); err != nil {
		t.Fatal(err)
	}
	write(t, young, 2)
	living := begin(t, f)
	if err := living.Write(a, checkpoint(3)); err != nil {
		t.Fatal(err)
	}
	stranger := filepath.Join(f.path, "notes")
	if err := os.WriteFile(stranger, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, s := range []*Slot{old, young, empty} {
		_ = s.Leave()
	}
	if err := f.With(Limit{Age: time.Minute}).Clear(); err != nil {
		t.Fatal(err)
	}
	paths, _ := f.slots()
	slices.Sort(paths)
	want := []string{young.path, living.path}
	slices.Sort(want)
	if !slices.Equal(paths, want) {
		t.Errorf("left %v, want %v", paths, want)
	}
	if _, err := os.Stat(stranger); err != nil {
		t.Error(err)
	}
}

// Programs may be killed while they make or delete a slot.
func TestHalvesOfSlotsAreSwept(t *testing.T) {
	f := In(t.TempDir())
	past := time.Now().Add(-time.Hour)
	for name, age := range map[string]time.Time{"123": past, unready + "4": past, "567": time.Now(), unready + "8": time.Now()} {
		path := filepath.Join(f.path, name)
		if err := errors.Join(os.Mkdir(path, 0o700), os.Chtimes(path, age, age)); err != nil {
			t.Fatal(err)
		}
	}
	if list := entries(t, f); len(list) != 0 {
		t.Errorf("%d entries of nothing", len(list))
	}
	if err := f.Clear(); err != nil {
		t.Fatal(err)
	}
	list, _ := os.ReadDir(f.path)
	if len(list) != 2 {
		t.Errorf("left %v, want the two that may be in the making", list)
	}
}

// Whatever lies in a slot, a checkpoint that is there is found, and nothing hangs.
func TestDamagedSlots(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, slot string){
		"no description": func(t *testing.T, slot string) { _ = os.Remove(filepath.Join(slot, aboutName)) },
		"not JSON":       func(t *testing.T, slot string) { put(t, filepath.Join(slot, aboutName), "{") },
		"another's path": func(t *testing.T, slot string) {
			put(t, filepath.Join(slot, aboutName), `{"checkpoint":"../x.helmholtz"}`)
		},
		"names the lock": func(t *testing.T, slot string) { put(t, filepath.Join(slot, aboutName), `{"checkpoint":"lock"}`) },
		"names none": func(t *testing.T, slot string) {
			put(t, filepath.Join(slot, aboutName), `{"checkpoint":"2.helmholtz"}`)
		},
		"a large one":     func(t *testing.T, slot string) { _ = os.Truncate(filepath.Join(slot, aboutName), 1<<40) },
		"another started": func(t *testing.T, slot string) { put(t, filepath.Join(slot, ".wakesleep-0.tmp"), "half") },
		"a pipe": func(t *testing.T, slot string) {
			path := filepath.Join(slot, aboutName)
			if err := os.Rename(path, filepath.Join(slot, "aside")); err != nil {
				t.Fatal(err)
			}
			pipe(t, path)
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := In(t.TempDir())
			s := begin(t, f)
			write(t, s, 7)
			_ = s.Leave()
			spoil(t, s.path)
			list := entries(t, f)
			if len(list) != 1 {
				t.Fatalf("%d entries", len(list))
			}
			file, err := machinefile.Read(list[0].Path())
			if err != nil || file.Arrays[0].Data[0] != 7 || list[0].About().Written.IsZero() {
				t.Errorf("%v, %+v", err, list[0].About())
			}
			if err := list[0].Forget(); err != nil {
				t.Error(err)
			}
			if paths, _ := f.slots(); len(paths) != 0 {
				t.Errorf("left %v", paths)
			}
		})
	}
}

// An entry tells of what lay in a slot when it was listed, and of nothing later.
func TestEntriesThatHaveChangedAreTaken(t *testing.T) {
	f := In(t.TempDir())
	s := begin(t, f)
	_ = s.Leave()
	empty := f.abandoned(s.path)
	again, err := empty.Claim()
	if err != nil {
		t.Fatal(err)
	}
	write(t, again, 1)
	_ = again.Leave()
	if err := empty.Forget(); !errors.Is(err, ErrTaken) {
		t.Errorf("a checkpoint was deleted as an empty slot: %v", err)
	}
	list := entries(t, f)
	if len(list) != 1 {
		t.Fatalf("%d entries", len(list))
	}
	holds(t, list[0], 1)
}

// A lock that is no file is nobody's to take, and is not waited for.
func TestLockThatIsAPipe(t *testing.T) {
	f := In(t.TempDir())
	s := begin(t, f)
	write(t, s, 1)
	_ = s.Leave()
	e := entries(t, f)[0]
	lock := filepath.Join(s.path, lockName)
	if err := os.Remove(lock); err != nil {
		t.Fatal(err)
	}
	pipe(t, lock)
	if _, err := e.Claim(); !errors.Is(err, ErrTaken) {
		t.Errorf("claimed: %v", err)
	}
	if err := f.Clear(); err != nil || len(entries(t, f)) != 0 {
		t.Errorf("it was offered, %v", err)
	}
	if _, err := machinefile.Read(e.Path()); err != nil {
		t.Error("it was deleted: ", err)
	}
}

// Nor does a checkpoint wait where a pipe is what programs take turns by.
func TestTurnThatIsAPipe(t *testing.T) {
	f := In(t.TempDir())
	s := begin(t, f)
	lock := filepath.Join(f.path, lockName)
	_ = os.Remove(lock)
	pipe(t, lock)
	write(t, s, 1)
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Slots that are made while others clear lose nothing.
func TestBeginningWhileOthersClear(t *testing.T) {
	f := In(t.TempDir())
	var wait sync.WaitGroup
	stop := make(chan struct{})
	for range 2 {
		wait.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					if err := f.Clear(); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	for n := range 50 {
		s := begin(t, f)
		write(t, s, n)
		if n%2 == 0 {
			if err := s.Remove(); err != nil {
				t.Error(err)
			}
			continue
		}
		_ = s.Leave()
	}
	close(stop)
	wait.Wait()
	if list := entries(t, f); len(list) != 25 {
		t.Errorf("%d of 25 checkpoints are left", len(list))
	}
}

func TestPlacesWhereNothingCanBeKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	put(t, file, "")
	if _, err := In(filepath.Join(file, "folder")).Begin(); err == nil {
		t.Error("a file was taken for a folder")
	}
	t.Setenv(variable, "relative")
	if _, err := Default(); err == nil {
		t.Error("a relative path was taken")
	}
	t.Setenv(variable, filepath.Dir(file))
	f, err := Default()
	if err != nil || f.Path() != filepath.Dir(file) {
		t.Errorf("%v, %v", f, err)
	}
}

// TestKill ends programs that write checkpoints without a pause: each leaves one that opens.
func TestKill(t *testing.T) {
	const variable = "RECOVERY_TEST_CHILD"
	if path := os.Getenv(variable); path != "" {
		s := begin(t, In(path))
		for n := 1; ; n++ {
			write(t, s, n)
			if n == 2 {
				put(t, filepath.Join(path, "ready"+strconv.Itoa(os.Getpid())), "")
			}
		}
	}
	if runtime.GOOS == "windows" {
		t.Skip("needs signals")
	}
	path := t.TempDir()
	f := In(path)
	kills := 8
	for range kills {
		child, err := os.StartProcess(os.Args[0], []string{os.Args[0], "-test.run=^TestKill$"}, &os.ProcAttr{
			Env: append(os.Environ(), variable+"="+path),
		})
		if err != nil {
			t.Fatal(err)
		}
		ready := filepath.Join(path, "ready"+strconv.Itoa(child.Pid))
		for _, err := os.Stat(ready); err != nil; _, err = os.Stat(ready) {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Duration(child.Pid%40) * time.Millisecond)
		_ = child.Signal(syscall.SIGKILL)
		if _, err := child.Wait(); err != nil {
			t.Fatal(err)
		}
	}
	list := entries(t, f)
	if len(list) != kills {
		t.Fatalf("%d checkpoints of %d programs", len(list), kills)
	}
	for _, e := range list {
		holds(t, e, int(e.About().Cycles))
	}
}

// A date that is to come, of a clock that was wrong or of somebody else, is not believed.
func TestDatesToComeAreNotBelieved(t *testing.T) {
	f := In(t.TempDir())
	late, honest := begin(t, f), begin(t, f)
	a := about(1)
	a.Written = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	if err := late.Write(a, checkpoint(1)); err != nil {
		t.Fatal(err)
	}
	time.Sleep(20 * time.Millisecond)
	write(t, honest, 2)
	_, _ = late.Leave(), honest.Leave()
	list := entries(t, f)
	if len(list) != 2 || list[1].About().Written.After(time.Now()) {
		t.Fatalf("%v", list[len(list)-1].About().Written)
	}
	holds(t, list[0], 2)
	s, err := list[1].Claim()
	if err != nil {
		t.Fatal(err)
	}
	_ = s.Leave()
}

func TestTheFolderKnowsWhatItHolds(t *testing.T) {
	f := In(t.TempDir())
	s := begin(t, f)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(s.path, link); err != nil {
		t.Skip(err)
	}
	for path, want := range map[string]bool{
		filepath.Join(f.path, "m"): true, filepath.Join(s.path, "m"): true, filepath.Join(link, "m"): true,
		filepath.Join(f.path, "..", "m"): false, filepath.Join(t.TempDir(), "m"): false, f.path: false,
	} {
		if f.Holds(path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
	t.Chdir(s.path)
	if !f.Holds("about.json") || f.Holds(filepath.Join("..", "..", "m")) {
		t.Error("paths from the present folder")
	}
	if s.Gone() || os.RemoveAll(s.path) != nil || !s.Gone() {
		t.Error("it does not know whether the slot is there")
	}
}

// Names of temporary files, which differ each time, are left out, so that a failure is told
// once.
func TestFailuresAreTheSameEachTime(t *testing.T) {
	of := func(name string) string {
		return cannot("/checkpoints", &fs.PathError{Op: "mkdir", Path: "/checkpoints/" + name, Err: syscall.EROFS}).Error()
	}
	if of(".new-1") != of(".new-2") || strings.Contains(of(".new-1"), "mkdir") {
		t.Error(of(".new-1"))
	}
}
