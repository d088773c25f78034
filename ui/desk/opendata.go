package desk

import (
	"context"
	"errors"
	"path/filepath"

	"wakesleep/io/dataset"
	"wakesleep/ui/kit"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// AskOpenData lets a person choose a file of images. It shows all files, since
// MNIST's own have no extension.
func (d *Files) AskOpenData() {
	d.Pick(system.Picker.Open, system.Request{Title: texts.Of("files.open.images")}, func(path string) { d.OpenData(path) })
}

// OpenData opens a built-in set or a file, straightened if those in use are.
func (d *Files) OpenData(name string) {
	d.Say(texts.Of("files.open.opening", filepath.Base(name)))
	d.UseData(func(now *dataset.Source) (*dataset.Source, error) {
		m, err := dataset.OpenLabelled(name)
		if err != nil {
			return nil, err
		}
		return m.Straighten(now.Training.Straightened), nil
	}, func(m *dataset.Source, err error) {
		switch {
		case err != nil:
			d.failToOpen(name, texts.Of("files.open.imagesFailed"), err)
		case m.Path != "":
			d.Remember(m.Path)
		}
	})
}

// SetStraightened uses the present data straightened, or as they were opened.
func (d *Files) SetStraightened(on bool) {
	if d.session != nil && d.now.data.Training.Straightened != on {
		d.UseData(func(now *dataset.Source) (*dataset.Source, error) { return now.Straighten(on), nil }, nil)
	}
}

// UseData lets the machine go on with other images, which open makes of those in use, off
// Fyne's goroutine; where it cannot, a new machine is offered. Opened, which may be nil if
// open never fails, is told what open returned.
func (d *Files) UseData(open func(now *dataset.Source) (*dataset.Source, error), opened func(m *dataset.Source, err error)) {
	if d.session == nil {
		return
	}
	d.Exchange(Exchange{
		What: texts.Of("history.data"),
		Prepare: func(_ context.Context, now Present) (Next, error) {
			m, err := open(now.Data)
			if err != nil {
				return Next{}, err
			}
			return Next{Data: m, Said: texts.Of("files.open.goesOn", m.Name)}, nil
		},
		Done: unlessSuperseded(func(err error) {
			unfit := misfit{data: d.now.data}
			if errors.As(err, &unfit) {
				d.offerNewMachine(unfit)
				err = nil
			}
			if opened != nil {
				opened(unfit.data, err)
			}
		}),
	})
}

// offerNewMachine tells why the machine cannot go on with images.
func (d *Files) offerNewMachine(why misfit) {
	d.Say("")
	d.Ask(Question{
		Title: texts.Of("dialog.misfit.title"), Content: kit.Wrapped(texts.Sentence(why.Error())),
		Choices: []Choice{
			{Text: texts.Of("common.cancel"), Act: d.desk.Refresh},
			{Text: texts.Of("dialog.misfit.button"), Act: func() { d.desk.front.OfferMachine(why.data) }},
		},
	})
}
