package exclusive_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"wakesleep/io/atomicfile"
	"wakesleep/io/exclusive"
)

// TestNoChangeIsLost: many count up a number in a file that each of them replaces.
func TestNoChangeIsLost(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "number")
	if err := os.WriteFile(path, []byte("0"), 0o600); err != nil {
		t.Fatal(err)
	}
	const programs, times = 10, 10
	var all sync.WaitGroup
	for range programs {
		all.Go(func() {
			for range times {
				if err := countUp(t.Context(), path); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if text, err := os.ReadFile(path); err != nil || string(text) != strconv.Itoa(programs*times) {
		t.Errorf("counted to %s, %v", text, err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("left are %v, %v", left, err)
	}
}

func countUp(ctx context.Context, path string) error {
	release, err := exclusive.Take(ctx, path)
	if err != nil {
		return err
	}
	defer release()
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(string(text))
	if err != nil {
		return err
	}
	write := func(w io.Writer) error {
		_, err := io.WriteString(w, strconv.Itoa(n+1))
		return err
	}
	return atomicfile.Write(path, write, nil)
}

// TestWaitingEnds with the context.
func TestWaitingEnds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	release, err := exclusive.Take(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := exclusive.Take(ctx, path); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	release()
	again, err := exclusive.Take(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	again()
}

// TestNothingToWaitFor: what can be no file.
func TestNothingToWaitFor(t *testing.T) {
	folder := t.TempDir()
	for _, path := range []string{filepath.Join(folder, "no", "folder"), folder} {
		for range 2 {
			if _, err := exclusive.Take(t.Context(), path); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}

// TestOneMakesAFile: of many that see none and make one, all but the first find it.
func TestOneMakesAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.Symlink(path, path+"link"); err == nil {
		path += "link"
	}
	seen := exclusive.Look(path)
	made := make(chan string, 8)
	var all sync.WaitGroup
	for i := range cap(made) {
		all.Go(func() {
			text := strconv.Itoa(i)
			now, err := exclusive.ReplaceSeen(path, seen, func() error {
				time.Sleep(10 * time.Millisecond)
				return atomicfile.Write(path, func(w io.Writer) error {
					_, err := io.WriteString(w, text)
					return err
				}, nil)
			})
			switch {
			case err == nil && !now.Lost(path):
				made <- text
			case !errors.Is(err, exclusive.ErrChanged):
				t.Error(err, now)
			}
		})
	}
	all.Wait()
	text, err := os.ReadFile(path)
	if err != nil || len(made) != 1 || <-made != string(text) {
		t.Errorf("it was made %d times more, and holds %q, %v", len(made), text, err)
	}
}

func TestFilesThatOthersChangeAreSeen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	write := func(text string) {
		t.Helper()
		if err := errors.Join(os.WriteFile(path+"new", []byte(text), 0o600), os.Rename(path+"new", path)); err != nil {
			t.Fatal(err)
		}
	}
	none := exclusive.Look(path)
	if !none.None() || none.Lost(path) {
		t.Error("a file that is not there was seen")
	}
	write("one")
	seen := exclusive.Look(path)
	if seen.None() || seen.Lost(path) || !none.Lost(path) {
		t.Error("a file that is there was not seen")
	}
	text, err := json.Marshal(seen)
	var kept exclusive.Seen
	if err != nil || json.Unmarshal(text, &kept) != nil || kept.Lost(path) || !kept.Is(seen) {
		t.Errorf("kept as %s, %v", text, err)
	}
	for name, change := range map[string]func(){
		"longer": func() { write("longer") },
		"time": func() {
			if err := os.Chtimes(path, time.Time{}, seen.Time.Add(time.Second)); err != nil {
				t.Fatal(err)
			}
		},
		"another of the same size and time": func() {
			write("two")
			if err := os.Chtimes(path, time.Time{}, seen.Time); err != nil {
				t.Fatal(err)
			}
		},
	} {
		write("one")
		if err := os.Chtimes(path, time.Time{}, seen.Time); err != nil {
			t.Fatal(err)
		}
		seen = exclusive.Look(path)
		if change(); !seen.Lost(path) {
			t.Errorf("%s: not noticed", name)
		}
		if _, err := exclusive.ReplaceSeen(path, seen, func() error { t.Error("replaced"); return nil }); !errors.Is(err, exclusive.ErrChanged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := os.Remove(path); err != nil || seen.Lost(path) {
		t.Error("a file that is gone would be lost", err)
	}
}

// TestSeenComesThroughJSON: whatever the date of a file and the zone, it is known again.
func TestSeenComesThroughJSON(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("one"), 0o600); err != nil {
		t.Fatal(err)
	}
	odd := time.FixedZone("odd", 53*60+28)
	for _, year := range []int{-9000, -1, 1, 1850, 1969, 1970, 2026, 2300, 9999, 12000} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		seen := exclusive.SeenAs(dated{info, time.Date(year, 1, 1, 0, 0, 0, 1, odd)})
		text, err := json.Marshal(seen)
		var kept exclusive.Seen
		if err != nil || json.Unmarshal(text, &kept) != nil || !kept.Is(seen) {
			t.Errorf("%d: kept as %s, %v", year, text, err)
		}
	}
}

// dated is a file with another date.
type dated struct {
	fs.FileInfo
	time time.Time
}

func (d dated) ModTime() time.Time { return d.time }
