// Package ui is the window. Run makes a desk (package desk), which owns the session and
// the data, fills it with the rooms (packages below rooms), and puts a frame round them
// (package frame).
//
// Beside those stand what rooms are furnished with (kit, pictures, pad, chart,
// machineview), words and numbers (texts), and small services.
package ui

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"wakesleep/internal/sentence"
	"wakesleep/io/atomicfile"
	"wakesleep/io/dataset"
	"wakesleep/io/home"
	"wakesleep/io/recovery"
	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/frame"
	"wakesleep/ui/inspect"
	"wakesleep/ui/rescue"
	"wakesleep/ui/rooms/data"
	"wakesleep/ui/rooms/draw"
	"wakesleep/ui/rooms/dreams"
	"wakesleep/ui/rooms/film"
	"wakesleep/ui/rooms/lessons"
	"wakesleep/ui/rooms/maps"
	"wakesleep/ui/rooms/watch"
	"wakesleep/ui/rooms/weights"
	"wakesleep/ui/settings"
	"wakesleep/ui/system"
	"wakesleep/ui/system/preferences"
	"wakesleep/ui/tasks"
	"wakesleep/ui/texts"
)

// Options are what the program hands to its window.
type Options struct {
	// Picker asks for files; nil or one that is unavailable means the window's own
	// dialogs.
	Picker system.Picker
	// CopyPicture puts a PNG file's content into the system's clipboard; nil means that
	// pictures cannot be copied.
	CopyPicture func(png []byte) error
	// OnDisplayLost has a function called, on any goroutine, when the display is gone, after
	// which the process ends; it may be nil.
	OnDisplayLost func(f func())
	// Starter loads the trained machine that the window starts with; nil, or an
	// error, means a fresh one.
	Starter func() (*learn.Checkpoint, error)
	// File is a machine or a file of images to open at the start; it may be empty.
	File string
	// Version and Icon, a PNG picture, are the program's; both may be empty.
	Version string
	Icon    []byte
	// Threads is the number of threads for training; zero means all processors.
	Threads int
}

// threads is the number asked for, or else the one that was chosen last.
func (o Options) threads(p fyne.Preferences) int {
	if o.Threads > 0 {
		return o.Threads
	}
	return settings.Threads(p, processors)
}

// processors is how many threads may train. The window has spare more of Go's own, so
// that it need not wait until Go takes one from a worker, ten milliseconds later: the
// system shares out the real ones faster, and first to who has used them least.
var processors = runtime.GOMAXPROCS(0)

const spare = 2

// collectAt is by how many per cent the heap may grow before it is cleared. Most of it
// are images and weights, in which there is nothing to look for, so that clearing often
// costs next to nothing.
const collectAt = 40

// Prepare reports, in a sentence, why no window can be opened here. It must be called on the
// main goroutine, before Run.
func Prepare() error {
	if err := home.Settle(); err != nil {
		say("note: %v", err)
	}
	if err := checkDisplay(); err != nil {
		return err
	}
	if err := checkToolkit(preferences.ToolkitFolder()); err != nil {
		return err
	}
	return prepareOpenGL()
}

// Run opens the window and returns when it is closed: with the exit status, which after a
// signal is 128 and its number. It must be called from the main goroutine.
func Run(o Options) int {
	system.ReportCrashes()
	debug.SetGCPercent(collectAt)
	runtime.GOMAXPROCS(processors + spare)
	kept := preferences.Open(preferences.Path(desk.ProgramID))
	defer kept.Close()
	a := newApp(o, kept)
	texts.Speak(a.Preferences())
	var keep func()
	d := desk.New(a, o.threads(a.Preferences()), tasks.NewHeld(fyne.Do, func(piece func()) { go keeping(&keep, piece) }))
	d.Picker, d.CopyPicture = o.Picker, o.CopyPicture
	newWindow(d, o.Version)
	probe := newProbe()
	d.Hidden = probe.minimised
	d.Window().SetContent(container.NewStack(d.Window().Content(), probe.Object))
	stop := inspect.Start(d.Window(), d.Do, inspect.Program{Names: d.Names, Busy: d.Busy, Ticks: d.Ticks})
	defer stop()
	if folder, err := recovery.Default(); err == nil {
		d.Autosave().KeepIn(folder)
	}
	keep = func() { within(endTime, func() { tellLost(d.Autosave().Rescue()) }) }
	e := onSignals(keep, func() { quitLoop(a, d) })
	defer keep() // a panic may end the program
	if o.OnDisplayLost != nil {
		o.OnDisplayLost(sync.OnceFunc(func() {
			say("the display is gone; what is not saved is kept for the next start")
			keep()
			os.Exit(1)
		}))
	}
	begin(d, o, e.takeOver)
	d.StartTicking()
	d.Window().ShowAndRun()
	status := 0
	if !d.Left() {
		status = e.exitStatus()
		keep()
	}
	d.Close()
	d.FinishWrites()
	return status
}

// tellLost tells why what is not saved could not be kept; there is no window left for it.
func tellLost(err error) {
	if err != nil {
		say("what is not saved could not be kept for the next start and is lost: %v", err)
	}
}

