package stage

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// Screen lists what is drawn: the topmost dialog, or else the window.
func (s *Stage) Screen() []fyne.CanvasObject {
	c := s.Window().Canvas()
	if top := c.Overlays().Top(); top != nil {
		return test.LaidOutObjects(top)
	}
	return test.LaidOutObjects(c.Content())
}

// Press taps a button of the screen that bears the text of a key.
func (s *Stage) Press(key string, args ...any) {
	s.T.Helper()
	text := texts.Of(key, args...)
	for _, o := range s.Screen() {
		var b *widget.Button
		switch o := o.(type) {
		case *kit.Button:
			b = &o.Button
		case *widget.Button: // of a dialog of Fyne's
			b = o
		}
		if b != nil && b.Text == text && b.Visible() {
			test.Tap(b)
			return
		}
	}
	s.T.Fatalf("no button %q on the screen", text)
}

// Reads tells whether the text of a key is in one on the screen, as [inspect.Says] does.
func (s *Stage) Reads(key string, args ...any) bool {
	return s.anyLabel(func(text string) bool { return inspect.Says(text, key, args...) })
}

// ReadsWords tells whether a text on the screen has words that are no text of the table:
// names, numbers, several texts in a row, errors from below the window.
func (s *Stage) ReadsWords(words string) bool {
	return s.anyLabel(func(text string) bool { return strings.Contains(text, words) })
}

func (s *Stage) anyLabel(is func(text string) bool) bool {
	for _, o := range s.Screen() {
		if l, ok := o.(*widget.Label); ok && l.Visible() && is(l.Text) {
			return true
		}
	}
	return false
}

// Dialogs counts the dialogs on top of the window.
func (s *Stage) Dialogs() int { return len(s.Window().Canvas().Overlays().List()) }

// WaitDialog waits for a dialog with the text of a key, as [Stage.Reads] finds it.
func (s *Stage) WaitDialog(key string, args ...any) {
	s.T.Helper()
	s.Until("a dialog says "+key, func() bool { return s.Dialogs() > 0 && s.Reads(key, args...) })
}

// WaitDialogWords waits for a dialog with words that are no text of the table.
func (s *Stage) WaitDialogWords(words string) {
	s.T.Helper()
	s.Until("a dialog says: "+words, func() bool { return s.Dialogs() > 0 && s.ReadsWords(words) })
}

// EntryOf is an object as an entry, or nil.
func EntryOf(o fyne.CanvasObject) *kit.LineEntry {
	e, _ := o.(*kit.LineEntry)
	return e
}

// ChooseLine clicks on the line with the text of a key in the menu that is open.
func (s *Stage) ChooseLine(key string) {
	s.T.Helper()
	text := texts.Of(key)
	line := inspect.Describe(s.Window(), nil).Read(func(o inspect.Object) bool {
		return o.Kind == "menuItem" && o.Text == text
	})
	if line == nil {
		s.T.Fatalf("no menu with a line %q is open", text)
	}
	test.TapCanvas(s.Window().Canvas(), fyne.NewPos(float32(line.X+5), float32(line.Y+5)))
}

// Object is what scripts call by a name.
func (s *Stage) Object(name string) fyne.CanvasObject {
	s.T.Helper()
	for o, n := range s.Names() {
		if n == name {
			return o
		}
	}
	s.T.Fatalf("nothing is called %q", name)
	return nil
}

// Entry is the entry that scripts call by a name, and button and label are likewise.
func (s *Stage) Entry(name string) *kit.LineEntry { return s.Object(name).(*kit.LineEntry) }

// Button is a named button.
func (s *Stage) Button(name string) *kit.Button { return s.Object(name).(*kit.Button) }

// Said is what the window said last.
func (s *Stage) Said() string { return s.Object("message").(*widget.Label).Text }

// Says tells whether the window said the text of a key last, as [inspect.Says] does.
func (s *Stage) Says(key string, args ...any) bool { return inspect.Says(s.Said(), key, args...) }

// Key presses a key while nothing has the focus.
func (s *Stage) Key(name fyne.KeyName) { s.Window().Canvas().OnTypedKey()(&fyne.KeyEvent{Name: name}) }

// MenuLine is the line of the menus with the text of a key, or the first that begins
// with it.
func (s *Stage) MenuLine(key string) *fyne.MenuItem {
	s.T.Helper()
	text := texts.Of(key)
	var line *fyne.MenuItem
	for _, menu := range s.Window().MainMenu().Items {
		for _, i := range menu.Items {
			if i.Label == text {
				return i
			}
			if line == nil && strings.HasPrefix(i.Label, text) {
				line = i
			}
		}
	}
	if line == nil {
		s.T.Fatalf("no line %q in the menus", text)
	}
	return line
}
