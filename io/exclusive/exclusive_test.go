package exclusive_test

import (
	"context"
	"errors"
	"io"
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

// TestNothingToWaitFor: a file that is not there yet, and what is none.
func TestNothingToWaitFor(t *testing.T) {
	folder := t.TempDir()
	for _, path := range []string{filepath.Join(folder, "none"), folder} {
		for range 2 {
			if _, err := exclusive.Take(t.Context(), path); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}
