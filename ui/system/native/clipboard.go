package native

import (
	"golang.design/x/clipboard"

	"wakesleep/internal/sentence"
)

// CopyPicture replaces what is in the system's clipboard by a picture, which is a PNG file's
// content. On X11 it is there until the program ends or something else is copied.
// Fyne's own clipboard takes text alone. It may take a moment, so it must not be called on the window's goroutine.
func CopyPicture(png []byte) error {
	if len(png) == 0 {
		return sentence.Errorf("there is no picture to copy")
	}
	if clipboard.Init() != nil { // whose error is advice for programmers
		return sentence.Errorf("the system's clipboard cannot be had; save the picture instead")
	}
	if clipboard.Write(clipboard.FmtImage, png) == nil {
		return sentence.Errorf("the system's clipboard did not take the picture; save it instead")
	}
	return nil
}
