package system

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/texts"
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
	return d.ask(func(reply chan<- answer) { d.showOpen(r, reply) })
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

func (d Dialog) showOpen(r Request, reply chan<- answer) {
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
	if suffixes := r.suffixes(); len(suffixes) > 0 {
		f.SetFilter(storage.NewExtensionFileFilter(suffixes))
	}
	if folder, err := storage.ListerForURI(storage.NewFileURI(r.startFolder())); err == nil {
		f.SetLocation(folder)
	}
	f.Resize(d.Window.Canvas().Size())
	f.Show()
}

func (d Dialog) showSave(r Request, reply chan<- answer) {
	path := widget.NewEntry()
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
