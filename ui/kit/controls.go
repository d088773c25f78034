package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/tip"
)

// The controls below are Fyne's but for the keys. Fyne gives keys to the object with the
// focus alone, even where it has no use for them; these leave such keys to the window, so
// that it can be played, helped and left wherever the focus is. The program makes no
// others of Fyne's that take the focus.

// typed gives a key to a control of Fyne's if it needs it, and else to the window.
func typed(o fyne.CanvasObject, k *fyne.KeyEvent, own func(*fyne.KeyEvent), needs func(fyne.KeyName) bool) {
	if needs(k.Name) {
		own(k)
	} else {
		PassOn(o, k)
	}
}

// Return presses neither a button nor a select, but who types it there does not mean the
// answer of a dialog. Fyne's tick box takes the space bar as a letter, after its key.
var (
	buttonNeeds = among(fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter)
	checkNeeds  = among(fyne.KeySpace)
	selectNeeds = among(fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown)
	sliderNeeds = among(fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown)
)

func among(keys ...fyne.KeyName) func(fyne.KeyName) bool {
	return func(key fyne.KeyName) bool { return slices.Contains(keys, key) }
}

func entryNeeds(key fyne.KeyName) bool { return !IsOfWindow(key) }

// Button is a button.
type Button struct{ widget.Button }

// NewButton makes a button with a text.
func NewButton(text string, act func()) *Button { return NewButtonWithIcon(text, nil, act) }

// NewButtonWithIcon makes a button with a text, an icon, or both.
func NewButtonWithIcon(text string, icon fyne.Resource, act func()) *Button {
	b := &Button{}
	b.Text, b.Icon, b.OnTapped = text, icon, act
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey is Fyne's.
func (b *Button) TypedKey(k *fyne.KeyEvent) { typed(b, k, b.Button.TypedKey, buttonNeeds) }

// LineEntry is an entry of one line.
type LineEntry struct{ widget.Entry }

// NewLineEntry makes an empty entry of one line.
func NewLineEntry() *LineEntry {
	e := &LineEntry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip) // as NewEntry has it
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey is Fyne's.
func (e *LineEntry) TypedKey(k *fyne.KeyEvent) {
	tip.Clear(e)
	typed(e, k, e.Entry.TypedKey, entryNeeds)
}

// TypedRune is Fyne's.
func (e *LineEntry) TypedRune(r rune) {
	tip.Clear(e)
	e.Entry.TypedRune(r)
}

// TypedShortcut is Fyne's.
func (e *LineEntry) TypedShortcut(s fyne.Shortcut) {
	tip.Clear(e)
	e.Entry.TypedShortcut(s)
}

// SelectEntry is an entry of one line with a list to choose from.
type SelectEntry struct{ widget.SelectEntry }

// NewSelectEntry makes an empty entry with a list.
func NewSelectEntry(options []string) *SelectEntry {
	e := &SelectEntry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip) // as Fyne's has it
	e.ExtendBaseWidget(e)
	e.SetOptions(options)
	opens := e.ActionItem.(*widget.Button) // Fyne's, which alone can open the list
	b := QuietButton("", base.MenuDropDownIcon(), opens.OnTapped)
	e.ActionItem = b
	return e
}

// TypedKey is Fyne's.
func (e *SelectEntry) TypedKey(k *fyne.KeyEvent) { typed(e, k, e.SelectEntry.TypedKey, entryNeeds) }

// Select is a choice.
type Select struct{ widget.Select }

// NewSelect makes a choice of which nothing is chosen.
func NewSelect(options []string, changed func(string)) *Select {
	s := &Select{}
	s.Options, s.OnChanged = options, changed
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey is Fyne's.
func (s *Select) TypedKey(k *fyne.KeyEvent) { typed(s, k, s.Select.TypedKey, selectNeeds) }

// Check is a tick box.
type Check struct{ widget.Check }

// NewCheck makes an empty tick box.
func NewCheck(text string, changed func(bool)) *Check {
	c := &Check{}
	c.Text, c.OnChanged = text, changed
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey is Fyne's.
func (c *Check) TypedKey(k *fyne.KeyEvent) { typed(c, k, c.Check.TypedKey, checkNeeds) }

// Slider is a slider.
type Slider struct{ widget.Slider }

// NewSlider makes a slider that lies across and moves in steps of 1.
func NewSlider(least, most float64) *Slider {
	s := &Slider{}
	s.Min, s.Max, s.Step, s.Orientation = least, most, 1, widget.Horizontal
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey is Fyne's.
func (s *Slider) TypedKey(k *fyne.KeyEvent) { typed(s, k, s.Slider.TypedKey, sliderNeeds) }
