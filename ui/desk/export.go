package desk

import (
	"context"
	"image"
	"image/png"
	"io"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/atomicfile"
	"wakesleep/ui/chart"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// AskSaveImage asks for a file and writes an image to it.
func (d *Desk) AskSaveImage(title, name string, picture image.Image) {
	if picture != nil {
		d.AskSaveFile(title, name, "png", func(w io.Writer) error { return png.Encode(w, picture) })
	}
}

// NewPictureButton saves or copies a picture, which is nil while there is none. The
// title is that of the dialog for its file.
func (d *Desk) NewPictureButton(title, name string, picture func() image.Image) *widget.Button {
	var b *widget.Button
	b = kit.NewSaveButton(func() { d.keepPicture(b, title, name, picture()) })
	return b
}

// keepPicture lets a person choose between saving and copying where both can be done.
func (d *Desk) keepPicture(below fyne.CanvasObject, title, name string, picture image.Image) {
	switch {
	case picture == nil:
	case d.CanCopy():
		d.ShowMenu(below, d.pictureLines(title, name, picture)...)
	default:
		d.AskSaveImage(title, name, picture)
	}
}

// NewChartButton saves a chart as a picture, as a drawing or as numbers. The chart is as
// it is when a format has been chosen, and nil while there is none; name is that of its
// file, without an extension.
func (d *Desk) NewChartButton(title, name string, current func() Chart) *widget.Button {
	var b *widget.Button
	b = kit.NewSaveButton(func() { d.keepChart(b, title, name, current) })
	return b
}

// Chart writes a chart in a format of [chart.Formats].
type Chart func(w io.Writer, format string) error

func (d *Desk) keepChart(below fyne.CanvasObject, title, name string, current func() Chart) {
	if current() == nil {
		return
	}
	var items []*fyne.MenuItem
	for _, format := range chart.Formats() {
		items = append(items, fyne.NewMenuItem(texts.Of("chart.save.as."+format), func() {
			write := current()
			d.AskSaveFile(title, name+"."+format, format, func(w io.Writer) error { return write(w, format) })
		}))
	}
	d.ShowMenu(below, items...)
}

// Offer lets a person save or copy sheets by the secondary button of the pointer. The
// name is that of their files, without an extension.
func (d *Desk) Offer(name string, sheets ...*pictures.Sheet) {
	for _, s := range sheets {
		s.OnMenu = func(at fyne.Position) {
			menu := fyne.NewMenu("", d.pictureLines(texts.Of("common.copy.title"), name+".png", PictureOf(s)())...)
			widget.ShowPopUpMenuAtPosition(menu, d.window.Canvas(), at)
		}
	}
}

// pictureLines are those of a menu for a picture.
func (d *Desk) pictureLines(title, name string, picture image.Image) []*fyne.MenuItem {
	lines := []*fyne.MenuItem{fyne.NewMenuItem(texts.Of("common.copy.save"), func() { d.AskSaveImage(title, name, picture) })}
	if d.CanCopy() {
		lines = append(lines, fyne.NewMenuItem(texts.Of("common.copy.copy"), func() { d.CopyImage(picture) }))
	}
	return lines
}

// few is how many images a sheet has at most whose picture is of larger pixels.
const few = 4

// PictureOf is a sheet's picture, or nil while there is nothing on it.
func PictureOf(s *pictures.Sheet) func() image.Image {
	return func() image.Image {
		switch n := s.Count(); {
		case n == 0:
			return nil
		case n <= few:
			return s.Picture(3 * pictures.Scale)
		}
		return s.Picture(pictures.Scale)
	}
}

// AskSaveFile asks for a file with an extension, which is without a dot, and lets
// write fill it in the background.
func (d *Desk) AskSaveFile(title, name, extension string, write func(io.Writer) error) {
	kind := strings.ToUpper(extension) + " (*." + extension + ")"
	d.Pick(system.Picker.Save, system.Request{
		Title: title, Name: name, Filters: []system.Filter{{Name: kind, Extensions: []string{extension}}},
	}, func(path string) {
		d.confirmReplace(path, "."+extension, func(whole string) { d.writeFile(whole, write) })
	})
}

// writeFile writes a file in the background and says so.
func (d *Desk) writeFile(path string, write func(io.Writer) error) {
	d.tasks.Start("save "+path, func(context.Context) func() {
		err := atomicfile.Write(path, write, nil)
		return func() {
			if err != nil {
				d.Fail(texts.Of("files.save.failed"), err)
				return
			}
			d.Say(texts.Of("files.save.done", path))
		}
	})
}

// ShowMenu opens a menu below a button, or above it where there is no room below.
func (d *Desk) ShowMenu(below fyne.CanvasObject, items ...*fyne.MenuItem) {
	popup := widget.NewPopUpMenu(fyne.NewMenu("", items...), d.window.Canvas())
	at, size := d.app.Driver().AbsolutePositionForObject(below), popup.MinSize()
	y := at.Y + below.Size().Height
	if y+size.Height > d.window.Canvas().Size().Height {
		y = at.Y - size.Height
	}
	popup.ShowAtPosition(fyne.NewPos(at.X+below.Size().Width-size.Width, y))
}
