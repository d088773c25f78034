package e2e

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"wakesleep/e2e/desktop"
	"wakesleep/ui/inspect"
)

func TestWithoutDisplay(t *testing.T) {
	command := exec.Command(program(t))
	for _, v := range desktop.Environment(t.TempDir()) {
		if !strings.HasPrefix(v, "DISPLAY=") && !strings.HasPrefix(v, "WAYLAND_DISPLAY=") {
			command.Env = append(command.Env, v)
		}
	}
	out, err := command.CombinedOutput()
	var ended *exec.ExitError
	if !errors.As(err, &ended) || ended.ExitCode() <= 0 {
		t.Errorf("without a display the program ended with %v", err)
	}
	text := strings.TrimSpace(string(out))
	if !strings.Contains(text, "display") || strings.Contains(text, "goroutine") {
		t.Errorf("without a display the program said:\n%s", text)
	}
}

// Files that are damaged, opened in the window, leave everything as it was.
func TestDamagedFiles(t *testing.T) {
	needDesktop(t)
	home := t.TempDir()
	images := writeDigits(t, home, 20)
	p := start(t, desktop.Options{Home: home})
	train(t, p, "wake-sleep", 5)
	machine := filepath.Join(home, "whole.helmholtz")
	status := save(t, p, machine)
	before := cycle(t, p)

	for key, whole := range map[string]string{"ctrl+shift+o": images, "ctrl+o": machine} {
		short := shorten(t, whole)
		p.Key(key)
		p.ChooseFile(desktop.OpenDialog, short)
		refused(t, p, filepath.Base(short))
		if got := cycle(t, p); got != before {
			t.Errorf("the machine had %d cycles before %s and %d after", before, short, got)
		}
		if got := p.Text("status"); got != status {
			t.Errorf("the status became\n%s, was\n%s", got, status)
		}
	}
	train(t, p, "wake", 1)
}

// shorten writes a copy of a file that lacks the end, and returns its path.
func shorten(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	short := filepath.Join(filepath.Dir(path), "short-"+filepath.Base(path))
	if err := os.WriteFile(short, text[:len(text)-100], 0o600); err != nil {
		t.Fatal(err)
	}
	return short
}

// refused waits for a dialog that says what did not work, and closes it.
func refused(t *testing.T, p *desktop.Program, file string) {
	t.Helper()
	p.Wait("a dialog about "+file, func(w *inspect.Window) bool {
		for _, o := range w.Objects {
			if o.Overlay && strings.Contains(o.Text, file) {
				return true
			}
		}
		return false
	})
	p.ClickText("common.ok")
	p.Wait("the end of the dialog", func(w *inspect.Window) bool { return w.Overlays == 0 })
}

// A file on the command line is opened: a machine, or images.
func TestFileAsArgument(t *testing.T) {
	needDesktop(t)
	home := t.TempDir()
	images := writeDigits(t, home, 300)
	p := start(t, desktop.Options{Home: home, Arguments: []string{images}})
	p.WaitForWords("status", filepath.Base(images))
	train(t, p, "wake-sleep", 3)
	cycles := cycle(t, p)
	saved := filepath.Join(home, "argument.helmholtz")
	save(t, p, saved)
	quit(t, p)

	p = start(t, desktop.Options{Home: home, Arguments: []string{saved}})
	p.WaitForWords("status", "argument.helmholtz")
	p.WaitForCycle(cycles)
	quit(t, p)
}

// On a small screen nothing asks for more room than there is.
func TestSmallScreen(t *testing.T) {
	needDesktop(t)
	p := start(t, desktop.Options{Home: t.TempDir()})
	p.Resize(1024, 640)
	for _, room := range []string{"watch", "data", "map", "weights", "dreams", "draw"} {
		p.Click("room " + room)
		if room == "draw" {
			p.Draw("pad", desktop.Digits[2])
			p.WaitForWords("answer", "")
		}
		p.Still()
		if w := p.Now(); w.Width != 1024 || w.Height != 640 {
			t.Errorf("room %s makes the window %d×%d", room, w.Width, w.Height)
		}
	}
}

// A pipe that nobody writes to is refused, however it is opened, and freezes nothing.
func TestPipesAreRefused(t *testing.T) {
	needDesktop(t)
	home := t.TempDir()
	pipe := filepath.Join(home, "pipe.helmholtz")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	p := start(t, desktop.Options{Home: home, Arguments: []string{pipe}})
	refused(t, p, "pipe.helmholtz")
	p.Key("ctrl+o")
	p.ChooseFile(desktop.OpenDialog, pipe)
	refused(t, p, "pipe.helmholtz")
	train(t, p, "wake-sleep", 2)
}
