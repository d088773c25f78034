package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"wakesleep/io/machinefile"
	"wakesleep/learn"
	"wakesleep/ui/stock"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// extension is that of machine files, without the dot.
var extension = strings.TrimPrefix(machinefile.Extension, ".")

// AskOpenMachine lets a person choose a machine's file.
func (d *Files) AskOpenMachine() {
	d.Pick(system.Picker.Open, system.Request{
		Title: texts.Of("files.open.machine"), Filters: []system.Filter{machineFiles(), allFiles()},
	}, d.openMachine)
}

// machineFiles are the files that machines are kept in.
func machineFiles() system.Filter {
	return system.Filter{Name: texts.Of("files.machines", extension), Extensions: []string{extension}}
}

func allFiles() system.Filter {
	return system.Filter{Name: texts.Of("files.all"), Extensions: []string{"*"}}
}

// dropped opens a file that was dragged on the window: of several a machine, or else the
// first that is not of labels, which images bring along.
func (d *Files) dropped(_ fyne.Position, files []fyne.URI) {
	if len(files) == 0 || d.waiting() != nil {
		return
	}
	chosen := files[0].Path()
	for _, f := range files {
		if strings.EqualFold(filepath.Ext(f.Path()), machinefile.Extension) {
			d.OpenAny(f.Path())
			return
		}
		if kindOf(chosen) == labelsFile {
			chosen = f.Path()
		}
	}
	d.OpenAny(chosen)
}

// OpenAny opens a machine, a file of images or a picture, whichever it is.
func (d *Files) OpenAny(path string) {
	switch kindOf(path) {
	case imagesFile, labelsFile:
		d.OpenData(path)
	case pictureFile:
		d.OpenPicture(path)
	default:
		d.openMachine(path)
	}
}

// openMachine loads a machine, with the data that it was trained on. The running
// one stays as it is unless everything went well.
func (d *Files) openMachine(path string) {
	d.Say(texts.Of("files.open.opening", filepath.Base(path)))
	d.Exchange(Exchange{
		Prepare: func(context.Context, Present) (Next, error) {
			file, err := machinefile.Read(path)
			return Next{instead: func() {
				d.Say("")
				d.Guard(texts.Of("dialog.unsaved.open"), func() { d.goOnWith(path, file) })
			}}, err
		},
		Done: unlessSuperseded(func(err error) { d.failToOpen(path, texts.Of("files.open.machineFailed"), err) }),
	})
}

// goOnWith takes the machine of a file in place of the running one.
func (d *Files) goOnWith(path string, file *machinefile.File) {
	folders := []string{filepath.Dir(path), d.lastFolder()}
	d.Say(texts.Of("files.open.opening", filepath.Base(path)))
	d.Exchange(Exchange{
		What: texts.Of("history.opening", filepath.Base(path)),
		Prepare: func(_ context.Context, now Present) (Next, error) {
			t, data, err := TrainerOf(file, now.Data, folders, now.Threads)
			return Next{Training: t, Data: data, Document: &Document{Path: path}, Said: texts.Of("files.open.done", filepath.Base(path))}, err
		},
		Done: unlessSuperseded(func(err error) {
			if err != nil {
				d.Say("")
				d.Fail(texts.Of("files.open.machineFailed"), fmt.Errorf("%s: %w", path, err))
				return
			}
			d.Remember(path)
		}),
	})
}

// failToOpen tells why a file could not be opened. One that is not there any more leaves
// the list of recent files.
func (d *Files) failToOpen(path, what string, err error) {
	if errors.Is(err, fs.ErrNotExist) {
		d.forget(path)
	}
	d.Say("")
	d.Fail(what, err)
}

// TrainerOf goes on with the machine, or the machines, of a file.
func TrainerOf(file *machinefile.File, now *stock.Stock, folders []string, threads int) (*learn.Trainer, *stock.Stock, error) {
	saved, err := learn.Decode(file.Meta, file.Arrays)
	if err != nil {
		return nil, nil, err
	}
	stock, err := stock.For(&saved.Record, now, folders)
	if err != nil {
		return nil, nil, err
	}
	training, err := learn.Continue(saved, stock.Source.Training, threads)
	if err != nil {
		return nil, nil, err
	}
	return training, stock, restAtFinalRate(training, saved)
}

// restAtFinalRate lets a finished machine go on at the rate at which it ended:
// the one at which it began would undo what it has learnt.
func restAtFinalRate(t *learn.Trainer, saved *learn.Checkpoint) error {
	final := saved.Record.Settings.FinalRate
	if saved.Resumable() || len(final) == 0 {
		return nil
	}
	return t.SetRate(final)
}
