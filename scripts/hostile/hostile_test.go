package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFaultsAreSeen(t *testing.T) {
	refused := outcome{cost: cost{Status: 1}, stderr: []byte("wakesleep: no\n")}
	for want, change := range map[string]func(*outcome){
		"":                             func(*outcome) {},
		"it hangs":                     func(o *outcome) { o.cost.Hung = true },
		"it takes too long":            func(o *outcome) { o.cost.Time, o.cost.Work = time.Minute, 11*time.Second },
		"a signal ended it":            func(o *outcome) { o.cost.Status = 139 },
		"it takes too much memory":     func(o *outcome) { o.cost.Peak, o.rest = 300<<20, 10<<20 },
		"it is accepted":               func(o *outcome) { o.cost.Status = 0 },
		"it says nothing":              func(o *outcome) { o.stderr = nil },
		"it destroys [x]":              func(o *outcome) { o.lost = []string{"x"} },
		"it prints an escape sequence": func(o *outcome) { o.stdout = []byte("\u009b31m") },
		"it says “goroutine”":          func(o *outcome) { o.stderr = []byte("goroutine 1") },
	} {
		o := refused
		change(&o)
		if got := strings.Join(o.faults(), ", "); got != want {
			t.Errorf("%q was found, want %q", got, want)
		}
	}
	busy := refused
	busy.cost.Time, busy.cost.Work = time.Minute, time.Second
	busy.cost.Peak, busy.honest = 500<<20, 300<<20
	if got := busy.faults(); len(got) > 0 {
		t.Errorf("a busy machine and honest content are %q", got)
	}
}

// A content is written as often as it is asked for, the same each time.
func TestContentsRepeat(t *testing.T) {
	for name, c := range map[string]content{
		"many": many("ab", 100_003), "gzip": gzipped(zeros(1 << 20)), "PNG": grey(30, 20), "GIF": frames(3, 3, 4),
		"array": floats("(2, 3)", 6), "changed": without(1, text("abc")), "JPEG": jpegOf(1, 2),
	} {
		var first, second bytes.Buffer
		if err := c(&first); err != nil {
			t.Fatal(err)
		}
		if err := c(&second); err != nil {
			t.Fatal(err)
		}
		if first.Len() == 0 || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s is written with %d bytes and then with %d", name, first.Len(), second.Len())
		}
	}
}

func TestSumsSeeWhatChanged(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "x")
	if err := put(text("a"))(path); err != nil {
		t.Fatal(err)
	}
	if err := fifo(filepath.Join(folder, "f")); err != nil {
		t.Fatal(err)
	}
	before, err := sums(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("b"), 0o600); err != nil {
		t.Fatal(err)
	}
	after, err := sums(folder)
	if err != nil || len(before) != 1 || before["x"] == after["x"] {
		t.Errorf("%v became %v (%v)", before, after, err)
	}
}

func TestNothingBreaksTheTable(t *testing.T) {
	if got := plain("a|b\nc" + clears); strings.ContainsAny(got, "|\n\x1b") {
		t.Errorf("%q", got)
	}
	if got := shortened("äöüß", 3); got != "äö…" {
		t.Errorf("%q", got)
	}
}
