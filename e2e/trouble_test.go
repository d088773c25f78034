package e2e

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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

// A file that is damaged, opened in the window, leaves everything as it was.
func TestDamagedFiles(t *testing.T) {
	needDesktop(t)
	home := t.TempDir()
	whole := writeDigits(t, home, 20)
	p := start(t, desktop.Options{Home: home})
	train(t, p, "wake-sleep", 5)
	before, status := cycle(t, p), p.Settled("status")

	text, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	short := filepath.Join(home, "short-images")
	if err := os.WriteFile(short, text[:len(text)-100], 0o600); err != nil {
		t.Fatal(err)
	}
	p.Key("ctrl+shift+o")
	p.ChooseFile(desktop.OpenDialog, short)
	refused(t, p, filepath.Base(short))
	if got := cycle(t, p); got != before {
		t.Errorf("the machine had %d cycles before and %d after", before, got)
	}
	if got := p.Text("status"); got != status {
		t.Errorf("the status became\n%s, was\n%s", got, status)
	}
	train(t, p, "wake", 1)
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
	p.ClickText("OK")
	p.Wait("the end of the dialog", func(w *inspect.Window) bool { return w.Overlays == 0 })
}

// A file on the command line is opened: a machine, or images.
func TestFileAsArgument(t *testing.T) {
	needDesktop(t)
	home := t.TempDir()
	images := writeDigits(t, home, 300)
	p := start(t, desktop.Options{Home: home, Arguments: []string{images}})
	p.WaitForText("status", filepath.Base(images))
	train(t, p, "wake-sleep", 3)
	cycles := cycle(t, p)
	saved := filepath.Join(home, "argument.helmholtz")
	save(t, p, saved)
	quit(t, p)

	p = start(t, desktop.Options{Home: home, Arguments: []string{saved}})
	p.WaitForText("status", "argument.helmholtz")
	p.WaitForCycle(cycles)
	quit(t, p)
}
