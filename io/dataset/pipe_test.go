//go:build unix

package dataset

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Opening a pipe that nobody writes to would wait for ever.
func TestAPipeIsRefusedBeforeItIsOpened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	pictures := writeFile(t, filepath.Dir(path), "images", twoPictures)
	for name, open := range map[string]func() error{
		"images":  func() error { _, err := OpenLabelled(path); return err },
		"labels":  func() error { _, err := Open(pictures, path); return err },
		"picture": func() error { _, err := ReadPicture(path); return err },
		"format":  func() error { _, err := Inspect(path); return err },
	} {
		done := make(chan error, 1)
		go func() { done <- open() }()
		select {
		case err := <-done:
			if err == nil || !strings.Contains(err.Error(), path+": it is a pipe, not an ordinary file") {
				t.Errorf("%s: %v", name, err)
			}
		case <-time.After(5 * time.Second):
			t.Errorf("%s: still waiting", name)
		}
	}
}

func TestInheritedPipesAreRead(t *testing.T) {
	pipe := func(content []byte) string {
		out, in, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = out.Close() })
		go func() {
			_, _ = in.Write(content)
			_ = in.Close()
		}()
		path := fmt.Sprintf("/dev/fd/%d", out.Fd())
		if _, err := os.Stat(path); err != nil {
			t.Skip("no /dev/fd here")
		}
		return path
	}
	s, err := Open(pipe(twoPictures), pipe(gzipped(twoLabels)))
	if err != nil {
		t.Fatal(err)
	}
	if s.Training.Count() != 2 || len(s.Training.Labels) != 2 {
		t.Errorf("%d pictures with %d labels", s.Training.Count(), len(s.Training.Labels))
	}
}