// keeping runs a piece of work; where it ends the program by a panic, what is not saved is
// kept before.
func keeping(keep *func(), piece func()) {
	calm := false
	defer func() {
		if !calm {
			(*keep)()
		}
	}()
	piece()
	calm = true
}

// within waits for f, but not for longer than a limit.
func within(limit time.Duration, f func()) {
	done := make(chan struct{})
	go func() {
		f()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(limit):
	}
}

// quitLoop closes the desk and ends Fyne's event loop, from any goroutine. Where the loop has
// ended already, Fyne runs what it is given at once, and finds its windows gone.
func quitLoop(a fyne.App, d *desk.Desk) {
	defer func() { _ = recover() }()
	fyne.Do(func() {
		d.Close()
		a.Quit()
	})
}

// begin loads the first machine in the background, so that the window is there at
// once, and has ready called when it is there.
func begin(d *desk.Desk, o Options, ready func()) {
	if recent := d.Recent(); len(recent) > 0 {
		// What a killed program left there; a folder in a network may let it wait.
		go func() { _, _ = atomicfile.Clear(filepath.Dir(recent[0])) }()
	}
	opened := false
	var open func(now desk.Present) (desk.Next, error)
	if o.File != "" {
		open = d.Opening(o.File)
	}
	d.Exchange(desk.Exchange{
		Prepare: func(_ context.Context, now desk.Present) (next desk.Next, err error) {
			if open != nil {
				if next, err = soon(open, now); err == nil {
					opened = true
					return next, nil
				}
			}
			return firstMachine(o.Starter, now)
		},
		Done: func(_ *session.Moment, err error) {
			ready()
			if err != nil {
				d.Fail(texts.Of("dialog.start"), err)
				return
			}
			tellUnkept(d, fyne.CurrentApp().Storage().RootURI().Path())
			switch {
			case opened:
				d.Remember(o.File)
			case o.File != "":
				d.OpenAny(o.File) // it is no machine, or tells why it cannot be opened
			}
			rescue.Begin(d)
		},
	})
}

// fileTime is how long the window has no machine while it opens that of a file: a file in a
// network may let it wait for ever.
const fileTime = 10 * time.Second

// errLate tells that a machine takes too long to be opened first.
var errLate = sentence.Errorf("it takes too long to open")

// soon opens the first machine, or fails when that takes long. So nobody trains a machine
// whose place that of the file is about to take.
func soon(open func(now desk.Present) (desk.Next, error), now desk.Present) (desk.Next, error) {
	type result struct {
		next desk.Next
		err  error
	}
	done, late := make(chan result), make(chan struct{})
	go func() {
		next, err := open(now)
		select {
		case done <- result{next, err}:
		case <-late:
			if next.Training != nil {
				next.Training.Close()
			}
		}
	}()
	select {
	case r := <-done:
		return r.next, r.err
	case <-time.After(fileTime):
		close(late)
		return desk.Next{}, errLate
	}
}

// welcome tells what can be done with the first machine.
func welcome(t *learn.Trainer) string {
	if t.Cycles() == 0 {
		return texts.Of("dialog.welcome.fresh")
	}
	return texts.Of("dialog.welcome.trained")
}

// firstMachine is the starter, or where there is none a fresh machine for digits.
func firstMachine(starter func() (*learn.Checkpoint, error), now desk.Present) (desk.Next, error) {
	if starter != nil {
		if saved, err := starter(); err == nil {
			if next, err := desk.MachineOf(saved, now, nil); err == nil {
				next.Document, next.Said = &desk.Document{Starter: true}, welcome(next.Training)
				return next, nil
			}
		}
	}
	data, err := dataset.OpenLabelled("digits")
	if err != nil {
		return desk.Next{}, err
	}
	data = data.Straighten(true)
	t, err := learn.New(settings.Defaults(data.Training), data.Training, now.Threads)
	if err != nil {
		return desk.Next{}, err
	}
	return desk.Next{Training: t, Data: data, Document: &desk.Document{}, Said: welcome(t)}, nil
}

// newWindow fills the desk's window: with the rooms in the order of the rail, and the
// lesson's strip below them.
func newWindow(d *desk.Desk, version string) (*frame.Frame, *lessons.Guide) {
	g := lessons.NewGuide(d)
	return frame.New(d, frame.Content{Rooms: newRooms(d, g), Below: g.Strip(), Ticked: g.Look, Version: version}), g
}

func newRooms(d *desk.Desk, g *lessons.Guide) []*frame.Tab {
	return []*frame.Tab{
		{Key: "watch", Room: watch.New(d)},
		{Key: desk.DrawRoomKey, Room: draw.New(d)},
		{Key: "weights", Room: weights.New(d)},
		{Key: "dreams", Room: dreams.New(d)},
		{Key: "data", Room: data.New(d)},
		{Key: "map", Room: maps.New(d)},
		{Key: "film", Room: film.New(d)},
		{Key: "lessons", Room: lessons.New(d, g)},
	}
}
