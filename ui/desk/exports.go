package desk

import (
	"bytes"
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

// Exports save and copy pictures, charts and whatever else is not a machine. Its methods are
// called on Fyne's goroutine.
type Exports struct {
	// CopyPicture puts a PNG file's content into the system's clipboard; nil means that
	// pictures cannot be copied.
	CopyPicture func(png []byte) error

	*Paths
}

// AskSaveImage asks for a file and writes an image to it.
func (e *Exports) AskSaveImage(title, name string, picture image.Image) {
	e.askSaveFile(title, name, "png", func(w io.Writer) error { return png.Encode(w, picture) })
}

// newButton saves as a line of a menu says, or at once where there is only one.
func (e *Exports) newButton(lines func() []*fyne.MenuItem) *kit.Button {
	var b *kit.Button
	b = kit.NewSaveButton(func() {
		switch list := lines(); len(list) {
		case 0:
		case 1:
			list[0].Action()
		default:
			e.ShowMenu(b, list...)
		}
	})
	return b
}

// NewPictureButton saves or copies a picture, which is nil while there is none. The
// title is that of the dialog for its file.
func (e *Exports) NewPictureButton(title, name string, picture func() image.Image) *kit.Button {
	return e.newButton(func() []*fyne.MenuItem { return e.pictureLines(title, name, picture()) })
}

// Chart writes a chart in a format of [chart.Formats].
type Chart func(w io.Writer, format string) error

// NewChartButton saves a chart as a picture, as a drawing or as numbers. The chart is as
// it is when a format has been chosen, and nil while there is none; name is that of its
// file, without an extension.
func (e *Exports) NewChartButton(title, name string, current func() Chart) *kit.Button {
	return e.newButton(func() (lines []*fyne.MenuItem) {
		if current() == nil {
			return nil
		}
		for _, format := range chart.Formats() {
			lines = append(lines, fyne.NewMenuItem(texts.Of("chart.save.as."+format), func() {
				write := current()
				e.askSaveFile(title, name+"."+format, format, func(w io.Writer) error { return write(w, format) })
			}))
		}
		return lines
	})
}

// Offer lets the user save or copy sheets by the secondary button of the pointer. The
// name is that of their files, without an extension.
func (e *Exports) Offer(name string, sheets ...*pictures.Sheet) {
	for _, s := range sheets {
		s.OnMenu = func(at fyne.Position) {
			menu := fyne.NewMenu("", e.pictureLines(texts.Of("common.copy.title"), name+".png", PictureOf(s)())...)
			widget.ShowPopUpMenuAtPosition(menu, e.window.Canvas(), at)
		}
	}
}

// pictureLines are those of a menu for a picture; none for nil.
func (e *Exports) pictureLines(title, name string, picture image.Image) (lines []*fyne.MenuItem) {
	if picture != nil {
		lines = append(lines, fyne.NewMenuItem(texts.Of("common.copy.save"), func() { e.AskSaveImage(title, name, picture) }))
		if e.CanCopy() {
			lines = append(lines, fyne.NewMenuItem(texts.Of("common.copy.copy"), func() { e.CopyImage(picture) }))
		}
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

// askSaveFile asks for a file with an extension, which is without a dot, lets write fill it
// in the background, and says so.
func (e *Exports) askSaveFile(title, name, extension string, write func(io.Writer) error) {
	kind := strings.ToUpper(extension) + " (*." + extension + ")"
	e.pickNew(title, name, system.Filter{Name: kind, Extensions: []string{extension}}, func(path string) {
		e.try("save "+path, func() error { return atomicfile.Write(path, write, nil) },
			func(err error) { e.Fail(texts.Of("files.save.failed"), err) },
			func() { e.Say(texts.Of("files.save.done", path)) })
	})
}

// CanCopy tells whether pictures can be copied.
func (e *Exports) CanCopy() bool { return e.CopyPicture != nil }

// CopyImage puts a picture into the clipboard, in the background, and says so.
func (e *Exports) CopyImage(picture image.Image) {
	if !e.CanCopy() {
		return
	}
	e.try("copy", func() error {
		var file bytes.Buffer
		if err := png.Encode(&file, picture); err != nil {
			return err
		}
		return e.CopyPicture(file.Bytes())
	}, func(err error) { e.Fail(texts.Of("common.copy.failed"), err) }, func() { e.Say(texts.Of("common.copy.done")) })
}
