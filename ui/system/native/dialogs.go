// Package native is what only the program links, and no test of the window: the operating
// system's own dialogs for files, and its clipboard.
package native

import (
	"errors"
	"path/filepath"
	"runtime"
	"sync/atomic"

	"github.com/sqweek/dialog"

	"wakesleep/ui/system"
)

// Picker is a system.Picker. Its zero value is ready.
type Picker struct{}

// busy is process-wide, as the toolkits behind the dialogs are.
var busy atomic.Bool

// Open implements system.Picker.
func (Picker) Open(r system.Request) (string, error) {
	return onOwnThread(func() (string, error) { return builder(r).Load() })
}

// Save implements system.Picker.
func (Picker) Save(r system.Request) (string, error) {
	return onOwnThread(func() (string, error) { return builder(r).SetStartFile(r.Name).Save() })
}

func builder(r system.Request) *dialog.FileBuilder {
	b := dialog.File().Title(r.Title).SetStartDir(r.Folder)
	for _, f := range r.Filters {
		if filterWorks(f) {
			b = b.Filter(f.Name, f.Extensions...)
		}
	}
	return b
}

// onOwnThread shows one dialog at a time on a thread that does nothing else, as
// the toolkits demand, and ends the thread afterwards.
func onOwnThread(show func() (string, error)) (string, error) {
	if !available() {
		return "", system.ErrUnavailable
	}
	if !busy.CompareAndSwap(false, true) {
		return "", system.ErrBusy
	}
	defer busy.Store(false)
	type answer struct {
		path string
		err  error
	}
	reply := make(chan answer)
	go func() {
		// Not unlocked: a thread that GTK has used is not given back.
		runtime.LockOSThread()
		path, err := show()
		afterwards()
		reply <- answer{path, err}
	}()
	a := <-reply
	return settle(a.path, a.err)
}

// settle turns the library's ways of saying "nothing" into one.
func settle(path string, err error) (string, error) {
	switch {
	case errors.Is(err, dialog.ErrCancelled), err == nil && path == "":
		return "", system.ErrCancelled
	case err != nil:
		return "", err
	}
	return filepath.Abs(path)
}

// AsksBeforeReplacing tells that Save has asked before it returns the path of a
// file that exists.
func (Picker) AsksBeforeReplacing() bool { return true }
