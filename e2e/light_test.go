package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wakesleep/e2e/desktop"
)

// The path that the program is for: look at data, let the machine learn, draw,
// keep it, and find it again.
func TestFirstLight(t *testing.T) {
	needDesktop(t)
	home := t.TempDir()
	files := filepath.Join(home, "my files")
	if err := os.Mkdir(files, 0o700); err != nil {
		t.Fatal(err)
	}
	images := writeDigits(t, files, 2000)
	saved := filepath.Join(files, "mine.helmholtz")

	p := start(t, desktop.Options{Home: home})
	recogniseDrawings(t, p)
	openImages(t, p, images)
	before := p.Text("answer line")
	p.Fill("rate", "0.005")
	p.Key("Return")
	p.WaitForText("message", "bar.rate.changed", "0.005")
	train(t, p, "wake-sleep", 40)
	train(t, p, "sleep", 10)
	readAgain(t, p, before)
	cycles := cycle(t, p)
	status := save(t, p, saved)
	quit(t, p)
	if got := record(t, saved); got.Cycles != cycles || got.Images != 2000 {
		t.Errorf("the file has %d cycles on %d images, the window showed %d", got.Cycles, got.Images, cycles)
	}

	p = start(t, desktop.Options{Home: home})
	openMachine(t, p, saved)
	if got := cycle(t, p); got != cycles {
		t.Errorf("the loaded machine shows %d cycles, want %d", got, cycles)
	}
	if got := p.Text("status"); got != status {
		t.Errorf("the status is\n%s, was\n%s", got, status)
	}
	again := filepath.Join(files, "again")
	save(t, p, again)
	sameBytes(t, saved, again+".helmholtz")
	quit(t, p)
}

// recogniseDrawings draws digits for the machine that the program comes with.
func recogniseDrawings(t *testing.T, p *desktop.Program) {
	t.Helper()
	p.Click("room draw")
	for i, digit := range []int{7, 0, 3} {
		if i > 0 {
			p.Click("clear")
			p.WaitForHidden("answer")
		}
		p.Draw("pad", desktop.Digits[digit])
		p.WaitForWords("answer", "")
		if got := p.Settled("answer"); got != fmt.Sprintf("“%d”", digit) {
			t.Errorf("the %d drawn was recognised as %q", digit, got)
		}
	}
}

func openImages(t *testing.T, p *desktop.Program, path string) {
	t.Helper()
	p.Click("room data")
	p.ClickText("data.open.button")
	p.ChooseFile(desktop.OpenDialog, path)
	p.WaitForText("data facts", "data.facts.whole", filepath.Base(path), 2000, 28, 28)
	p.WaitForWords("status", filepath.Base(path))
}

// readAgain finds the drawing still there and read by the machine as it is now.
func readAgain(t *testing.T, p *desktop.Program, before string) {
	t.Helper()
	p.Click("room draw")
	p.WaitForOther("answer line", before)
	if got := p.Settled("answer"); strings.TrimSpace(got) == "" {
		t.Error("after training nothing is recognised in the drawing")
	}
}

// save saves the machine to another file and returns the status line.
func save(t *testing.T, p *desktop.Program, path string) string {
	t.Helper()
	p.Key("ctrl+shift+s")
	p.ChooseFile(desktop.SaveDialog, path)
	p.WaitForText("message", "files.save.done", path)
	return p.Settled("status")
}

func openMachine(t *testing.T, p *desktop.Program, path string) {
	t.Helper()
	p.Key("ctrl+o")
	p.ChooseFile(desktop.OpenDialog, path)
	p.WaitForText("message", "files.open.done", filepath.Base(path))
	p.Settled("status")
}

func quit(t *testing.T, p *desktop.Program) {
	t.Helper()
	p.Close()
	if status := p.WaitForEnd(); status != 0 {
		t.Errorf("the program ended with status %d", status)
	}
}

func sameBytes(t *testing.T, first, second string) {
	t.Helper()
	a, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(second)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Errorf("%s (%d bytes) and %s (%d bytes) differ", first, len(a), second, len(b))
	}
}
