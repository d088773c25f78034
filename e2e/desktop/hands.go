package desktop

import (
	"fmt"
	"os/exec"
	"strconv"
	"strings"

	"wakesleep/ui/inspect"
	"wakesleep/ui/texts"
)

// xdotool does one thing and returns what it prints.
func xdotool(t Test, arguments ...string) string {
	t.Helper()
	out, err := exec.Command("xdotool", arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("xdotool %s: %v: %s", strings.Join(arguments, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// find returns the visible window of a process with a name, or "".
func find(pid int, name string) string {
	out, _ := exec.Command("xdotool", "search", "--onlyvisible", "--all",
		"--pid", strconv.Itoa(pid), "--name", name).Output()
	first, _, _ := strings.Cut(string(out), "\n")
	return first
}

// front brings a window to the front and waits until it takes the keys.
func (p *Program) front(window string) {
	p.t.Helper()
	wait(p.t, "the window in front", p.running, func() bool {
		out, _ := exec.Command("xdotool", "getactivewindow").Output()
		if strings.TrimSpace(string(out)) == window {
			return true
		}
		_ = exec.Command("xdotool", "windowactivate", window).Run()
		return false
	})
}

// Key presses a key, such as "ctrl+s", in the program's window.
func (p *Program) Key(key string) {
	p.t.Helper()
	p.Keys(key)
}

// Keys presses keys one after another in the program's window.
func (p *Program) Keys(keys ...string) {
	p.t.Helper()
	p.front(p.window)
	xdotool(p.t, append([]string{"key", "--delay", "30"}, keys...)...)
}

// Click clicks into the middle of the object with that name.
func (p *Program) Click(name string) {
	p.t.Helper()
	p.clickOn(p.Object(name))
}

// ClickText clicks on the button with the text of a key, in a dialog if one is open.
func (p *Program) ClickText(key string) {
	p.t.Helper()
	text := texts.Of(key)
	p.clickOn(p.placed("a button “"+text+"”", func(w *inspect.Window) *inspect.Object {
		return w.Read(func(o inspect.Object) bool {
			return o.Visible && o.Kind == "Button" && o.Text == text && o.Overlay == (w.Overlays > 0)
		})
	}))
}

// Choose clicks on the choice with that name, and in what opens on the line that begins
// with a text.
func (p *Program) Choose(name, line string) {
	p.t.Helper()
	p.Click(name)
	p.clickOn(p.placed("a choice “"+line+"…”", func(w *inspect.Window) *inspect.Object {
		return w.Read(func(o inspect.Object) bool {
			return o.Kind == "menuItem" && o.Overlay && strings.HasPrefix(o.Text, line)
		})
	}))
}

// Clicks is how often something was clicked on so far, a stroke of the pen counting as a
// click.
func (p *Program) Clicks() int { return p.clicks }

// ClickAt clicks at a place of an object, given in shares of its sides, with a key held
// down, such as "shift", or none.
func (p *Program) ClickAt(name string, x, y float64, held string) {
	p.t.Helper()
	o := p.Object(name)
	click := []string{"click", "1"}
	if held != "" {
		click = []string{"keydown", held, "click", "1", "keyup", held}
	}
	p.click(o.X+int(x*float64(o.Width)), o.Y+int(y*float64(o.Height)), click...)
}

// ClickPoint clicks on a pixel of the window.
func (p *Program) ClickPoint(x, y int) {
	p.t.Helper()
	p.click(x, y, "click", "1")
}

func (p *Program) clickOn(o inspect.Object) {
	p.t.Helper()
	p.ClickPoint(o.X+o.Width/2, o.Y+o.Height/2)
}

func (p *Program) click(x, y int, how ...string) {
	p.t.Helper()
	p.front(p.window)
	p.clicks++
	xdotool(p.t, append(p.moving(x, y, ".05"), how...)...)
}

// moving are the words that move the pointer to a pixel of the window, and let it rest
// there for some seconds.
func (p *Program) moving(x, y int, seconds string) []string {
	return []string{"mousemove", "--window", p.window, pixel(x), pixel(y), "sleep", seconds}
}

// Stroke draws a straight line from one pixel of the window to another, with the primary
// button held down.
func (p *Program) Stroke(fromX, fromY, toX, toY int) {
	p.t.Helper()
	const steps = 5
	p.front(p.window)
	p.clicks++
	moves := append(p.moving(fromX, fromY, ".03"), "mousedown", "1")
	for i := 1; i <= steps; i++ {
		moves = append(moves, p.moving(fromX+(toX-fromX)*i/steps, fromY+(toY-fromY)*i/steps, ".02")...)
	}
	xdotool(p.t, append(moves, "mouseup", "1")...)
}

// Scroll turns the wheel above a pixel of the window by a number of notches, down or,
// where it is negative, up.
func (p *Program) Scroll(x, y, notches int) {
	p.t.Helper()
	wheel := "5"
	if notches < 0 {
		wheel, notches = "4", -notches
	}
	p.front(p.window)
	xdotool(p.t, append(p.moving(x, y, ".03"), "click", "--repeat", pixel(notches), "--delay", "15", wheel)...)
}

// Fill replaces the text of an entry.
func (p *Program) Fill(name, text string) {
	p.t.Helper()
	p.Click(name)
	p.Wait(name+" to take the keys", func(w *inspect.Window) bool { return w.Find(name).Focused })
	xdotool(p.t, "key", "ctrl+a", "type", "--delay", "20", text)
	p.Wait(name+" with “"+text+"”", func(w *inspect.Window) bool { return w.Find(name).Text == text })
}

// Resize gives the window another size, in pixels.
func (p *Program) Resize(width, height int) {
	p.t.Helper()
	xdotool(p.t, "windowsize", p.window, pixel(width), pixel(height))
	p.Wait(fmt.Sprintf("a window of %d×%d", width, height), func(w *inspect.Window) bool {
		return w.Width == width && w.Height == height
	})
}

// Close asks the window to close, as its cross does.
func (p *Program) Close() {
	p.t.Helper()
	p.Key("alt+F4")
}

func pixel(n int) string { return strconv.Itoa(n) }

// Rest moves the pointer out of the way, to the end of the line of menus, where nothing
// has a tip.
func (p *Program) Rest() {
	p.t.Helper()
	xdotool(p.t, "mousemove", "--window", p.window, pixel(p.Now().Width-2), "2")
}
