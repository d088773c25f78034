package kit

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"wakesleep/ui/tip"
)

// Whatever has the focus, the window gets the keys for which it has no use, and no others.
func TestControlsLeaveKeysToTheWindow(t *testing.T) {
	test.NewTempApp(t)
	keys := []fyne.KeyName{
		fyne.KeyEscape, fyne.KeyF1, fyne.KeyF11, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyLeft, fyne.KeyUp, fyne.KeyF,
	}
	entry := []fyne.KeyName{fyne.KeyEscape, fyne.KeyF1, fyne.KeyF11}
	for _, c := range []struct {
		control interface {
			fyne.CanvasObject
			fyne.Focusable
		}
		left []fyne.KeyName
	}{
		{NewButton("go", nil), []fyne.KeyName{fyne.KeyEscape, fyne.KeyF1, fyne.KeyF11, fyne.KeyLeft, fyne.KeyUp, fyne.KeyF}},
		{NewCheck("on", nil), []fyne.KeyName{
			fyne.KeyEscape, fyne.KeyF1, fyne.KeyF11, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyLeft, fyne.KeyUp, fyne.KeyF,
		}},
		{NewSlider(0, 9), []fyne.KeyName{fyne.KeyEscape, fyne.KeyF1, fyne.KeyF11, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF}},
		{NewSelect(nil, nil), []fyne.KeyName{fyne.KeyEscape, fyne.KeyF1, fyne.KeyF11, fyne.KeyF}},
		{NewLineEntry(), entry},
		{NewSelectEntry(nil), entry},
		{newNameEntry(), entry[1:]},
	} {
		w := test.NewTempWindow(t, container.NewVBox(c.control))
		var got []fyne.KeyName
		w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { got = append(got, k.Name) })
		for _, key := range keys {
			c.control.TypedKey(&fyne.KeyEvent{Name: key})
		}
		if !slices.Equal(got, c.left) {
			t.Errorf("%T leaves %q to the window, want %q", c.control, got, c.left)
		}
	}
}

// The keys that controls need still reach them.
func TestControlsTakeTheKeysTheyNeed(t *testing.T) {
	test.NewTempApp(t)
	pressed, sent := 0, ""
	button, check, slider, choice := NewButton("go", func() { pressed++ }), NewCheck("on", nil), NewSlider(0, 9), NewSelect([]string{"a", "b"}, nil)
	entry, list := NewLineEntry(), NewSelectEntry([]string{"7"})
	entry.OnSubmitted = func(text string) { sent = text }
	w := test.NewTempWindow(t, container.NewVBox(button, check, slider, choice, entry, list))
	typed := func(o fyne.Focusable, key fyne.KeyName) {
		w.Canvas().Focus(o)
		o.TypedKey(&fyne.KeyEvent{Name: key})
	}
	typed(button, fyne.KeySpace)
	typed(check, fyne.KeySpace)
	check.TypedRune(' ')
	typed(slider, fyne.KeyRight)
	typed(choice, fyne.KeyRight)
	test.Type(entry, "one two")
	typed(entry, fyne.KeyBackspace)
	typed(entry, fyne.KeyReturn)
	test.Type(list, "12")
	typed(list, fyne.KeyBackspace)
	if pressed != 1 || !check.Checked || slider.Value != 1 || choice.Selected != "a" || sent != "one tw" || list.Text != "1" {
		t.Errorf("pressed %d, ticked %v, at %g, chosen %q, sent %q, typed %q", pressed, check.Checked, slider.Value, choice.Selected, sent, list.Text)
	}
	typed(choice, fyne.KeySpace)
	if n := len(w.Canvas().Overlays().List()); n != 1 {
		t.Errorf("the space bar opened %d lists", n)
	}
}

// The list of an entry opens from its button, which is one of the kit's.
func TestSelectEntriesOpenTheirLists(t *testing.T) {
	test.NewTempApp(t)
	list := NewSelectEntry([]string{"7"})
	w := test.NewTempWindow(t, container.NewVBox(list))
	test.Tap(list.ActionItem.(*Button))
	if n := len(w.Canvas().Overlays().List()); n != 1 {
		t.Errorf("the button opened %d lists", n)
	}
	list.Disable()
	if !list.ActionItem.(*Button).Disabled() {
		t.Error("the list of a grey entry can be opened")
	}
}

// What is typed may be told about just where the entry's tip is.
func TestTipGoesWhileTheUserTypes(t *testing.T) {
	test.NewTempApp(t)
	for name, act := range map[string]func(e *LineEntry){
		"a letter": func(e *LineEntry) { e.TypedRune('x') },
		"a key":    func(e *LineEntry) { e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace}) },
		"a paste": func(e *LineEntry) {
			e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
		},
	} {
		shown := make(chan func(), 9)
		entry, layer := NewLineEntry(), tip.NewLayer(func(f func()) { shown <- f })
		w := test.NewTempWindow(t, container.NewStack(container.NewVBox(tip.On(entry, "what goes here")), layer))
		w.Resize(fyne.NewSize(300, 200))
		w.Canvas().Focus(entry)
		test.MoveMouse(w.Canvas(), fyne.NewPos(20, 20))
		(<-shown)()
		if layer.Shown() == "" {
			t.Fatal("there is no tip")
		}
		act(entry)
		if layer.Shown() != "" {
			t.Errorf("after %s the tip is still there", name)
		}
	}
}
