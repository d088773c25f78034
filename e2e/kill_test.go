package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"testing"
	"time"

	"wakesleep/e2e/desktop"
	"wakesleep/io/recovery"
	"wakesleep/ui/inspect"
)

// often has the window keep checkpoints every half second.
var often = map[string]any{"autosave": .5, "room": "watch"}

// checkpoints are those that a window with a home has left.
func checkpoints(t *testing.T, home string) []*recovery.Entry {
	t.Helper()
	list, err := recovery.In(desktop.Checkpoints(home)).Abandoned()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// past waits until a window that trains is past a cycle.
func past(p *desktop.Program, n uint64) {
	p.Wait(fmt.Sprintf("a cycle after %d", n), func(w *inspect.Window) bool {
		at, _ := desktop.Cycle(w.Find("progress").Text)
		return at > n
	})
}

// A window that is killed while it trains offers what it had learnt when it is started
// again, and goes on from there.
func TestKilledWindowsAreRecovered(t *testing.T) {
	needDesktop(t)
	home := t.TempDir()
	p := start(t, desktop.Options{Home: home, Preferences: often})
	p.Click("reset")
	p.ClickText("dialog.reset.button")
	p.WaitForCycle(0)
	p.Click("play")
	p.WaitForCheckpoint(home)
	past(p, cycle(t, p)+20)
	p.Kill()
	list := checkpoints(t, home)
	if len(list) != 1 || list[0].About().Cycles == 0 {
		t.Fatalf("%d checkpoints", len(list))
	}

	p = start(t, desktop.Options{Home: home})
	p.Wait("the offer", func(w *inspect.Window) bool {
		return w.Read(func(o inspect.Object) bool { return o.Overlay && inspect.Says(o.Text, "rescue.text.one") }) != nil
	})
	p.ClickText("rescue.goOn")
	p.WaitForText("message", "rescue.done")
	p.WaitForCycle(list[0].About().Cycles)
	if n := len(checkpoints(t, home)); n != 0 {
		t.Errorf("%d checkpoints are offered to others while one is in use", n)
	}
	p.Click("play")
	past(p, list[0].About().Cycles)
	p.Signal(syscall.SIGQUIT)
	if status := p.WaitForEnd(); status != 128+int(syscall.SIGQUIT) {
		t.Errorf("after SIGQUIT the status is %d", status)
	}
	again := checkpoints(t, home)
	if len(again) != 1 || again[0].About().Cycles <= list[0].About().Cycles {
		t.Errorf("%d checkpoints after SIGQUIT", len(again))
	}
}

// Windows that are ended again and again, at random moments and in several ways, lose no more
// than what was learnt since the last checkpoint. WAKESLEEP_KILLS says how often; a few times
// without.
func TestKillsAtRandomMoments(t *testing.T) {
	needDesktop(t)
	kills := 2
	if text := os.Getenv("WAKESLEEP_KILLS"); text != "" {
		var err error
		if kills, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	home := t.TempDir()
	last := uint64(0)
	for i := range kills {
		p := desktop.Start(t, desktop.Options{Binary: program(t), Home: home, Preferences: often})
		p.Appear()
		if i == 0 {
			p.Click("reset")
			p.ClickText("dialog.reset.button")
			p.WaitForCycle(0)
		} else {
			p.ClickText("rescue.goOn")
			p.WaitForText("message", "rescue.done")
			p.WaitForCycle(last)
		}
		p.Click("play")
		if i == 0 {
			p.WaitForCheckpoint(home)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(2 * time.Second))))
		reached := cycle(t, p)
		with := []syscall.Signal{
			syscall.SIGKILL, syscall.SIGKILL, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGXCPU,
		}[rand.IntN(7)]
		if signal.Ignored(with) { // as it would be by the window
			with = syscall.SIGKILL
		}
		p.Signal(with)
		if i%2 == 1 {
			time.Sleep(time.Duration(rand.Int64N(int64(100 * time.Millisecond))))
			p.Signal(with)
		}
		status := p.WaitForEnd()
		text := p.Kill()
		list := checkpoints(t, home)
		if len(list) != 1 {
			for _, e := range list {
				a := e.About()
				t.Logf("%s: %q %s, %d cycles, written %v, %d bytes", e.Name(), a.Title, a.Kind, a.Cycles, a.Written, e.Bytes())
			}
			t.Fatalf("kill %d: %d checkpoints; it printed %s", i, len(list), text)
		}
		now := list[0].About().Cycles
		if now < last {
			t.Errorf("kill %d: from cycle %d it came to %d", i, last, now)
		}
		if with != syscall.SIGKILL && (status != 128+int(with) || now < reached) {
			t.Errorf("kill %d: %v: status %d, cycle %d after %d; it printed %s", i, with, status, now, reached, text)
		}
		last = now
	}
	t.Logf("%d kills, %d cycles", kills, last)
}
