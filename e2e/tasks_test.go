package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wakesleep/e2e/desktop"
	"wakesleep/ui/inspect"
)

// task is something that a newcomer wants to do.
type task struct {
	name string
	// do does it with the pointer, or with keys alone, and sees that it is done.
	do func(t *testing.T, p *desktop.Program)
}

// tasks are done one after another in one window.
var tasks = []task{
	{"draw a 3 and see it recognised", func(t *testing.T, p *desktop.Program) {
		p.Click("room draw")
		p.Draw("pad", desktop.Digits[3])
		if got := p.Settled("answer"); got != "“3”" {
			t.Errorf("the 3 was recognised as %s", got)
		}
	}},
	{"make the machine dream only sevens", func(t *testing.T, p *desktop.Program) {
		p.Click("room dreams")
		p.Choose("dream of", "7")
		p.Wait("only sevens", func(w *inspect.Window) bool {
			line := w.Find("causes line 3")
			return strings.HasPrefix(w.Find("dream of").Text, "7") && line != nil && strings.Contains(line.Text, "“7”")
		})
	}},
	{"find what one hidden unit stands for", func(_ *testing.T, p *desktop.Program) {
		p.Click("room weights")
		before := p.WaitForWords("unit", "")
		p.ClickAt("units generative", .45, .35, "")
		p.WaitForOther("unit", before)
		p.Object("strongest images")
		p.Object("dreams difference")
	}},
	{"let it sleep 500 cycles", func(t *testing.T, p *desktop.Program) {
		goal := cycle(t, p) + 500
		p.Click("sleep")
		p.WaitForCycle(goal)
		p.WaitForText("phase line", "bar.line.rest")
	}},
	{"undo it", func(t *testing.T, p *desktop.Program) {
		before := cycle(t, p)
		p.Click("undo")
		p.WaitForCycle(before - 500)
	}},
	{"train a machine from nothing", func(_ *testing.T, p *desktop.Program) {
		p.Click("settings")
		p.ClickText("settings.make.button")
		p.WaitForCycle(0)
		p.Click("play")
		p.Wait("some cycles", func(w *inspect.Window) bool {
			at, _ := desktop.Cycle(w.Find("progress").Text)
			return at > 20
		})
	}},
}

// The tasks of docs/TASKS.md can be done, in as many clicks as it says.
func TestNewcomersTasks(t *testing.T) {
	needDesktop(t)
	home := t.TempDir()
	p := start(t, desktop.Options{Home: home})
	told := toldClicks(t)
	for _, task := range tasks {
		before := p.Clicks()
		task.do(t, p)
		expectClicks(t, told, task.name, p.Clicks()-before)
	}
	p.Click("play")
	saveQuitLoad(t, p, told, home)
}

// saveQuitLoad needs no pointer: the system's dialogs take the keys.
func saveQuitLoad(t *testing.T, p *desktop.Program, told map[string]int, home string) {
	t.Helper()
	before := p.Clicks()
	saved := filepath.Join(home, "mine.helmholtz")
	p.WaitForText("play", "bar.play.button")
	cycles := cycle(t, p)
	p.Key("ctrl+s")
	p.ChooseFile(desktop.SaveDialog, saved)
	p.WaitForText("message", "files.save.done", saved)
	quit(t, p)
	clicks := p.Clicks() - before
	p = start(t, desktop.Options{Home: home})
	openMachine(t, p, saved)
	if got := cycle(t, p); got != cycles {
		t.Errorf("the loaded machine shows %d cycles, want %d", got, cycles)
	}
	expectClicks(t, told, "save, quit and load", clicks+p.Clicks())
	quit(t, p)
}

// toldClicks reads the table.
func toldClicks(t *testing.T) map[string]int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "docs", "TASKS.md"))
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]int{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, "|")
		clicks := 0
		if len(cells) < 4 {
			continue
		}
		if _, err := fmt.Sscan(cells[2], &clicks); err == nil {
			told[strings.TrimSpace(cells[1])] = clicks
		}
	}
	return told
}

func expectClicks(t *testing.T, told map[string]int, name string, clicks int) {
	t.Helper()
	if want, ok := told[name]; !ok || want != clicks {
		t.Errorf("%s: %d clicks; docs/TASKS.md says %d", name, clicks, want)
	}
}
