package recovery

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// loseLock deletes a slot's lock, as who cleans or copies only part of a folder does, and
// makes the slot look old.
func loseLock(t *testing.T, slot string) {
	t.Helper()
	past := time.Now().Add(-time.Hour)
	if err := errors.Join(os.Remove(filepath.Join(slot, lockName)), os.Chtimes(slot, past, past)); err != nil {
		t.Fatal(err)
	}
}

// A checkpoint without its lock is offered, can be taken over and deleted, and goes when it
// is too old or there is no room, as others do.
func TestCheckpointsThatHaveLostTheirLock(t *testing.T) {
	for name, use := range map[string]func(f *Folder, e *Entry){
		"claim": func(f *Folder, e *Entry) {
			s, err := e.Claim()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := e.Claim(); !errors.Is(err, ErrTaken) {
				t.Errorf("it is claimed twice: %v", err)
			}
			write(t, s, 2)
			_ = s.Leave()
			holds(t, entries(t, f)[0], 2)
			_ = entries(t, f)[0].Forget()
		},
		"forget": func(_ *Folder, e *Entry) {
			if err := e.Forget(); err != nil {
				t.Error(err)
			}
		},
		"age": func(f *Folder, _ *Entry) {
			time.Sleep(2 * time.Millisecond)
			if err := f.With(Limit{Age: time.Millisecond}).Clear(); err != nil {
				t.Error(err)
			}
		},
		"room": func(f *Folder, _ *Entry) {
			if err := f.With(Limit{Bytes: 1}).Clear(); err != nil {
				t.Error(err)
			}
		},
	} {
		for _, damage := range []func(slot string){
			func(string) {},
			func(slot string) { _ = os.Remove(filepath.Join(slot, aboutName)) },
		} {
			f := In(t.TempDir())
			s := begin(t, f)
			write(t, s, 1)
			_ = s.Leave()
			damage(s.path)
			loseLock(t, s.path)
			if err := f.Clear(); err != nil {
				t.Fatal(err)
			}
			list := entries(t, f)
			if len(list) != 1 {
				t.Fatalf("%s: %d entries", name, len(list))
			}
			if name == "claim" && list[0].About().Cycles == 0 {
				continue // holds would miss the description
			}
			use(f, list[0])
			if paths, _ := f.slots(); len(paths) != 0 {
				t.Errorf("%s: left %v", name, paths)
			}
		}
	}
}

// A living program's slot stays its own when the lock is lost, however little room there is,
// and has a lock again with the next checkpoint.
func TestLivingProgramsThatHaveLostTheirLock(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a file that is open cannot be deleted")
	}
	f := In(t.TempDir())
	s := begin(t, f)
	loseLock(t, s.path)
	_ = f.Clear()
	write(t, s, 1)
	for n := 2; n < 4; n++ {
		loseLock(t, s.path)
		e := f.look(s.path)
		_ = f.With(Limit{Bytes: 1, Age: time.Nanosecond}).Clear()
		if len(entries(t, f)) != 0 || s.Gone() {
			t.Fatal("it was offered or taken")
		}
		loseLock(t, s.path)
		if _, err := e.Claim(); !errors.Is(err, ErrTaken) {
			t.Fatalf("it was claimed: %v", err)
		}
		write(t, s, n)
		if _, err := os.Stat(filepath.Join(s.path, lockName)); err != nil {
			t.Error(err)
		}
	}
	_ = s.Leave()
	e := entries(t, f)[0]
	holds(t, e, 3)
	again, err := e.Claim()
	if err != nil {
		t.Fatal(err)
	}
	loseLock(t, again.path)
	if err := again.Remove(); err != nil {
		t.Error(err)
	}
	if paths, _ := f.slots(); len(paths) != 0 {
		t.Errorf("left %v", paths)
	}
}

// A slot that comes back, as from a backup, is the program's again, unless another has taken
// it over meanwhile.
func TestSlotsThatComeBack(t *testing.T) {
	f := In(t.TempDir())
	s := begin(t, f)
	write(t, s, 1)
	back := func() {
		t.Helper()
		if err := errors.Join(os.RemoveAll(s.path), os.Mkdir(s.path, 0o700)); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(s.path, lockName), "")
	}
	if runtime.GOOS == "windows" {
		t.Skip("a file that is open cannot be deleted")
	}
	back()
	write(t, s, 2)
	if len(entries(t, f)) != 0 {
		t.Error("it is offered")
	}
	back()
	other, err := f.look(s.path).Claim()
	if err != nil {
		t.Fatal(err)
	}
	write(t, other, 3)
	if err := s.Write(about(4), checkpoint(4)); !errors.Is(err, ErrTaken) || !s.Gone() {
		t.Errorf("another's slot was written to: %v", err)
	}
	if err := s.Remove(); err != nil {
		t.Error(err)
	}
	_ = other.Leave()
	holds(t, entries(t, f)[0], 3)
}

// A checkpoint is left all the same where the slot has been deleted.
func TestDeletedSlotsAreReplaced(t *testing.T) {
	f := In(t.TempDir())
	s, err := f.Put(nil, about(1), checkpoint(1))
	if err != nil {
		t.Fatal(err)
	}
	again, err := f.Put(s, about(2), checkpoint(2))
	if err != nil || again != s {
		t.Fatalf("%v, another slot: %v", err, again != s)
	}
	if err := os.RemoveAll(s.path); err != nil {
		t.Skip(err)
	}
	if again, err = f.Put(s, about(3), checkpoint(3)); err != nil || again == s {
		t.Fatal(err)
	}
	_ = again.Leave()
	holds(t, entries(t, f)[0], 3)
}
