package ui

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// raise makes a button look chosen or not.
func raise(b *widget.Button, chosen bool) {
	importance := widget.LowImportance
	if chosen {
		importance = widget.MediumImportance
	}
	if b.Importance != importance {
		b.Importance = importance
		b.Refresh()
	}
}

// emphasise makes a button the one to press.
func emphasise(b *widget.Button, on bool) {
	importance := widget.MediumImportance
	if on {
		importance = widget.HighImportance
	}
	if b.Importance != importance {
		b.Importance = importance
		b.Refresh()
	}
}

// quietButton is one that looks like none until the pointer is on it.
func quietButton(text string, icon fyne.Resource, act func()) *widget.Button {
	b := widget.NewButtonWithIcon(text, icon, act)
	b.Importance = widget.LowImportance
	return b
}

// newSaveButton is a button for a panel's head.
func newSaveButton(save func()) *widget.Button {
	b := widget.NewButtonWithIcon("", base.DocumentSaveIcon(), save)
	b.Importance = widget.LowImportance
	return b
}

func setEnabled(c fyne.Disableable, on bool) {
	if on {
		c.Enable()
	} else {
		c.Disable()
	}
}

// setOn is setEnabled where that makes a difference. It returns on.
func setOn(c fyne.Disableable, on bool) bool {
	if c.Disabled() == on {
		setEnabled(c, on)
	}
	return on
}
