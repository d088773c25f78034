package desk

import (
	"fyne.io/fyne/v2"

	"wakesleep/ui/theme"
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
)

// restoreSize gives the window the size that it had last.
func (d *Desk) restoreSize() {
	p := d.app.Preferences()
	width := p.FloatWithFallback(prefWidth, firstWidth)
	height := p.FloatWithFallback(prefHeight, firstHeight)
	d.window.Resize(fyne.NewSize(float32(width), float32(height)))
}

// rememberSize keeps the window's size for the next start.
func (d *Desk) rememberSize() {
	size := d.window.Canvas().Size()
	d.app.Preferences().SetFloat(prefWidth, float64(size.Width))
	d.app.Preferences().SetFloat(prefHeight, float64(size.Height))
}

// Mode is the look that a person chose.
func (d *Desk) Mode() theme.Mode {
	return theme.Mode(d.app.Preferences().StringWithFallback(prefTheme, string(theme.Dark)))
}

// SetMode changes the look, and keeps it for the next start.
func (d *Desk) SetMode(m theme.Mode) {
	d.app.Preferences().SetString(prefTheme, string(m))
	d.app.Settings().SetTheme(theme.New(m))
	d.front.ShowMode(m)
	d.Refresh()
}

// Leave ends the program. What is not saved is lost.
func (d *Desk) Leave() {
	d.rememberSize()
	d.Close()
	d.app.Quit()
}

// Preferences are what is remembered from one start to the next.
func (d *Desk) Preferences() fyne.Preferences { return d.app.Preferences() }
