package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"wakesleep/io/machinefile"
	"wakesleep/learn"
	"wakesleep/ui/picker"
	"wakesleep/ui/texts"
)

// extension is that of machine files, without the dot.
var extension = strings.TrimPrefix(machinefile.Extension, ".")

// askOpenMachine lets a person choose a machine's file.
func (d *desk) askOpenMachine() {
	d.guard(texts.Of("dialog.unsaved.open"), func() {
		d.pick(picker.Picker.Open, picker.Request{
			Title:   texts.Of("files.open.machine"),
			Filters: []picker.Filter{machineFiles(), {Name: texts.Of("files.all"), Extensions: []string{"*"}}},
		}, d.openMachine)
	})
}

// machineFiles are the files that machines are kept in.
func machineFiles() picker.Filter {
	return picker.Filter{Name: texts.Of("files.machines", extension), Extensions: []string{extension}}
}

// askOpenData lets a person choose a file of images. It shows all files, since
// MNIST's own have no extension.
func (d *desk) askOpenData() {
	d.pick(picker.Picker.Open, picker.Request{Title: texts.Of("files.open.images")}, func(path string) { d.openData(path) })
}

// pick asks for a file and hands the path on, on Fyne's goroutine. Where the
// system has no dialog, the window's own is shown.
func (d *desk) pick(ask func(picker.Picker, picker.Request) (string, error), r picker.Request, then func(string)) {
	r.Folder = d.lastFolder()
	choose := func(p picker.Picker) (string, error) { return ask(p, r) }
	d.tasks.run(func() {
		path, err := "", picker.ErrUnavailable
		if d.picker != nil {
			path, err = choose(d.picker)
		}
		if errors.Is(err, picker.ErrUnavailable) {
			path, err = choose(picker.Dialog{Window: d.window, Do: d.do})
		}
		d.do(func() { d.picked(path, err, then) })
	})
}

func (d *desk) picked(path string, err error, then func(string)) {
	switch {
	case errors.Is(err, picker.ErrCancelled):
	case errors.Is(err, picker.ErrBusy):
		d.say(texts.Of("files.busy"))
	case err != nil:
		d.fail(texts.Of("files.askFailed"), err)
	default:
		d.app.Preferences().SetString(prefFolder, filepath.Dir(path))
		then(path)
	}
}

// dropped opens a file that was dragged on the window.
func (d *desk) dropped(_ fyne.Position, files []fyne.URI) {
	if len(files) > 0 {
		d.openAny(files[0].Path())
	}
}

// openAny opens a machine or a file of images, whichever it is.
func (d *desk) openAny(path string) {
	if looksLikeImages(path) {
		d.openData(path)
		return
	}
	d.guard(texts.Of("dialog.unsaved.open"), func() { d.openMachine(path) })
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

// openMachine loads a machine, with the data that it was trained on. The running
// one stays as it is unless everything went well.
func (d *desk) openMachine(path string) {
	now, folders := d.stock, []string{filepath.Dir(path), d.lastFolder()}
	d.say(texts.Of("files.open.opening", filepath.Base(path)))
	d.background("machine", func(context.Context) func() {
		trainer, stock, err := loadMachine(path, now, folders, d.threads)
		return func() {
			if err != nil {
				d.say("")
				d.fail(texts.Of("files.open.machineFailed"), err)
				return
			}
			d.remember(path)
			d.noteIfAny(texts.Of("history.opening", filepath.Base(path)))
			d.install(trainer, stock, document{path: path, savedCycle: trainer.Cycles()},
				texts.Of("files.open.done", filepath.Base(path)))
		}
	})
}

func loadMachine(path string, now *stock, folders []string, threads int) (learn.Training, *stock, error) {
	file, err := machinefile.Read(path)
	if err != nil {
		return nil, nil, err
	}
	trainer, stock, err := trainerOf(file, now, folders, threads)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return trainer, stock, nil
}

// trainerOf goes on with the machine, or the machines, of a file.
func trainerOf(file *machinefile.File, now *stock, folders []string, threads int) (learn.Training, *stock, error) {
	saved, err := learn.Open(file.Meta, file.Arrays)
	if err != nil {
		return nil, nil, err
	}
	stock, err := stockFor(saved.About(), now, folders)
	if err != nil {
		return nil, nil, err
	}
	training, err := learn.GoOn(saved, stock.source.Training, threads)
	if err != nil {
		return nil, nil, err
	}
	return training, stock, restAtFinalRate(training, saved)
}

// restAtFinalRate lets a finished machine go on at the rate at which it ended:
// the one at which it began would undo what it has learnt.
func restAtFinalRate(t learn.Training, saved learn.Saved) error {
	final := saved.About().Settings.FinalRate
	if saved.Resumable() || len(final) == 0 {
		return nil
	}
	return t.SetRate(final)
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
		title: texts.Of("dialog.misfit.title"), content: wrapped(sentence(why.Error())),
		choices: []choice{
			{text: texts.Of("common.cancel"), act: d.frame.refresh},
			{text: texts.Of("dialog.misfit.button"), act: func() { d.askNewMachine(m) }},
		},
	})
}

// remember puts a file at the head of the recent ones.
func (d *desk) remember(path string) {
	const most = 8
	p := d.app.Preferences()
	list := slices.DeleteFunc(p.StringList(prefRecent), func(s string) bool { return s == path })
	list = append([]string{path}, list...)
	p.SetStringList(prefRecent, list[:min(len(list), most)])
	p.SetString(prefFolder, filepath.Dir(path))
	d.menus.showRecent()
}

// lastFolder is the folder used last, or the person's own.
func (d *desk) lastFolder() string {
	if folder := d.app.Preferences().String(prefFolder); folder != "" {
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			return folder
		}
	}
	home, _ := os.UserHomeDir()
	return home
}
