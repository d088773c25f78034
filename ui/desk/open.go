package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"wakesleep/io/dataset"
	"wakesleep/io/machinefile"
	"wakesleep/learn"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// AskOpenMachine lets a person choose a machine's file.
func (d *Files) AskOpenMachine() {
	d.Pick(system.Picker.Open, system.Request{
		Title: texts.Of("files.open.machine"), Filters: []system.Filter{machineFiles(), allFiles()},
	}, d.openMachine)
}

// machineFiles are the files that machines are kept in.
func machineFiles() system.Filter {
	extensions := dataset.Extensions(dataset.Machine)
	return system.Filter{Name: texts.Of("files.machines", extensions[0]), Extensions: extensions}
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
	chosen := ""
	for _, file := range files {
		path := file.Path()
		f, err := dataset.Inspect(path)
		if err == nil && f.Kind == dataset.Machine {
			chosen = path
			break
		}
		if chosen == "" && (err != nil || f.Kind != dataset.Labels) {
			chosen = path
		}
	}
	d.OpenAny(cmp.Or(chosen, files[0].Path()))
}

// OpenAny opens a machine, a file of images or a picture, whichever it is.
func (d *Files) OpenAny(path string) {
	f, err := dataset.Inspect(path)
	if err != nil {
		d.failToOpen(path, texts.Of("files.open.failed"), err)
		return
	}
	switch f.Kind {
	case dataset.Images, dataset.Labels:
		d.OpenData(path)
	case dataset.Picture:
		d.OpenPicture(path)
	case dataset.Machine:
		d.openMachine(path)
	default:
		d.failToOpen(path, texts.Of("files.open.failed"), f.Refuse(path, dataset.Unknown))
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
			}}, dataset.ExplainMachine(path, err)
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
			t, data, note, err := TrainerOf(file, now.Data, folders, now.Threads)
			said := strings.TrimSpace(texts.Of("files.open.done", filepath.Base(path)) + " " + note)
			return Next{Training: t, Data: data, Document: &Document{Path: path}, Said: said}, err
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

// TrainerOf goes on with the machine, or the machines, of a file. The note tells where its
// images may be, or are, others than those that it learnt from.
func TrainerOf(
	file *machinefile.File, now *dataset.Source, folders []string, threads int,
) (t *learn.Trainer, data *dataset.Source, note string, err error) {
	saved, err := learn.Decode(file.Meta, file.Arrays)
	if err != nil {
		return nil, nil, "", err
	}
	want := dataset.Complete(saved.Record.Trained())
	name := dataset.NameOf(want.Origin)
	data, match := dataset.Find(want, now, folders)
	switch match {
	case dataset.Missing:
		return nil, nil, "", errors.New(texts.Of("files.open.missing", name))
	case dataset.Other:
		note = texts.Of("files.open.others", name, data.Name)
		if name == data.Name {
			note = texts.Of("files.open.namesake", name)
		}
	case dataset.Alike:
		note = texts.Of("files.open.alike")
	}
	t, err = learn.Continue(saved, data.Training, threads)
	if err != nil {
		return nil, nil, "", err
	}
	return t, data, note, restAtFinalRate(t, saved)
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
