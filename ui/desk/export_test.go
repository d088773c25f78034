package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

// Notice is what a tick does with what happened since the one before.
var Notice = (*Desk).notice

// Drop drags files on a desk's window.
func Drop(d *Desk, paths ...string) {
	var files []fyne.URI
	for _, path := range paths {
		files = append(files, storage.NewFileURI(path))
	}
	d.dropped(fyne.Position{}, files)
}
