package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/ui/phrase"
	"wakesleep/ui/picker"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
	"wakesleep/ui/tip"
)

// room is one tab of the window. All methods are called on Fyne's goroutine.
type room interface {
	title() string
	icon() fyne.Resource
	// object is the room's content, built once.
	object() fyne.CanvasObject
	// show is called while the room is visible, when something has changed and
	// when it becomes visible.
	show(v *view)
}

// living is a room in which something moves though nothing has changed. Its pulse
// comes with every tick while it is visible.
type living interface {
	pulse(v *view, now time.Time)
}

// view is all that rooms may look at. It is immutable.
type view struct {
	// snapshot and data are never nil, and the machine fits the images' size. The
	// snapshot's machine has the damage that a person did to it.
	snapshot *learn.Snapshot
	data     *dataset.Source
	// whole is the machine without damage, and damage is what was done to it.
	whole  *network.Machine
	damage *damage
	// machineChanged and dataChanged tell whether the machine is another one and
	// the data are others than when the room was shown last.
	machineChanged, dataChanged bool
	// class is the index of the class whose machine a classRoom shows, −1 for all.
	class int
}

// key tells machines of views apart.
func (v *view) key() any {
	if v.snapshot.Classes != nil {
		return v.snapshot.Classes
	}
	return v.snapshot.Machine
}

// everyClass are the machines of all classes where a room is to show them all at
// once, and nil otherwise.
func (v *view) everyClass() *learn.ClassMachines {
	if v.class < 0 {
		return v.snapshot.Classes
	}
	return nil
}

// watchedLabel is the class whose machine is watched, or −1.
func (v *view) watchedLabel() int {
	if v.snapshot.Classes == nil {
		return -1
	}
	return int(v.snapshot.Classes.Labels[v.snapshot.Watched])
}

// whose says which classes' machines a room shows; empty for a single machine.
func (v *view) whose() string {
	switch classes := v.snapshot.Classes; {
	case classes == nil:
		return ""
	case v.class < 0:
		return texts.Of("classes.every")
	default:
		return phrase.Class(classes.Labels[v.snapshot.Watched])
	}
}

// desk is the window's controller: it owns the session and the data, and hands
// views of them to the rooms. Except where noted, its methods are called on
// Fyne's goroutine only.
type desk struct {
	app     fyne.App
	window  fyne.Window
	do      func(func())
	picker  picker.Picker
	options Options
	threads int

	// session and data are nil until the first machine is there, and then never.
	session *learn.Session
	data    *dataset.Source
	// stock is where data come from.
	stock *stock
	// afresh is how a person wants the next new machine's pixels drawn; nil is as the
	// present one's are.
	afresh *bool
	// machines and sources count changes, so that rooms learn of them.
	machines, sources int
	// changing is the number of replacements of machine or data under way.
	changing int

	damages *damages
	history *history
	guide   *guide
	// origin goes with the present training.
	origin *origin

	doc   document
	seen  learn.Status
	found []func() // waits for the next tick
	beat  uint64   // ticks so far
	tasks *tasks
	frame *frame
	tips  *tip.Layer
	menus *menus
	ticks *ticker
	// asked are the questions that wait for an answer, by what is over the window.
	asked map[fyne.CanvasObject]*asked
}

func newDesk(a fyne.App, o Options, do func(func())) *desk {
	d := &desk{
		app: a, do: do, picker: o.Picker, options: o, threads: o.threads(a.Preferences()),
		tasks: newTasks(do), asked: map[fyne.CanvasObject]*asked{},
	}
	// The theme comes first, so that whatever is made finds its colours.
	a.Settings().SetTheme(theme.New(d.mode()))
	d.window = a.NewWindow(programName)
	d.damages = newDamages(d)
	d.history = newHistory(d)
	d.guide = newGuide(d)
	d.tips = tip.NewLayer(do)
	d.frame = newFrame(d)
	d.menus = newMenus(d)
	d.window.SetMainMenu(d.menus.main)
	d.history.show()
	d.window.SetPadded(false)
	d.window.SetContent(container.NewStack(d.frame.object, d.tips))
	d.window.SetOnDropped(d.dropped)
	d.window.SetCloseIntercept(d.quit)
	d.restoreSize()
	return d
}

// ready tells whether there is a machine that can be worked with now.
func (d *desk) ready() bool { return d.session != nil && d.changing == 0 }

// latest is the present view, or nil before the first machine is there and
// while it is being replaced.
func (d *desk) latest() *view {
	if !d.ready() {
		return nil
	}
	whole := d.session.Snapshot()
	return &view{snapshot: d.damages.of(whole), whole: whole.Machine, damage: d.damages.now, data: d.data}
}

// background runs work on a goroutine of its own and what it returns on Fyne's.
// For each key one piece of work runs at a time: a newer request cancels the
// context of the one under way and replaces one that waits. It may be called
// from any goroutine.
func (d *desk) background(key string, w func(ctx context.Context) func()) { d.tasks.start(key, w) }

// close ends everything that runs.
func (d *desk) close() {
	d.ticks.stop()
	d.tasks.close()
	if d.session != nil {
		d.session.Close()
	}
}
