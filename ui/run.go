package ui

import (
	"context"
	"runtime"
	"runtime/debug"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"wakesleep/io/machinefile"
	"wakesleep/learn"
	"wakesleep/ui/inspect"
	"wakesleep/ui/picker"
	"wakesleep/ui/texts"
)

// Options are what the program hands to its window.
type Options struct {
	// Picker asks for files; nil or one that is unavailable means the window's own
	// dialogs.
	Picker picker.Picker
	// CopyPicture puts a PNG file's content into the system's clipboard; nil means that
	// pictures cannot be copied.
	CopyPicture func(png []byte) error
	// Starter loads the trained machine that the window starts with; nil, or an
	// error, means a fresh one.
	Starter func() (*machinefile.File, error)
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
	if n := p.Int(prefThreads); n > 0 && n <= mostThreads {
		return n
	}
	return processors
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

// Run opens the window and returns when it is closed. It must be called from the
// main goroutine.
func Run(o Options) {
	reportCrashes()
	debug.SetGCPercent(collectAt)
	runtime.GOMAXPROCS(processors + spare)
	a := fyneapp.NewWithID(programID)
	if len(o.Icon) > 0 {
		a.SetIcon(fyne.NewStaticResource("Icon.png", o.Icon))
	}
	speak(a.Preferences())
	d := newDesk(a, o, fyne.Do)
	stop := inspect.Start(d.window, d.do, d.names)
	defer stop()
	d.bindKeys()
	d.begin()
	d.startTicking()
	d.window.ShowAndRun()
	d.close()
}

// begin loads the first machine in the background, so that the window is there at
// once.
func (d *desk) begin() {
	d.background("machine", func(context.Context) func() {
		trainer, stock, doc, err := firstMachine(d.options.Starter, d.threads)
		return func() {
			if err != nil {
				d.fail(texts.Of("dialog.start"), err)
				return
			}
			d.install(trainer, stock, doc, welcome(trainer))
			if d.options.File != "" {
				d.openAny(d.options.File)
			}
		}
	})
}

// welcome tells what can be done with the first machine.
func welcome(t learn.Training) string {
	if t.Cycles() == 0 {
		return texts.Of("dialog.welcome.fresh")
	}
	return texts.Of("dialog.welcome.trained")
}

// firstMachine is the starter, or where there is none a fresh machine for digits.
func firstMachine(starter func() (*machinefile.File, error), threads int) (learn.Training, *stock, document, error) {
	if starter != nil {
		if file, err := starter(); err == nil {
			trainer, stock, err := trainerOf(file, nil, nil, threads)
			if err == nil {
				return trainer, stock, document{title: texts.Of("files.starter"), savedCycle: trainer.Cycles()}, nil
			}
		}
	}
	stock, err := openStock("digits", true)
	if err != nil {
		return nil, nil, document{}, err
	}
	trainer, err := learn.NewTrainer(defaultsFor(stock.source.Training), stock.source.Training, threads)
	return trainer, stock, document{}, err
}

// bindKeys gives the window its keys that are in no menu.
func (d *desk) bindKeys() {
	d.window.Canvas().SetOnTypedKey(d.typedKey)
	d.window.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { d.history.undo() })
	d.window.Canvas().AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { d.history.redo() })
}

// redoHere redoes a stroke where the drawing pad, or a text where an entry, has the
// focus: the menu takes the key before they do.
func (d *desk) redoHere() {
	if focused, ok := d.window.Canvas().Focused().(fyne.Shortcutable); ok {
		focused.TypedShortcut(&fyne.ShortcutRedo{})
		return
	}
	d.history.redo()
}
