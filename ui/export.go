package ui

import (
	"context"
	"image"
	"image/png"
	"io"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/atomicfile"
	"wakesleep/ui/picker"
	"wakesleep/ui/texts"
)

// askSaveImage asks for a file and writes an image to it.
func (d *desk) askSaveImage(title, name string, picture image.Image) {
	if picture != nil {
		d.askSaveFile(title, name, "png", func(w io.Writer) error { return png.Encode(w, picture) })
	}
}

// askSaveFile asks for a file with an extension, which is without a dot, and lets
// write fill it in the background.
func (d *desk) askSaveFile(title, name, extension string, write func(io.Writer) error) {
	kind := strings.ToUpper(extension) + " (*." + extension + ")"
	d.pick(picker.Picker.Save, picker.Request{
		Title: title, Name: name, Filters: []picker.Filter{{Name: kind, Extensions: []string{extension}}},
	}, func(path string) {
		d.confirmReplace(path, "."+extension, func(whole string) { d.writeFile(whole, write) })
	})
}

// writeFile writes a file in the background and says so.
func (d *desk) writeFile(path string, write func(io.Writer) error) {
	d.background("save "+path, func(context.Context) func() {
		err := atomicfile.Write(path, write, nil)
		return func() {
			if err != nil {
				d.fail(texts.Of("files.save.failed"), err)
				return
			}
			d.say(texts.Of("files.save.done", path))
		}
	})
}

// showMenu opens a menu below a button, or above it where there is no room below.
func (d *desk) showMenu(below fyne.CanvasObject, items ...*fyne.MenuItem) {
	popup := widget.NewPopUpMenu(fyne.NewMenu("", items...), d.window.Canvas())
	at, size := d.app.Driver().AbsolutePositionForObject(below), popup.MinSize()
	y := at.Y + below.Size().Height
	if y+size.Height > d.window.Canvas().Size().Height {
		y = at.Y - size.Height
	}
	popup.ShowAtPosition(fyne.NewPos(at.X+below.Size().Width-size.Width, y))
}
