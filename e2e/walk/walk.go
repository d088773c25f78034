// Package walk presses every control of the program's window: in every room and in the
// menus, and in whatever opens by that, each once. What there is to press it learns from
// ui/inspect alone, so that a new control is pressed without anybody's having thought of
// it.
//
// It sees trouble where the program ends, an error is shown, something is printed, the
// event loop does not answer, or a control cannot be reached by the pointer.
//
// What is left out: quitting; what the system's own dialogs hold, which are cancelled;
// and what never becomes enabled.
package walk

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"wakesleep/e2e/desktop"
	"wakesleep/ui/inspect"
)

// Walk presses the controls of one program.
type Walk struct {
	test    *narrator
	program *desktop.Program
	options Options
	// window is what was seen last.
	window *inspect.Window
	// pressed and seen are controls by where they are.
	pressed map[string]bool
	seen    map[string][]string
	// rooms are the controls of each room that not all rooms have.
	rooms map[string]map[string]bool
	// printed is how much of the program's output is known.
	printed int
	began   time.Time
	// ways are the paths by which controls came to be enabled that are not in the
	// beginning, and there are those that are while nothing is open.
	ways  map[string][]step
	there map[string]bool
	// choices are the paths to the lines that were chosen in a room.
	choices [][]step
	// replaying tells that something is opened again.
	replaying bool
	// asked tells that the system's dialog was open.
	asked bool
	// home is the program's status in the beginning.
	home string

	report Report
}

// Options say what a walk is to know.
type Options struct {
	// Pictures is a folder for a picture of the window after each press; empty for none.
	Pictures string
	// Room is the only one to press the controls of, as in "data"; empty for everything.
	Room string
	// Failure heads the dialogs that tell of errors.
	Failure string
	// Chosen are beginnings of the names of what may change nothing, because it has been
	// chosen already.
	Chosen []string
	// Crash is the file into which the program writes if it crashes.
	Crash string
}

// Report is what a walk found.
type Report struct {
	// Presses counts them, those to open something again included, and Controls what was
	// pressed.
	Presses, Controls int
	// Troubles are what should not be.
	Troubles []string
	// Lost were to be seen and enabled, and no more when it was their turn.
	Lost []string
	// Idle are buttons, choices and lines of menus that were pressed without any change of
	// what the window reports, and Silent other controls: a picture that is only to be
	// looked at takes clicks as well.
	Idle, Silent []string
	// Held is the longest time, in milliseconds, for which the event loop did not answer,
	// and After what was pressed then.
	Held  float64
	After string
	Took  time.Duration
}

// Start starts a program to walk through.
func Start(t desktop.Test, o desktop.Options, options Options) *Walk {
	t.Helper()
	n := &narrator{Test: t}
	return &Walk{
		test: n, program: desktop.Start(n, o), options: options,
		pressed: map[string]bool{}, seen: map[string][]string{}, rooms: map[string]map[string]bool{}, ways: map[string][]step{},
	}
}

// Program is the one that is walked through.
func (k *Walk) Program() *desktop.Program { return k.program }

// Everywhere presses all controls of all rooms, then those that all rooms have, and then
// the lines of the menus.
func (k *Walk) Everywhere() Report {
	k.began = time.Now()
	k.settle()
	k.home = k.status()
	rooms, common := k.look()
	for _, room := range rooms {
		if k.options.Room == "" || room == "room "+k.options.Room {
			k.begin(room)
			k.all("in "+room, room, func(id string) bool { return !common[id] })
		}
	}
	if k.options.Room == "" {
		k.begin(rooms[0])
		k.all("everywhere", rooms[0], func(id string) bool { return common[id] })
		k.menus()
	}
	k.report.Took = time.Since(k.began)
	return k.report
}

