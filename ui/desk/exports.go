package desk

import (
	"bytes"
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
	"wakesleep/ui/tasks"
	"wakesleep/ui/texts"
)

// Exports save and copy pictures, charts and whatever else is not a machine. Its methods are
// called on Fyne's goroutine.
type Exports struct {
	// CopyPicture puts a PNG file's content into the system's clipboard; nil means that
	// pictures cannot be copied.
	CopyPicture func(png []byte) error

	dialogs *Dialogs
	paths   *Paths
	tasks   *tasks.Runner
}

// AskSaveImage asks for a file and writes an image to it.
func (e *Exports) AskSaveImage(title, name string, picture image.Image) {
	if picture != nil {
		e.AskSaveFile(title, name, "png", func(w io.Writer) error { return png.Encode(w, picture) })
	}
}

// NewPictureButton saves or copies a picture, which is nil while there is none. The
// title is that of the dialog for its file.
func (e *Exports) NewPictureButton(title, name string, picture func() image.Image) *widget.Button {
	var b *widget.Button
	b = kit.NewSaveButton(func() { e.keepPicture(b, title, name, picture()) })
	return b
}

// keepPicture lets a person choose between saving and copying where both can be done.
func (e *Exports) keepPicture(below fyne.CanvasObject, title, name string, picture image.Image) {
	switch {
	case picture == nil:
	case e.CanCopy():
		e.dialogs.ShowMenu(below, e.pictureLines(title, name, picture)...)
	default:
		e.AskSaveImage(title, name, picture)
	}
}

// NewChartButton saves a chart as a picture, as a drawing or as numbers. The chart is as
// it is when a format has been chosen, and nil while there is none; name is that of its
// file, without an extension.
func (e *Exports) NewChartButton(title, name string, current func() Chart) *widget.Button {
	var b *widget.Button
	b = kit.NewSaveButton(func() { e.keepChart(b, title, name, current) })
	return b
}

// Chart writes a chart in a format of [chart.Formats].
type Chart func(w io.Writer, format string) error

func (e *Exports) keepChart(below fyne.CanvasObject, title, name string, current func() Chart) {
	if current() == nil {
		return
	}
	var items []*fyne.MenuItem
	for _, format := range chart.Formats() {
		items = append(items, fyne.NewMenuItem(texts.Of("chart.save.as."+format), func() {
			write := current()
			e.AskSaveFile(title, name+"."+format, format, func(w io.Writer) error { return write(w, format) })
		}))
	}
	e.dialogs.ShowMenu(below, items...)
}

// Offer lets a person save or copy sheets by the secondary button of the pointer. The
// name is that of their files, without an extension.
func (e *Exports) Offer(name string, sheets ...*pictures.Sheet) {
	for _, s := range sheets {
		s.OnMenu = func(at fyne.Position) {
			menu := fyne.NewMenu("", e.pictureLines(texts.Of("common.copy.title"), name+".png", PictureOf(s)())...)
			widget.ShowPopUpMenuAtPosition(menu, e.dialogs.window.Canvas(), at)
		}
	}
}

// pictureLines are those of a menu for a picture.
func (e *Exports) pictureLines(title, name string, picture image.Image) []*fyne.MenuItem {
	lines := []*fyne.MenuItem{fyne.NewMenuItem(texts.Of("common.copy.save"), func() { e.AskSaveImage(title, name, picture) })}
	if e.CanCopy() {
		lines = append(lines, fyne.NewMenuItem(texts.Of("common.copy.copy"), func() { e.CopyImage(picture) }))
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
func (e *Exports) AskSaveFile(title, name, extension string, write func(io.Writer) error) {
	kind := strings.ToUpper(extension) + " (*." + extension + ")"
	e.paths.Pick(system.Picker.Save, system.Request{
		Title: title, Name: name, Filters: []system.Filter{{Name: kind, Extensions: []string{extension}}},
	}, func(path string) {
		e.paths.confirmReplace(path, "."+extension, func(whole string) { e.writeFile(whole, write) })
	})
}

// writeFile writes a file in the background and says so.
func (e *Exports) writeFile(path string, write func(io.Writer) error) {
	e.tasks.Start("save "+path, func(context.Context) func() {
		err := atomicfile.Write(path, write, nil)
		return func() {
			if err != nil {
				e.dialogs.Fail(texts.Of("files.save.failed"), err)
				return
			}
			e.dialogs.Say(texts.Of("files.save.done", path))
		}
	})
}

// CanCopy tells whether pictures can be copied.
func (e *Exports) CanCopy() bool { return e.CopyPicture != nil }

// CopyImage puts a picture into the clipboard, in the background, and says so.
func (e *Exports) CopyImage(picture image.Image) {
	if picture == nil || !e.CanCopy() {
		return
	}
	e.tasks.Start("copy", func(context.Context) func() {
		var file bytes.Buffer
		err := png.Encode(&file, picture)
		if err == nil {
			err = e.CopyPicture(file.Bytes())
		}
		return func() {
			if err != nil {
				e.dialogs.Fail(texts.Of("common.copy.failed"), err)
				return
			}
			e.dialogs.Say(texts.Of("common.copy.done"))
		}
	})
}
