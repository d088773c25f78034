package ui

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"wakesleep/io/atomicfile"
	"wakesleep/ui/desk"
	"wakesleep/ui/texts"
)

// tellUnkept says on the status line that nothing can be kept in the folder of the
// settings, because its disk is full or read-only: Fyne tells only the terminal.
func tellUnkept(d *desk.Desk, folder string) {
	d.Background("settings folder", func(context.Context) func() {
		if tryKeeping(folder) == nil {
			return nil
		}
		return func() { d.Say(texts.Of("dialog.unkept", folder)) }
	})
}

// tryKeeping writes about as much as settings take into a folder, and removes it.
func tryKeeping(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	path := filepath.Join(folder, "trial")
	defer os.Remove(path)
	return atomicfile.Write(path, func(w io.Writer) error {
		_, err := w.Write(make([]byte, 16<<10))
		return err
	}, nil)
}
