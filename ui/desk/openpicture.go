package desk

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"wakesleep/io/dataset"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// AskOpenPicture lets a person choose a picture to recognise.
func (d *Files) AskOpenPicture() {
	d.Pick(system.Picker.Open, system.Request{
		Title:   texts.Of("files.open.picture"),
		Filters: []system.Filter{pictureFiles(), allFiles()},
	}, d.OpenPicture)
}

func pictureFiles() system.Filter {
	names := strings.Join(dataset.Shorts(dataset.Picture), ", ")
	return system.Filter{Name: texts.Of("files.pictures", names), Extensions: dataset.Extensions(dataset.Picture)}
}

// OpenPicture shows the machine a picture, a scan or a photograph: it is put on the pad
// as the machine takes it.
func (d *Files) OpenPicture(path string) {
	if d.session == nil {
		return
	}
	d.Say(texts.Of("files.open.opening", filepath.Base(path)))
	v := d.session.Snapshot()
	width, height := v.Machine.Width, v.Machine.Height
	d.tasks.Start("picture", func(context.Context) func() {
		drawing, err := readDrawing(path, width, height)
		return func() {
			if err != nil {
				d.failToOpen(path, texts.Of("files.open.pictureFailed"), err)
				return
			}
			d.Say("")
			d.Remember(path)
			d.desk.RecogniseInDraw(drawing, filepath.Base(path))
		}
	})
}

// readDrawing finds the ink in a picture and makes it as large as a machine's images.
func readDrawing(path string, width, height int) (Drawing, error) {
	picture, err := dataset.ReadPicture(path)
	if err != nil {
		return Drawing{}, err
	}
	drawing := Drawing{Ink: dataset.Prepare(picture, width, height, false), Width: width, Height: height}
	if drawing.Blank() {
		return Drawing{}, errors.New(texts.Of("files.open.noInk", filepath.Base(path)))
	}
	return drawing, nil
}