// look visits every room, and returns the rooms and the controls that all of them have.
func (k *Walk) look() (rooms []string, common map[string]bool) {
	for _, c := range controls(k.window, 0) {
		if strings.HasPrefix(c.id, "room ") {
			rooms = append(rooms, c.id)
		}
	}
	if len(rooms) == 0 {
		k.test.Fatalf("the window has no rooms")
	}
	for i, room := range rooms {
		k.enter(room)
		here := map[string]bool{}
		for _, c := range controls(k.window, 0) {
			here[c.id] = true
		}
		k.rooms[room] = here
		if i == 0 {
			common = maps.Clone(here)
		}
		maps.DeleteFunc(common, func(id string, _ bool) bool { return !here[id] })
	}
	for _, own := range k.rooms {
		maps.DeleteFunc(own, func(id string, _ bool) bool { return common[id] })
	}
	return rooms, common
}

// enter goes to a room by its button.
func (k *Walk) enter(room string) {
	k.program.Click(room)
	k.settle()
	k.learn([]step{place(room)})
}

// here tells whether a room is the visible one: no other has more of its controls there.
func (k *Walk) here(room string) bool {
	count := map[string]int{}
	for _, c := range controls(k.window, 0) {
		for name, own := range k.rooms {
			if own[c.id] {
				count[name]++
			}
		}
	}
	for _, n := range count {
		if n > count[room] {
			return false
		}
	}
	return true
}

// settle waits for the end of what was begun, and looks for trouble.
func (k *Walk) settle() {
	for {
		w, file := k.program.Settle()
		k.window = w
		if !file {
			break
		}
		k.asked = true
		k.program.CancelFile()
	}
	k.findTrouble()
}

// take presses the last step of a path, and all that opens by it.
func (k *Walk) take(path []step, open []string) {
	before := k.window
	last := path[len(path)-1]
	k.test.doing = pathName(path)
	k.asked = false
	last.take(k)
	k.settle()
	k.report.Presses++
	k.test.Logf("%6.1f s %s", time.Since(k.began).Seconds(), k.test.doing)
	k.picture(path)
	k.learn(path)
	if len(menuLines(before)) > 0 {
		k.choices = append(k.choices, path)
	}
	if same(before, k.window) && !k.asked {
		k.silent(before, last)
	}
	if top := titleOf(k.window); top != "" && !slices.Contains(open, top) {
		k.opened(path, append(slices.Clone(open), top))
	}
}

// silent notes a press that changed nothing.
func (k *Walk) silent(before *inspect.Window, last step) {
	chosen := slices.ContainsFunc(k.options.Chosen, func(name string) bool {
		return strings.HasPrefix(last.name(), name)
	})
	list := &k.report.Idle
	for _, c := range controls(before, before.Overlays) {
		if how, _ := handFor(c.Kind); c.id == last.name() && how != click || chosen {
			list = &k.report.Silent
		}
	}
	*list = append(*list, k.test.doing)
}

// picture keeps a picture of what a press led to.
func (k *Walk) picture(path []step) {
	if k.options.Pictures == "" {
		return
	}
	name := strings.NewReplacer("/", "-", "“", "", "”", "", "…", "").Replace(pathName(path))
	k.program.Screenshot(filepath.Join(k.options.Pictures, fmt.Sprintf("%04d %s.png", k.report.Presses, shorten(name))))
}

// trouble notes what should not be.
func (k *Walk) trouble(format string, args ...any) {
	text := k.test.doing + ": " + fmt.Sprintf(format, args...)
	if !slices.Contains(k.report.Troubles, text) {
		k.report.Troubles = append(k.report.Troubles, text)
		k.test.Logf("trouble: %s", text)
	}
}

// narrator is a Test that says in its last words what was being pressed.
type narrator struct {
	desktop.Test
	doing string
}

// Fatalf is testing.TB's.
func (n *narrator) Fatalf(format string, args ...any) {
	n.Helper()
	n.Test.Fatalf("%s: %s", n.doing, fmt.Sprintf(format, args...))
}
