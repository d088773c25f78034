package checkpoint_test

import (
	"errors"
	"os"
	"testing"
	"time"

	"wakesleep/io/checkpoint"
	"wakesleep/io/recovery"
	"wakesleep/learn"
)

// left is a folder with a checkpoint of a machine in it.
func left(t *testing.T) *recovery.Folder {
	t.Helper()
	f := recovery.In(t.TempDir())
	slot, err := f.Begin()
	if err != nil {
		t.Fatal(err)
	}
	file, err := checkpoint.File(fresh(t, "5"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(slot.Write(recovery.About{Written: time.Now()}, file), slot.Leave()); err != nil {
		t.Fatal(err)
	}
	return f
}

func entry(t *testing.T, f *recovery.Folder) *recovery.Entry {
	t.Helper()
	list, err := f.Abandoned()
	if err != nil || len(list) != 1 {
		t.Fatalf("%d entries, %v", len(list), err)
	}
	return list[0]
}

// A checkpoint goes when its machine is in its place, and stays otherwise.
func TestRecover(t *testing.T) {
	f := left(t)
	full := errors.New("no room")
	if _, _, err := checkpoint.Recover(entry(t, f), func(*learn.Checkpoint) error { return full }); !errors.Is(err, full) {
		t.Error(err)
	}
	e := entry(t, f)
	slot, err := e.Claim()
	if err != nil {
		t.Fatal(err)
	}
	never := func(*learn.Checkpoint) error { t.Error("it was written"); return nil }
	if _, _, err := checkpoint.Recover(e, never); !errors.Is(err, recovery.ErrTaken) {
		t.Error(err)
	}
	_ = slot.Leave()
	var got *learn.Checkpoint
	c, kept, err := checkpoint.Recover(e, func(c *learn.Checkpoint) error { got = c; return nil })
	if err != nil || kept != nil || c == nil || got != c {
		t.Errorf("%v, %v", err, kept)
	}
	if list, err := f.Abandoned(); err != nil || len(list) != 0 {
		t.Errorf("%d entries, %v", len(list), err)
	}
	f = left(t)
	if err := os.Truncate(entry(t, f).Path(), 100); err != nil {
		t.Fatal(err)
	}
	var damaged *checkpoint.DamagedError
	if _, _, err := checkpoint.Recover(entry(t, f), never); !errors.As(err, &damaged) {
		t.Error(err)
	}
	entry(t, f)
}
