package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// Keys belong to the window again when a name has been given or given up.
func TestRenameLetsTheKeysGo(t *testing.T) {
	test.NewTempApp(t)
	called := ""
	w := test.NewTempWindow(t, nil)
	r := NewRename(widget.NewLabel("a category"), func(_ int, name string) { called = name }, w.Canvas().Focus)
	w.SetContent(r.Object)
	for key, end := range map[string]func(){
		"return": func() { r.Entry.SetText(" round "); r.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) },
		"escape": func() { r.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
	} {
		r.Begin()
		if w.Canvas().Focused() == nil {
			t.Fatal("the entry has no keys")
		}
		end()
		if w.Canvas().Focused() != nil || r.Entry.Visible() {
			t.Errorf("after %s the entry still has the keys", key)
		}
	}
	if called != "round" {
		t.Errorf("the category is called %q", called)
	}
}
