package ui

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"wakesleep/learn"
	"wakesleep/ui/kit"
	"wakesleep/ui/phrase"
	"wakesleep/ui/picker"
	"wakesleep/ui/texts"
)

// askOpenData lets a person choose a file of images. It shows all files, since
// MNIST's own have no extension.
func (d *desk) askOpenData() {
	d.pick(picker.Picker.Open, picker.Request{Title: texts.Of("files.open.images")}, func(path string) { d.openData(path) })
}

// looksLikeImages tells by the first bytes whether a file holds images: IDX, or
// compressed with gzip.
func looksLikeImages(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	start := make([]byte, 4)
	n, _ := io.ReadFull(f, start)
	return n == 4 && (string(start) == "\x00\x00\x08\x03" || string(start[:2]) == "\x1f\x8b")
}

// openData opens a built-in set or a file, straightened if those in use are.
func (d *desk) openData(name string) {
	d.say(texts.Of("files.open.opening", filepath.Base(name)))
	straighten := d.stock != nil && d.stock.straightened()
	d.background("data", func(context.Context) func() {
		m, err := openStock(name, straighten)
		return func() {
			if err != nil {
				d.say("")
				d.fail(texts.Of("files.open.imagesFailed"), err)
				return
			}
			if m.path != "" {
				d.remember(m.path)
			}
			d.useData(m)
		}
	})
}

// setStraightened uses the present data straightened, or as they were opened.
func (d *desk) setStraightened(on bool) {
	if d.stock == nil || d.stock.straightened() == on {
		return
	}
	raw, path := d.stock.raw, d.stock.path
	d.background("data", func(context.Context) func() {
		m := newStock(raw, path, on)
		return func() { d.useData(m) }
	})
}

// useData lets the machine go on with other images, or offers a new machine
// where it cannot.
func (d *desk) useData(m *stock) {
	if d.session == nil {
		return
	}
	session, doc := d.session, d.doc
	d.background("machine", func(context.Context) func() {
		c := session.Checkpoint()
		if c == nil {
			return nil
		}
		training, err := learn.GoOn(c, m.source.Training, d.threads)
		return func() {
			if err != nil {
				d.offerNewMachine(m, err)
				return
			}
			d.noteIfAny(texts.Of("history.data"))
			d.install(training, m, doc, texts.Of("files.open.goesOn", m.source.Name))
		}
	})
}

// offerNewMachine tells why the machine cannot go on with images.
func (d *desk) offerNewMachine(m *stock, why error) {
	d.say("")
	d.ask(question{
		title: texts.Of("dialog.misfit.title"), content: kit.Wrapped(phrase.Sentence(why.Error())),
		choices: []choice{
			{text: texts.Of("common.cancel"), act: d.frame.refresh},
			{text: texts.Of("dialog.misfit.button"), act: func() { d.askNewMachine(m) }},
		},
	})
}
