package picker

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
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
	return d.ask(func(reply chan<- answer) *dialog.FileDialog {
		return dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
			if file == nil {
				reply <- cancelled(err)
				return
			}
			path := file.URI().Path()
			file.Close()
			reply <- answer{path: path}
		}, d.Window)
	}, r)
}

// Save implements Picker.
func (d Dialog) Save(r Request) (string, error) {
	return d.ask(func(reply chan<- answer) *dialog.FileDialog {
		// Fyne hands over the file opened, and so emptied, for writing. Only its
		// folder is asked for, so that an existing file is never harmed.
		return dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
			if folder == nil {
				reply <- cancelled(err)
				return
			}
			reply <- answer{path: filepath.Join(folder.Path(), r.Name)}
		}, d.Window)
	}, r)
}

func cancelled(err error) answer {
	if err == nil {
		err = ErrCancelled
	}
	return answer{err: err}
}

// ask shows a dialog and waits for its answer.
func (d Dialog) ask(make_ func(chan<- answer) *dialog.FileDialog, r Request) (string, error) {
	reply := make(chan answer, 1)
	d.Do(func() {
		f := make_(reply)
		f.SetTitleText(r.Title)
		if extensions := r.suffixes(); len(extensions) > 0 {
			f.SetFilter(storage.NewExtensionFileFilter(extensions))
		}
		if folder, err := storage.ListerForURI(storage.NewFileURI(r.startFolder())); err == nil {
			f.SetLocation(folder)
		}
		f.Resize(d.Window.Canvas().Size())
		f.Show()
	})
	a := <-reply
	return a.path, a.err
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
