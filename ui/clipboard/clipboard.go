// Package clipboard puts pictures where other programs paste from. Fyne's own
// clipboard takes text alone. Only the program links it; tests of the window have a
// fake.
package clipboard

import "errors"

// Copy replaces what is in the system's clipboard by a picture, which is a PNG file's
// content. On X11 it is there until the program ends or something else is copied.
// It may take a moment, so it must not be called on the window's goroutine.
func Copy(png []byte) error {
	if len(png) == 0 {
		return errors.New("there is no picture to copy")
	}
	return put(png)
}
