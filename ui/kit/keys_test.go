package kit

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"wakesleep/ui/tip"
)

// Whatever of a dialog has the focus, the window learns of the keys that answer it, and
// nothing else.
func TestKeysThatAnswerDialogsArePassedOn(t *testing.T) {
	test.NewTempApp(t)
	entry, choice, check, slider := NewLineEntry(), NewSelect([]string{"a", "b"}, nil), NewCheck("on", nil), NewSlider(0, 9)
	w := test.NewTempWindow(t, container.NewVBox(entry, choice, check, slider))
	var got []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { got = append(got, k.Name) })
	for _, o := range []fyne.Focusable{entry, choice, check, slider} {
		got = nil
		for _, key := range []fyne.KeyName{fyne.KeyEscape, fyne.KeyRight, fyne.KeyF1} {
			o.TypedKey(&fyne.KeyEvent{Name: key})
		}
		if !slices.Equal(got, []fyne.KeyName{fyne.KeyEscape, fyne.KeyF1}) {
			t.Errorf("%T passes %q on", o, got)
		}
	}
	if choice.Selected != "a" || slider.Value != 1 {
		t.Errorf("the arrow key chose %q and moved to %g", choice.Selected, slider.Value)
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
