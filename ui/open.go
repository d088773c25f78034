package ui

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
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
