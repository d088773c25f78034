//go:build unix

package ordinary

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

func fifo(t *testing.T, path string) {
	t.Helper()
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
}

// Each of these would wait for ever, or never end, if it were opened and read.
func TestPipesSocketsAndDevicesAreRefused(t *testing.T) {
	folder := t.TempDir()
	pipe := filepath.Join(folder, "pipe")
	fifo(t, pipe)
	mustBeRefused(t, pipe, "a pipe, not an ordinary file")
	link := filepath.Join(folder, "link")
	if err := os.Symlink(pipe, link); err != nil {
		t.Fatal(err)
	}
	mustBeRefused(t, link, "a pipe, not an ordinary file")
	for _, device := range []string{"/dev/null", "/dev/zero", "/dev/full", "/dev/tty"} {
		if _, err := os.Stat(device); err == nil {
			mustBeRefused(t, device, "a device, not an ordinary file")
		}
	}
	t.Chdir(folder) // a socket's path may have a hundred bytes
	listener, err := net.Listen("unix", "socket")
	if err != nil {
		t.Skip("no sockets here:", err)
	}
	defer listener.Close()
	mustBeRefused(t, "socket", "a socket, not an ordinary file")
}

// Between the question what a path names and its opening, somebody may put a pipe there.
func TestAPipeThatTakesAFilesPlaceIsRefusedToo(t *testing.T) {
	path := put(t, "content")
	folder := filepath.Dir(path)
	pipe, aside := filepath.Join(folder, "pipe"), filepath.Join(folder, "aside")
	fifo(t, pipe)
	stop, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			default:
				_ = os.Rename(path, aside)
				_ = os.Rename(pipe, path)
				_ = os.Rename(path, pipe)
				_ = os.Rename(aside, path)
			}
		}
	}()
	for range 2000 {
		file, err := Open(path)
		if err == nil {
			_ = file.Close()
		}
		var kind *KindError
		if err != nil && !errors.As(err, &kind) && !errors.Is(err, os.ErrNotExist) {
			t.Error(err)
		}
	}
	close(stop)
	<-stopped
}

func TestOpenDoesNotWaitForWriters(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	fifo(t, pipe)
	file, err := os.OpenFile(pipe, os.O_RDONLY|DontWait, 0) // after the first question
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var kind *KindError
	if err := checkOpen(pipe, file); !errors.As(err, &kind) {
		t.Error(err)
	}
}

func TestInheritedPipesAreData(t *testing.T) {
	const content = "what comes down a pipe"
	for _, folder := range []string{"/dev/fd", "/proc/self/fd", "/dev/../dev/fd/"} {
		if _, err := os.Stat(folder); err != nil {
			continue
		}
		out, in, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		path := fmt.Sprintf("%s/%d", folder, out.Fd())
		go func() {
			_, _ = in.WriteString(content)
			_ = in.Close()
		}()
		var kind *KindError
		if _, err := Open(path); !errors.As(err, &kind) {
			t.Errorf("Open of %s: %v", path, err)
		}
		file, err := OpenData(path)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(file); string(got) != content || err != nil {
			t.Errorf("%s: %q, %v", path, got, err)
		}
		_, _ = file.Close(), out.Close()
	}
}

func TestInheritedFilesAreReadFromTheirBeginning(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("elsewhere /dev/fd goes on where the descriptor is")
	}
	const content = "what a file holds"
	held, err := os.Open(put(t, content))
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	for range 2 {
		file, err := OpenData(fmt.Sprintf("/dev/fd/%d", held.Fd()))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(file); string(got) != content || err != nil {
			t.Errorf("%q, %v", got, err)
		}
		_ = file.Close()
	}
}

func TestInheritedDevicesAreRefused(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	path := fmt.Sprintf("/dev/fd/%d", null.Fd())
	if _, err := os.Stat(path); err != nil {
		t.Skip("no /dev/fd")
	}
	var kind *KindError
	if _, err := OpenData(path); !errors.As(err, &kind) {
		t.Errorf("%s: %v", path, err)
	}
}
