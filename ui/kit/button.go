package kit

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Raise makes a button look chosen or not.
func Raise(b *widget.Button, chosen bool) {
	weigh(b, chosen, widget.MediumImportance, widget.LowImportance)
}

// Emphasise makes a button the one to press.
func Emphasise(b *widget.Button, on bool) {
	weigh(b, on, widget.HighImportance, widget.MediumImportance)
}

// weigh gives a button one of two importances, if it has the other.
func weigh(b *widget.Button, on bool, high, low widget.Importance) {
	importance := low
	if on {
		importance = high
	}
	if b.Importance != importance {
		b.Importance = importance
		b.Refresh()
	}
}

// QuietButton is one that looks like none until the pointer is on it.
func QuietButton(text string, icon fyne.Resource, act func()) *widget.Button {
	b := widget.NewButtonWithIcon(text, icon, act)
	b.Importance = widget.LowImportance
	return b
}

// NewSaveButton is a button for a panel's head.
func NewSaveButton(save func()) *widget.Button {
	return QuietButton("", base.DocumentSaveIcon(), save)
}

// SetEnabled turns a control on or off.
func SetEnabled(c fyne.Disableable, on bool) {
	if on {
		c.Enable()
	} else {
		c.Disable()
	}
}

// SetOn is SetEnabled where that makes a difference. It returns on.
func SetOn(c fyne.Disableable, on bool) bool {
	if c.Disabled() == on {
		SetEnabled(c, on)
	}
	return on
}
