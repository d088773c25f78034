package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Focus gives an object the keys.
func Focus(o interface {
	fyne.CanvasObject
	fyne.Focusable
},
) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(o); canvas != nil {
		canvas.Focus(o)
	}
}

// PassOn gives a key to the window, as if nothing had taken the keys.
func PassOn(from fyne.CanvasObject, k *fyne.KeyEvent) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(from)
	if canvas != nil && canvas.OnTypedKey() != nil {
		canvas.OnTypedKey()(k)
	}
}

// IsOfWindow tells whether a key is one that no control has a use for, other than to be
// left: Escape and the function keys, such as that for help.
func IsOfWindow(key fyne.KeyName) bool {
	return key == fyne.KeyEscape || len(key) > 1 && key[0] == 'F'
}

// Hand is the cursor over what can be tapped, or that over anything else.
func Hand(on bool) desktop.StandardCursor {
	return Either(on, desktop.PointerCursor, desktop.DefaultCursor)
}
