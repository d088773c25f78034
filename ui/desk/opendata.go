package desk

import (
	"context"
	"path/filepath"

	"wakesleep/learn"
	"wakesleep/ui/kit"
	"wakesleep/ui/stock"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// AskOpenData lets a person choose a file of images. It shows all files, since
// MNIST's own have no extension.
func (d *Desk) AskOpenData() {
	d.Pick(system.Picker.Open, system.Request{Title: texts.Of("files.open.images")}, func(path string) { d.OpenData(path) })
}

// OpenData opens a built-in set or a file, straightened if those in use are.
func (d *Desk) OpenData(name string) {
	d.Say(texts.Of("files.open.opening", filepath.Base(name)))
	straighten := d.stock != nil && d.stock.Straightened()
	d.Background("data", func(context.Context) func() {
		m, err := stock.Open(name, straighten)
		return func() {
			if err != nil {
				d.failToOpen(name, texts.Of("files.open.imagesFailed"), err)
				return
			}
			if m.Path != "" {
				d.Remember(m.Path)
			}
			d.UseData(m)
		}
	})
}

// SetStraightened uses the present data straightened, or as they were opened.
func (d *Desk) SetStraightened(on bool) {
	if d.stock == nil || d.stock.Straightened() == on {
		return
	}
	raw, path := d.stock.Raw, d.stock.Path
	d.Background("data", func(context.Context) func() {
		m := stock.New(raw, path, on)
		return func() { d.UseData(m) }
	})
}

// UseData lets the machine go on with other images, or offers a new machine
// where it cannot.
func (d *Desk) UseData(m *stock.Stock) {
	if d.session == nil {
		return
	}
	session, doc := d.session, d.doc
	d.Background("machine", func(context.Context) func() {
		c := session.Checkpoint()
		if c == nil {
			return nil
		}
		training, err := learn.GoOn(c, m.Source.Training, d.threads)
		return func() {
			if err != nil {
				d.offerNewMachine(m, err)
				return
			}
			d.NoteIfAny(texts.Of("history.data"))
			d.Install(training, m, doc, texts.Of("files.open.goesOn", m.Source.Name))
		}
	})
}

// offerNewMachine tells why the machine cannot go on with images.
func (d *Desk) offerNewMachine(m *stock.Stock, why error) {
	d.Say("")
	d.Ask(Question{
		Title: texts.Of("dialog.misfit.title"), Content: kit.Wrapped(texts.Sentence(why.Error())),
		Choices: []Choice{
			{Text: texts.Of("common.cancel"), Act: d.Refresh},
			{Text: texts.Of("dialog.misfit.button"), Act: func() { d.front.OfferMachine(m) }},
		},
	})
}
