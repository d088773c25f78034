package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"

	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// Rename lets the user say what the category that is shown should be called. A
// button makes an entry appear; the return key names the category, and an empty entry
// takes its name away.
type Rename struct {
	// Button begins.
	Button *Button
	// Tipped is the button with its tip.
	Tipped fyne.CanvasObject
	// Entry takes the name; it is hidden until the button is pressed.
	Entry *nameEntry
	// Object is all of it with the text, and Beside the text with the button.
	Object fyne.CanvasObject
	Beside *fyne.Container
	// category is the one to name, and name what it is called.
	category int
	name     string
	// call names a category.
	call func(category int, name string)
	// focus gives the keys to the entry.
	focus func(fyne.Focusable)
}

// NewRename stands to the right of a text, and in its place while a name is given.
func NewRename(text fyne.CanvasObject, call func(category int, name string), focus func(fyne.Focusable)) *Rename {
	r := &Rename{Entry: newNameEntry(), call: call, focus: focus}
	r.Button = QuietButton("", base.DocumentCreateIcon(), r.Begin)
	r.Entry.SetPlaceHolder(texts.Of("draw.answer.call"))
	r.Entry.OnSubmitted = r.submit
	r.Entry.left, r.Entry.escaped = r.end, r.leave
	r.Entry.Hide()
	r.Tipped = tip.On(r.Button, texts.Of("draw.answer.rename"))
	named := tip.On(r.Entry, texts.Of("draw.answer.callTip"))
	r.Beside = container.NewBorder(nil, nil, nil, container.NewCenter(r.Tipped), text)
	r.Object = container.NewStack(r.Beside, container.NewVBox(layout.NewSpacer(), named, layout.NewSpacer()))
	return r
}

// Show says which category is to be named. One that is being named stays.
func (r *Rename) Show(category int, name string) {
	if !r.Entry.Visible() {
		r.category, r.name = category, name
	}
}

// Begin shows the entry and gives it the keys.
func (r *Rename) Begin() {
	r.Entry.SetText(r.name)
	r.Beside.Hide()
	r.Entry.Show()
	r.focus(r.Entry)
	r.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (r *Rename) submit(text string) {
	r.leave()
	r.call(r.category, strings.TrimSpace(text))
}

// leave gives the button back, and the keys to the window.
func (r *Rename) leave() {
	r.end()
	r.focus(nil)
}

// end gives the button back.
func (r *Rename) end() {
	r.Entry.Hide()
	r.Beside.Show()
}

// nameEntry is an entry that is left by the escape key or by a click elsewhere.
type nameEntry struct {
	LineEntry
	left, escaped func()
}

func newNameEntry() *nameEntry {
	e := &nameEntry{left: func() {}, escaped: func() {}}
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey is Fyne's.
func (e *nameEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.escaped()
		return
	}
	typed(e, k, e.Entry.TypedKey, entryNeeds)
}

// FocusLost is Fyne's.
func (e *nameEntry) FocusLost() {
	e.Entry.FocusLost()
	e.left()
}
