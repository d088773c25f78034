package ui

import (
	"fyne.io/fyne/v2"

	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
)

// Keys of what is remembered from one start to the next.
const (
	prefCycles = "cycles"
	prefRoom   = "room"
	prefFolder = "folder"
	prefRecent = "recent"
	prefTheme  = "theme"
	prefWidth  = "width"
	prefHeight = "height"
	// prefLanguage is a language's code; empty means the system's.
	prefLanguage = "language"
	// prefThreads is how many threads train.
	prefThreads = "threads"
	// prefWatchMachine tells that a person looks at the machine rather than the curve.
	prefWatchMachine = "watch-machine"
)

// Sizes of the window in the beginning.
const (
	firstWidth  = 1280
	firstHeight = 800
)

// restoreSize gives the window the size that it had last.
func (d *desk) restoreSize() {
	p := d.app.Preferences()
	width := p.FloatWithFallback(prefWidth, firstWidth)
	height := p.FloatWithFallback(prefHeight, firstHeight)
	d.window.Resize(fyne.NewSize(float32(width), float32(height)))
}

// rememberSize keeps the window's size for the next start.
func (d *desk) rememberSize() {
	size := d.window.Canvas().Size()
	d.app.Preferences().SetFloat(prefWidth, float64(size.Width))
	d.app.Preferences().SetFloat(prefHeight, float64(size.Height))
}

func (d *desk) mode() theme.Mode {
	return theme.Mode(d.app.Preferences().StringWithFallback(prefTheme, string(theme.Dark)))
}

func (d *desk) setMode(m theme.Mode) {
	d.app.Preferences().SetString(prefTheme, string(m))
	d.app.Settings().SetTheme(theme.New(m))
	d.menus.showMode(m)
	d.frame.refresh()
}

// quit leaves the program, unless a person wants to keep what was learnt.
func (d *desk) quit() {
	d.guardDrawings(func() {
		d.guard(texts.Of("dialog.unsaved.leave"), func() {
			d.rememberSize()
			d.close()
			d.app.Quit()
		})
	})
}
