package desk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"wakesleep/learn/session"
	"wakesleep/ui/tasks"
	"wakesleep/ui/theme"
	"wakesleep/ui/tip"
)

// Keys of what is remembered from one start to the next.
const (
	prefFolder = "folder"
	prefRecent = "recent"
	prefTheme  = "theme"
	prefWidth  = "width"
	prefHeight = "height"
)

// Sizes of the window in the beginning.
const (
	firstWidth  = 1280
	firstHeight = 800
	// mostLength is what a window that was remembered may have at most, each way.
	mostLength = 5_000
)

// Desk is the window's controller: it runs the machine, and hands views of it to the rooms.
// What else it has are objects of their own. Except where noted, its methods are called on
// Fyne's goroutine only.
type Desk struct {
	// Hidden tells that nobody can see the window now, so that nothing need be shown; nil
	// means that somebody always can.
	Hidden func() bool

	*Exchanges
	*Dialogs
	*Paths
	*Exports
	*Files

	app fyne.App

	drawRoom DrawRoom
	// keeper is nil for none.
	keeper Keeper
	// rebinarise is how the user wants the next new machine's pixels drawn.
	rebinarise *bool

	damages  *Damages
	autosave *Autosave
	history  *History
	seeker   *seeker

	seen  session.Status
	found []func() // waits for the next tick
	// free waits for a tick at which nothing is being opened and nothing lies over the window.
	free []func()
	beat uint64 // ticks so far
	// stopTicking ends the clock.
	stopTicking func()
	// left tells that the user has ended the program.
	left bool
}

// New makes a desk with a window that is empty until Furnish; runner has the work done that
// is not for Fyne's goroutine, and threads is how many train.
func New(a fyne.App, threads int, runner *tasks.Runner) *Desk {
	d := &Desk{app: a, stopTicking: func() {}}
	d.Exchanges = &Exchanges{desk: d, threads: threads, now: &present{document: &Document{}}}
	// The theme comes first, so that whatever is made finds its colours.
	a.Settings().SetTheme(theme.New(d.Mode()))
	d.Dialogs = &Dialogs{
		window: a.NewWindow(ProgramName), tasks: runner,
		tips: tip.NewLayer(runner.Do), asked: map[fyne.CanvasObject]*asked{}, Patience: doubleClick,
	}
	d.Paths = &Paths{Dialogs: d.Dialogs, preferences: a.Preferences(), Disk: systemDisk()}
	d.Paths.inputs = d.inputs
	d.Files = &Files{d.Exchanges, d.Paths, map[any]State{}}
	d.Exports = &Exports{Paths: d.Paths}
	d.damages = newDamages(d)
	d.autosave = &Autosave{desk: d, started: time.Now()}
	d.autosave.drawings = &drawings{autosave: d.autosave}
	d.autosave.shelf = d.autosave.newShelf(d.now.document)
	d.history = &History{desk: d}
	d.seeker = &seeker{desk: d}
	return d
}

// Furnish puts what surrounds the rooms, and the rooms, into the window, which has the size
// that it had last.
func (d *Desk) Furnish(f Frame) {
	d.frame = f
	d.history.show()
	d.window.SetPadded(false)
	d.window.SetContent(container.NewStack(f.Object(), d.tips))
	d.window.SetOnDropped(d.dropped)
	width := d.preferences.FloatWithFallback(prefWidth, firstWidth)
	height := d.preferences.FloatWithFallback(prefHeight, firstHeight)
	d.window.Resize(fyne.NewSize(float32(min(width, mostLength)), float32(min(height, mostLength))))
}

// Window is the window.
func (d *Desk) Window() fyne.Window { return d.window }

// History is what can be undone and redone.
func (d *Desk) History() *History { return d.history }

// Do runs a function on Fyne's goroutine, unless the desk is closed by then. It may be
// called from any.
func (d *Desk) Do(f func()) { d.tasks.Do(f) }

// Damages are what the user did to the machine that is shown.
func (d *Desk) Damages() *Damages { return d.damages }

// Latest is the present view, or nil before the first machine is there and
// while it is being replaced.
func (d *Desk) Latest() *View {
	if !d.Ready() {
		return nil
	}
	whole := d.session.Snapshot()
	return &View{
		Identity: d.now.Identity, Snapshot: d.damages.of(whole), Undamaged: whole, Whole: whole.Machine,
		Damage: d.damages.Now, Data: d.now.data, Seeking: d.Seeking(),
	}
}

// Background runs work on a goroutine of its own and what it returns on Fyne's.
// For each key one piece of work runs at a time: a newer request cancels the
// context of the one under way and replaces one that waits. It may be called
// from any goroutine.
func (d *Desk) Background(key string, w func(ctx context.Context) func()) { d.tasks.Start(key, w) }

// Writing is Background for work that writes a file: the program does not end before it has.
func (d *Desk) Writing(key string, w func(ctx context.Context) func()) {
	d.tasks.Start(tasks.Write(key), w)
}

// Aside runs work on a goroutine of its own, whatever else is under way, and what it returns
// on Fyne's. It may be called from any goroutine.
func (d *Desk) Aside(w func() func()) { d.tasks.Run(w) }

// Working tells whether work in the background with a key is under way. It may be
// called from any goroutine.
func (d *Desk) Working(key string) bool { return d.tasks.Busy(key) }

// Busy tells whether anything is under way: work in the background, the replacement of
// machine or data, or a question that takes no answer yet.
func (d *Desk) Busy() bool {
	now := d.waiting()
	return len(d.turns) > 0 || d.coming != nil || !d.tasks.Idle() || now != nil && d.early(now)
}

// Ticks counts those so far.
func (d *Desk) Ticks() uint64 { return d.beat }

// Close ends everything that runs.
func (d *Desk) Close() {
	d.stopTicking()
	d.tasks.Close()
	d.supersede()
	if d.session != nil {
		d.session.Close()
	}
}

// FinishWrites returns when all files are written that the user has asked for, after close.
func (d *Desk) FinishWrites() { d.tasks.FinishWrites() }

// Wait returns when all work in the background has ended, after close.
func (d *Desk) Wait() { d.tasks.Wait.Wait() }

// Mode is the look that the user chose.
func (d *Desk) Mode() theme.Mode {
	return theme.Mode(d.app.Preferences().StringWithFallback(prefTheme, string(theme.Dark)))
}

// SetMode changes the look, and keeps it for the next start.
func (d *Desk) SetMode(m theme.Mode) {
	d.app.Preferences().SetString(prefTheme, string(m))
	d.app.Settings().SetTheme(theme.New(m))
	d.frame.ShowMode(m)
	d.Refresh()
}

// Leave ends the program, and keeps the window's size for the next start. Checkpoints of what
// is saved or given up are removed; the next start offers the others.
func (d *Desk) Leave() {
	size := d.window.Canvas().Size()
	d.preferences.SetFloat(prefWidth, float64(size.Width))
	d.preferences.SetFloat(prefHeight, float64(size.Height))
	d.left = true
	d.autosave.end()
	d.Close()
	d.app.Quit()
}

// Left tells whether the user has ended the program.
func (d *Desk) Left() bool { return d.left }

// Preferences are what is remembered from one start to the next.
func (d *Desk) Preferences() fyne.Preferences { return d.app.Preferences() }
