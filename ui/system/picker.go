// Package system is what the window asks of the operating system: files that the user
// chooses, and a report of a crash.
//
// The interface Picker keeps the window free of any one toolkit's dialogs: the program
// has the operating system's (see system/native), tests have a fake.
package system

import (
	"errors"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// Picker asks for a file. Its methods wait for the person's answer, so they must
// not be called on the window's goroutine. They return an absolute path, or
// ErrCancelled, or ErrUnavailable where this picker cannot be shown here.
type Picker interface {
	// Open asks for a file that exists.
	Open(Request) (path string, err error)
	// Save asks where to write a file. The path may lack the extension, and
	// whether the person was asked about an existing file is not certain: the
	// caller sees to both.
	Save(Request) (path string, err error)
}

// Request says what to ask for.
type Request struct {
	// Title heads the dialog where the system shows one.
	Title string
	// Folder is where to begin, and Name the name offered for a new file; both may
	// be empty.
	Folder, Name string
	// Filters are the kinds of file to choose from. None shows all files.
	Filters []Filter
}

// Filter is a kind of file.
type Filter struct {
	// Name is what people call it.
	Name string
	// Extensions are without dots, as in "helmholtz".
	Extensions []string
}

var (
	// ErrCancelled tells that the person chose nothing.
	ErrCancelled = errors.New("no file was chosen")
	// ErrUnavailable tells that this picker cannot be shown here.
	ErrUnavailable = errors.New("the system's file dialog is not available")
	// ErrBusy tells that another dialog is still open.
	ErrBusy = errors.New("another file dialog is still open")
)

// Dialog is a Picker inside the window, for systems without dialogs of their own.
type Dialog struct {
	// Window is the one that shows it.
	Window fyne.Window
	// Do runs a function on the window's goroutine.
	Do func(func())
}

type answer struct {
	path string
	err  error
}

// Open implements Picker.
func (d Dialog) Open(r Request) (string, error) {
	// Asked here, because the folder may not answer for long.
	folder, _ := storage.ListerForURI(storage.NewFileURI(r.startFolder()))
	return d.ask(func(reply chan<- answer) { d.showOpen(r, folder, reply) })
}

// Save implements Picker. It asks for a path in a line of text, because Fyne's
// own dialog empties the chosen file before anything is written.
func (d Dialog) Save(r Request) (string, error) {
	return d.ask(func(reply chan<- answer) { d.showSave(r, reply) })
}

// ask shows a dialog and waits for its one answer.
func (d Dialog) ask(show func(chan<- answer)) (string, error) {
	reply := make(chan answer, 1)
	d.Do(func() { show(reply) })
	a := <-reply
	return a.path, a.err
}

func (d Dialog) showOpen(r Request, folder fyne.ListableURI, reply chan<- answer) {
	f := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if file == nil {
			reply <- cancelled(err)
			return
		}
		path := file.URI().Path()
		_ = file.Close()
		reply <- answer{path: path}
	}, d.Window)
	f.SetTitleText(r.Title)
	f.SetFilter(ordinary(r.suffixes()))
	if folder != nil {
		f.SetLocation(folder)
	}
	f.Resize(d.Window.Canvas().Size())
	f.Show()
}

// ordinary are the extensions of files to choose from, or none for all. Only ordinary files
// can be chosen: Fyne opens the one that is, and a pipe would hold the whole window up.
type ordinary []string

// Matches implements storage.FileFilter.
func (o ordinary) Matches(file fyne.URI) bool {
	if len(o) > 0 && !storage.NewExtensionFileFilter(o).Matches(file) {
		return false
	}
	info, err := os.Stat(file.Path())
	return err == nil && info.Mode().IsRegular()
}

func (d Dialog) showSave(r Request, reply chan<- answer) {
	path := kit.NewLineEntry()
	path.SetText(filepath.Join(r.startFolder(), r.Name))
	items := []*widget.FormItem{widget.NewFormItem(texts.Of("files.file"), path)}
	form := dialog.NewForm(r.Title, texts.Of("files.save.button"), texts.Of("common.cancel"), items, func(ok bool) {
		if !ok {
			reply <- cancelled(nil)
			return
		}
		whole, err := filepath.Abs(path.Text)
		reply <- answer{whole, err}
	}, d.Window)
	path.OnSubmitted = func(string) { form.Submit() }
	form.Resize(fyne.NewSize(min(640, d.Window.Canvas().Size().Width), 0))
	form.Show()
}

func cancelled(err error) answer {
	if err == nil {
		err = ErrCancelled
	}
	return answer{err: err}
}

// suffixes are the extensions with their dots; none if any file will do.
func (r Request) suffixes() []string {
	var all []string
	for _, f := range r.Filters {
		for _, e := range f.Extensions {
			if e == "*" {
				return nil
			}
			all = append(all, "."+e)
		}
	}
	return all
}

func (r Request) startFolder() string {
	if r.Folder != "" {
		return r.Folder
	}
	home, _ := os.UserHomeDir()
	return home
}
