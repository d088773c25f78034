package desk

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"wakesleep/internal/sentence"
	"wakesleep/io/checkpoint"
	"wakesleep/io/dataset"
	"wakesleep/io/exclusive"
	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// AskOpenMachine lets the user choose a machine's file.
func (d *Files) AskOpenMachine() {
	d.askOpen(texts.Of("files.open.machine"), d.openMachine, machineFiles(), allFiles())
}

// AskOpenPicture lets the user choose a picture to recognise.
func (d *Files) AskOpenPicture() {
	extensions, names := dataset.Extensions(dataset.Picture), strings.Join(dataset.Shorts(dataset.Picture), ", ")
	pictures := system.Filter{Name: texts.Of("files.pictures", names), Extensions: extensions}
	d.askOpen(texts.Of("files.open.picture"), d.OpenPicture, pictures, allFiles())
}

// AskOpenData lets the user choose a file of images. It shows all files, since MNIST's own
// have no extension.
func (d *Files) AskOpenData() { d.askOpen(texts.Of("files.open.images"), d.OpenData) }

func (d *Files) askOpen(title string, open func(path string), kinds ...system.Filter) {
	d.Pick(system.Picker.Open, system.Request{Title: title, Filters: kinds}, open)
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
	d.sayOpening(files[0].Path())
	d.look(func() func() {
		path, f, err := d.choose(files)
		return func() { d.open(path, f, err) }
	})
}

// choose picks the file to open of several.
func (d *Files) choose(files []fyne.URI) (path string, f *dataset.Format, err error) {
	for _, file := range files {
		is, failed := d.Disk.Inspect(file.Path())
		machine := failed == nil && is.Kind == dataset.Machine
		if machine || path == "" && (failed != nil || is.Kind != dataset.Labels) {
			path, f, err = file.Path(), is, failed
		}
		if machine {
			return path, f, err
		}
	}
	if path == "" {
		path = files[0].Path()
		f, err = d.Disk.Inspect(path)
	}
	return path, f, err
}

// OpenAny opens a machine, a file of images or a picture, whichever it is.
func (d *Files) OpenAny(path string) {
	d.sayOpening(path)
	d.look(func() func() {
		f, err := d.Disk.Inspect(path)
		return func() { d.open(path, f, err) }
	})
}

// open opens a file of a format, or tells why it has none. While a question waits that has
// come up meanwhile, nothing is opened.
func (d *Files) open(path string, f *dataset.Format, err error) {
	switch {
	case d.waiting() != nil:
		d.Say("")
	case err != nil:
		d.failToOpen(path, texts.Of("files.open.failed"), err)
	case f.Kind == dataset.Images, f.Kind == dataset.Labels:
		d.OpenData(path)
	case f.Kind == dataset.Picture:
		d.OpenPicture(path)
	case f.Kind == dataset.Machine:
		d.openMachine(path)
	default:
		d.failToOpen(path, texts.Of("files.open.failed"), f.Refuse(path, dataset.Unknown))
	}
}

func (d *Files) sayOpening(path string) { d.Say(texts.Of("files.open.opening", filepath.Base(path))) }

// openMachine loads a machine, with the data that it was trained on. The running
// one stays as it is unless everything went well.
func (d *Files) openMachine(path string) {
	d.sayOpening(path)
	d.Exchange(Exchange{
		Prepare: func(context.Context, Present) (Next, error) {
			found := d.Disk.look(path)
			saved, err := checkpoint.Read(path)
			return Next{instead: func() {
				d.Say("")
				d.Guard(texts.Of("dialog.unsaved.open"), func() { d.goOnWith(path, saved, found) })
			}}, dataset.ExplainMachine(path, err)
		},
		Done: unlessSuperseded(func(err error) { d.failToOpen(path, texts.Of("files.open.machineFailed"), err) }),
	})
}

// goOnWith takes the machine of a file, as it was found, in place of the running one. Where
// its images were found by the user, they are in a file.
func (d *Files) goOnWith(path string, saved *learn.Checkpoint, found exclusive.Seen, images ...string) {
	last := d.preferences.String(prefFolder)
	d.sayOpening(path)
	d.Exchange(Exchange{
		What: texts.Of("history.opening", filepath.Base(path)),
		Prepare: func(_ context.Context, now Present) (Next, error) {
			return d.nextOf(path, saved, found, now, last, images...)
		},
		Done: unlessSuperseded(func(err error) {
			var missing *missingError
			if errors.As(err, &missing) {
				d.askImages(texts.Of("files.open.lost", missing.name), images, func(pointedOut string) {
					d.goOnWith(path, saved, found, pointedOut)
				})
				return
			}
			if err != nil {
				d.failToOpen(path, texts.Of("files.open.machineFailed"), sentence.Errorf("%s: %w", path, err))
				return
			}
			d.Remember(path)
		}),
	})
}

