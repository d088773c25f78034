package kit

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Either is one of two values, which are both known.
func Either[T any](on bool, yes, no T) T {
	if on {
		return yes
	}
	return no
}

// Raise makes a button look chosen or not.
func Raise(b *Button, chosen bool) {
	Weigh(b, Either(chosen, widget.MediumImportance, widget.LowImportance))
}

// Emphasise makes a button the one to press.
func Emphasise(b *Button, on bool) {
	Weigh(b, Either(on, widget.HighImportance, widget.MediumImportance))
}

// Weigh gives a button an importance, if it has another.
func Weigh(b *Button, importance widget.Importance) {
	if b.Importance != importance {
		b.Importance = importance
		b.Refresh()
	}
}

// QuietButton is one that looks like none until the pointer is on it.
func QuietButton(text string, icon fyne.Resource, act func()) *Button {
	b := NewButtonWithIcon(text, icon, act)
	b.Importance = widget.LowImportance
	return b
}

// NewSaveButton is a button for a panel's head.
func NewSaveButton(save func()) *Button {
	return QuietButton("", base.DocumentSaveIcon(), save)
}

// SetButton changes what a button says, with its icon, if it says something else.
func SetButton(b *Button, text string, icon fyne.Resource) {
	if b.Text != text {
		b.Text, b.Icon = text, icon
		b.Refresh()
	}
}

// SetOn turns a control on or off, if it is not so already. It returns on.
func SetOn(c fyne.Disableable, on bool) bool {
	switch {
	case c.Disabled() != on:
	case on:
		c.Enable()
	default:
		c.Disable()
	}
	return on
}

// NewChoice makes a choice of which the first is chosen.
func NewChoice(options []string, changed func(string)) *Select {
	s := NewSelect(options, changed)
	s.Selected = options[0]
	return s
}

// ChoiceWidth is how wide a select must be to show any of its choices whole.
func ChoiceWidth(s *Select, choices ...string) float32 {
	widest := float32(0)
	for _, text := range append(choices, s.Options...) {
		widest = max(widest, fyne.MeasureText(text, base.TextSize(), fyne.TextStyle{}).Width)
	}
	return widest + base.IconInlineSize() + 5*base.InnerPadding()/2
}
