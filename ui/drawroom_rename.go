package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// rename lets a person say what the category that is shown should be called. A
// button makes an entry appear; the return key names the category, and an empty entry
// takes its name away.
type rename struct {
	button *widget.Button
	// tipped is the button with its tip.
	tipped fyne.CanvasObject
	entry  *nameEntry
	object fyne.CanvasObject
	beside *fyne.Container
	// category is the one to name, and name what it is called.
	category int
	name     string
	// call names a category.
	call func(category int, name string)
	// focus gives the keys to the entry.
	focus func(fyne.Focusable)
}

// newRename stands to the right of a text, and in its place while a name is given.
func newRename(text fyne.CanvasObject, call func(category int, name string), focus func(fyne.Focusable)) *rename {
	r := &rename{entry: newNameEntry(), call: call, focus: focus}
	r.button = widget.NewButtonWithIcon("", base.DocumentCreateIcon(), r.begin)
	r.button.Importance = widget.LowImportance
	r.entry.SetPlaceHolder(texts.Of("draw.answer.call"))
	r.entry.OnSubmitted = r.submit
	r.entry.left = r.end
	r.entry.Hide()
	r.tipped = tip.On(r.button, texts.Of("draw.answer.rename"))
	named := tip.On(r.entry, texts.Of("draw.answer.callTip"))
	r.beside = container.NewBorder(nil, nil, nil, container.NewCenter(r.tipped), text)
	r.object = container.NewStack(r.beside, container.NewVBox(layout.NewSpacer(), named, layout.NewSpacer()))
	return r
}

// show says which category is to be named. One that is being named stays.
func (r *rename) show(category int, name string) {
	if r.entry.Visible() {
		return
	}
	r.category, r.name = category, name
}

func (r *rename) begin() {
	r.entry.SetText(r.name)
	r.beside.Hide()
	r.entry.Show()
	r.focus(r.entry)
	r.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (r *rename) submit(text string) {
	r.end()
	r.call(r.category, strings.TrimSpace(text))
}

// end gives the button back.
func (r *rename) end() {
	r.entry.Hide()
	r.beside.Show()
}

// nameEntry is an entry that is left by the escape key or by a click elsewhere.
type nameEntry struct {
	widget.Entry
	left func()
}

func newNameEntry() *nameEntry {
	e := &nameEntry{left: func() {}}
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey is Fyne's.
func (e *nameEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.left()
		return
	}
	e.Entry.TypedKey(k)
}

// FocusLost is Fyne's.
func (e *nameEntry) FocusLost() {
	e.Entry.FocusLost()
	e.left()
}
