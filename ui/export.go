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
	"wakesleep/ui/kit"
	"wakesleep/ui/picker"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// askSaveImage asks for a file and writes an image to it.
func (d *desk) askSaveImage(title, name string, picture image.Image) {
	if picture != nil {
		d.askSaveFile(title, name, "png", func(w io.Writer) error { return png.Encode(w, picture) })
	}
}

// newPictureButton saves or copies a picture, which is nil while there is none. The
// title is that of the dialog for its file.
func (d *desk) newPictureButton(title, name string, picture func() image.Image) *widget.Button {
	var b *widget.Button
	b = kit.NewSaveButton(func() { d.keepPicture(b, title, name, picture()) })
	return b
}

// keepPicture lets a person choose between saving and copying where both can be done.
func (d *desk) keepPicture(below fyne.CanvasObject, title, name string, picture image.Image) {
	switch {
	case picture == nil:
	case d.canCopy():
		d.showMenu(below,
			fyne.NewMenuItem(texts.Of("common.copy.save"), func() { d.askSaveImage(title, name, picture) }),
			fyne.NewMenuItem(texts.Of("common.copy.copy"), func() { d.copyImage(picture) }))
	default:
		d.askSaveImage(title, name, picture)
	}
}

// pictureOf is a sheet's picture, or nil while there is nothing on it.
func pictureOf(s *pictures.Sheet) func() image.Image {
	return func() image.Image {
		if s.Count() == 0 {
			return nil
		}
		return s.Picture(pictureScale)
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