// nextOf goes on with the machine of a file, as it was found, off Fyne's goroutine.
func (d *Files) nextOf(path string, saved *learn.Checkpoint, found exclusive.Seen, now Present, last string, images ...string) (Next, error) {
	next, err := MachineOf(saved, now, append(images, filepath.Dir(path), d.folder(last)))
	next.Document = &Document{Path: path, seen: found}
	next.Said = strings.TrimSpace(texts.Of("files.open.done", filepath.Base(path)) + " " + next.Said)
	return next, err
}

// Opening is how the machine of a file is prepared as the window's first, off Fyne's
// goroutine. It fails for what is no machine.
func (d *Files) Opening(path string) func(now Present) (Next, error) {
	d.sayOpening(path)
	last := d.preferences.String(prefFolder)
	return func(now Present) (next Next, err error) {
		f, err := d.Disk.Inspect(path)
		if err != nil {
			return next, err
		}
		if f.Kind != dataset.Machine {
			return next, f.Refuse(path, dataset.Machine)
		}
		found := d.Disk.look(path)
		saved, err := checkpoint.Read(path)
		if err != nil {
			return next, dataset.ExplainMachine(path, err)
		}
		return d.nextOf(path, saved, found, now, last)
	}
}

// failToOpen tells why a file could not be opened. One that is not there any more leaves
// the list of recent files.
func (d *Files) failToOpen(path, what string, err error) {
	if errors.Is(err, fs.ErrNotExist) {
		d.forget(path)
	}
	d.Say("")
	d.FailWith(path, what, err)
}

// MachineOf goes on with what was saved. It says where its images may be, or are, others
// than those that it learnt from, and where another engine began its training.
func MachineOf(saved *learn.Checkpoint, now Present, folders []string) (next Next, err error) {
	want := dataset.Complete(saved.Record.Trained())
	name := dataset.NameOf(want.Origin)
	data, match := dataset.Find(want, now.Data, folders)
	switch match {
	case dataset.Missing:
		return next, &missingError{name}
	case dataset.Other:
		next.Said = texts.Of("files.open.others", name, data.Name)
		if name == data.Name {
			next.Said = texts.Of("files.open.namesake", name)
		}
	case dataset.Alike:
		next.Said = texts.Of("files.open.alike")
	}
	if begun := saved.Record.Begun(); saved.Resumable() && begun != learn.Engine {
		next.Said = strings.TrimSpace(next.Said + " " + texts.Of("files.open.engine", begun, learn.Engine))
	}
	next.Data = data
	if next.Training, err = learn.Continue(saved, data.Training, now.Threads); err == nil {
		err = restAtFinalRate(next.Training, saved)
	}
	return next, err
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

// OpenData opens a built-in set or a file, straightened if those in use are.
func (d *Files) OpenData(name string) {
	d.sayOpening(name)
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
	var m *dataset.Source
	d.Exchange(Exchange{
		What: texts.Of("history.data"),
		Prepare: func(_ context.Context, now Present) (Next, error) {
			images, err := open(now.Data)
			if err != nil {
				return Next{}, err
			}
			m = images
			return Next{Data: m, Said: texts.Of("files.open.goesOn", m.Name)}, nil
		},
		Done: func(_ *session.Moment, err error) {
			if errors.Is(err, ErrSuperseded) {
				d.desk.Refresh() // what was chosen is not what is there
				return
			}
			if err != nil && m != nil { // they are there, and the machine cannot go on with them
				d.offerNewMachine(m, err)
				err = nil
			}
			if opened != nil {
				opened(m, err)
			}
		},
	})
}

// offerNewMachine tells why the machine cannot go on with images.
func (d *Files) offerNewMachine(m *dataset.Source, why error) {
	d.Say("")
	d.confirm(texts.Of("dialog.misfit.title"), texts.Error(why),
		Choice{Text: texts.Of("common.cancel"), Act: d.desk.Refresh},
		Choice{Text: texts.Of("dialog.misfit.button"), Act: func() { d.frame.OfferMachine(m) }})
}

// OpenPicture shows the machine a picture, a scan or a photograph: it is put on the pad
// as the machine takes it.
func (d *Files) OpenPicture(path string) {
	if d.session == nil {
		return
	}
	d.sayOpening(path)
	m := d.session.Snapshot().Machine
	d.look(func() func() {
		drawing, err := readDrawing(path, m.Width, m.Height)
		return func() {
			if err != nil {
				d.failToOpen(path, texts.Of("files.open.pictureFailed"), err)
				return
			}
			d.Say("")
			d.Remember(path)
			d.picture = path
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
