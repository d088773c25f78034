package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"wakesleep/e2e/desktop"
	"wakesleep/e2e/walk"
	"wakesleep/ui/texts"
)

// scenes are machines and data in front of which everything is pressed. Their files are
// made by a command; without one it is the machine that the program comes with.
var scenes = []struct {
	name    string
	command []string
}{
	{"starter", nil},
	{"classes", []string{"train", "--per-class", "--layers", "20", "--epochs", "1", "--batch", "50", "--rate", ".01"}},
	{"rich", []string{"train", "--layers", "20,10", "--connections", "lateral", "--epochs", "1"}},
	{"bars", []string{"train", "--data", "bars4", "--cycles", "20000"}},
}

// chosen are buttons of which one is on, what every scene begins with, and what a run has
// done by itself before: choosing what is chosen changes nothing.
var chosen = []string{
	"room watch", "draw pen", "show machine", "show curve",
	menuLine("menu.view.title", "watch.title"), menuLine("menu.machine.title", "menu.machine.name"),
	button("chart.show.tip"), button("machine.show.tip"), button("draw.see.tip"), button("draw.vary.tip"), button("draw.fill.tip"),
	button("settings.kind.one.tip"), button("settings.kind.categories.tip"), button("settings.kind.classes.tip"),
	button("settings.connections.plain.tip"), button("settings.connections.rich.tip"),
}

// menuLine and button are what a walk calls what bears the texts of keys.
func menuLine(menu, line string) string {
	return fmt.Sprintf("menu %s > %s", texts.Of(menu), texts.Of(line))
}

func button(tip string) string { return walk.Button(texts.Of(tip)) }

// Every control can be pressed, with every kind of machine, and nothing breaks.
func TestEveryControl(t *testing.T) {
	if os.Getenv("WAKESLEEP_WALK") == "" {
		t.Skip("every control is pressed only with WAKESLEEP_WALK=1, as in make walk")
	}
	needDesktop(t)
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			home := t.TempDir()
			binary, err := buildChecked()
			if err != nil {
				t.Fatal(err)
			}
			o := desktop.Options{Binary: binary, Home: home}
			if s.command != nil {
				o.Arguments = []string{trained(t, binary, home, s.command)}
			}
			k := walk.Start(t, o, walk.Options{
				Pictures: pictures(t, s.name), Room: os.Getenv("WAKESLEEP_ROOM"), Failure: texts.Of("dialog.failed"),
				Chosen: chosen,
				Crash:  filepath.Join(home, "cache", "wakesleep", "crash.txt"),
			})
			t.Cleanup(func() { end(t, k.Program()) })
			k.Program().Appear()
			judge(t, k.Everywhere())
		})
	}
}

// trained makes a machine by a command and returns its file.
func trained(t *testing.T, binary, folder string, command []string) string {
	t.Helper()
	path := filepath.Join(folder, "machine.helmholtz")
	train := exec.Command(binary, append(command, "--out", path)...)
	if out, err := train.CombinedOutput(); err != nil {
		t.Fatalf("cannot train: %v: %s", err, out)
	}
	return path
}

// pictures is the folder for pictures of a scene, if somebody asked for them.
func pictures(t *testing.T, scene string) string {
	t.Helper()
	all := os.Getenv("WAKESLEEP_PICTURES")
	if all == "" {
		return ""
	}
	folder := filepath.Join(all, scene)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	return folder
}

// judge fails a test for what a walk found, and tells the rest.
func judge(t *testing.T, r walk.Report) {
	t.Helper()
	for _, text := range r.Troubles {
		t.Error(text)
	}
	for _, text := range r.Lost {
		t.Errorf("it was there, and could not be pressed any more: %s", text)
	}
	for _, text := range r.Idle {
		t.Errorf("pressing it changed nothing: %s", text)
	}
	for _, text := range r.Silent {
		t.Logf("no change to be seen: %s", text)
	}
	t.Logf("%d controls, %d presses in %v; the event loop was held for at most %.0f ms, at %s",
		r.Controls, r.Presses, r.Took.Round(1e9), r.Held, r.After)
}
