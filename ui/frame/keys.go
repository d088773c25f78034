package frame

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// shortcut is a key that is pressed together with Ctrl or ⌘, and with Shift where the
// key is written with a plus; keys with longer names, such as F1, are pressed alone.
func shortcut(key string) *desktop.CustomShortcut {
	if len(key) > 1 && key[0] != '+' {
		return &desktop.CustomShortcut{KeyName: fyne.KeyName(key)}
	}
	modifier := fyne.KeyModifierShortcutDefault
	if key[0] == '+' {
		modifier |= fyne.KeyModifierShift
		key = key[1:]
	}
	return &desktop.CustomShortcut{KeyName: fyne.KeyName(key), Modifier: modifier}
}

// keyText is what the user reads for a key that shortcut takes.
func keyText(key string) string { return shortcutText(shortcut(key)) }

func shortcutText(s *desktop.CustomShortcut) string {
	text := ""
	if s.Modifier&fyne.KeyModifierShortcutDefault != 0 {
		text = texts.Of("common.keys.ctrl")
		if runtime.GOOS == "darwin" {
			text = "⌘"
		}
	}
	if s.Modifier&fyne.KeyModifierShift != 0 {
		text += texts.Of("common.keys.shift")
	}
	return text + string(s.KeyName)
}

// bindKeys gives the window its keys that are in no menu.
func (f *Frame) bindKeys() {
	canvas := f.desk.Window().Canvas()
	canvas.SetOnTypedKey(f.typedKey)
	canvas.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { f.desk.History().Undo() })
	canvas.AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { f.desk.History().Redo() })
}

// typedKey is what keys do while nothing has the focus.
func (f *Frame) typedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape && f.trouble.close() || f.desk.Answer(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeySpace:
		f.desk.PlayOrPause()
	case fyne.KeyF1:
		f.showRoomHelp()
	}
}

// redoHere redoes a stroke where the drawing pad, or a text where an entry, has the
// focus: the menu takes the key before they do.
func (f *Frame) redoHere() {
	if focused, ok := f.desk.Window().Canvas().Focused().(fyne.Shortcutable); ok {
		focused.TypedShortcut(&fyne.ShortcutRedo{})
		return
	}
	f.desk.History().Redo()
}

// keyRow is what a key does.
type keyRow struct{ what, key string }

// showKeys lists the keys of all menus, and of what takes keys by itself.
func (f *Frame) showKeys() {
	var columns [3]*fyne.Container
	for i := range columns {
		columns[i] = container.New(layout.NewCustomPaddedVBoxLayout(-9))
	}
	for i, menu := range f.menus.main.Items {
		rows := menuKeys(menu)
		if i == 0 {
			rows = append(rows, keyRow{texts.Of("menu.machine.play"), texts.Of("common.keys.space")})
		}
		addKeys(columns[i%2], menu.Label, rows)
	}
	addKeys(columns[2], texts.Of("menu.keys.pad.title"), padKeys())
	addKeys(columns[2], texts.Of("menu.keys.sheet.title"), sheetKeys())
	addKeys(columns[1], texts.Of("menu.keys.map.title"), mapKeys())
	f.desk.Ask(desk.Question{
		Title: texts.Of("menu.help.keys"), Choices: desk.Closing(), Size: fyne.NewSize(960, 0),
		Content: container.NewGridWithColumns(3, columns[0], columns[1], columns[2]),
	})
}

// addKeys puts rows with a heading below those that are there.
func addKeys(column *fyne.Container, heading string, rows []keyRow) {
	if len(column.Objects) > 0 {
		column.Add(widget.NewLabel(""))
	}
	column.Add(kit.NewHeading(heading))
	for _, r := range rows {
		key := widget.NewLabel(r.key)
		key.Importance = widget.LowImportance
		what := widget.NewLabel(r.what)
		what.Truncation = fyne.TextTruncateEllipsis
		column.Add(container.NewBorder(nil, nil, nil, key, what))
	}
}

func menuKeys(menu *fyne.Menu) []keyRow {
	var rows []keyRow
	for _, i := range menu.Items {
		if s, ok := i.Shortcut.(*desktop.CustomShortcut); ok {
			what, _, _ := strings.Cut(i.Label, ":")
			rows = append(rows, keyRow{what, shortcutText(s)})
		}
	}
	return rows
}

func padKeys() []keyRow {
	return []keyRow{
		{texts.Of("menu.keys.pad.move"), texts.Of("menu.keys.names.arrows")},
		{texts.Of("menu.keys.pad.pen"), texts.Of("common.keys.space")},
		{texts.Of("menu.keys.pad.lift"), texts.Of("menu.keys.names.escape")},
		{texts.Of("menu.keys.pad.kind"), "P, E"},
		{texts.Of("menu.keys.pad.width"), "+, −"},
		{texts.Of("menu.keys.pad.erase"), texts.Of("menu.keys.pad.eraseKey")},
		{texts.Of("menu.keys.pad.undo"), texts.Of("menu.keys.names.backspace")},
		{texts.Of("menu.keys.pad.redo"), keyText("+Z")},
		{texts.Of("menu.keys.pad.clear"), texts.Of("menu.keys.names.delete")},
		{texts.Of("pad.keep.copyPad"), keyText("C")},
	}
}

func sheetKeys() []keyRow {
	return []keyRow{
		{texts.Of("menu.keys.sheet.move"), texts.Of("menu.keys.names.arrows")},
		{texts.Of("menu.keys.sheet.ends"), texts.Of("menu.keys.names.ends")},
		{texts.Of("menu.keys.sheet.choose"), texts.Of("menu.keys.names.return")},
		{texts.Of("menu.keys.sheet.second"), texts.Of("menu.keys.sheet.secondKey")},
		{texts.Of("menu.keys.sheet.save"), texts.Of("menu.keys.pad.eraseKey")},
		{texts.Of("menu.keys.sheet.flip"), texts.Of("menu.keys.names.spaceOrReturn")},
		{texts.Of("menu.keys.sheet.page"), texts.Of("menu.keys.names.pages")},
		{texts.Of("menu.keys.sheet.zoom"), "+, −"},
		{texts.Of("menu.keys.sheet.like"), "+, −"},
	}
}

func mapKeys() []keyRow {
	return []keyRow{
		{texts.Of("menu.keys.map.move"), texts.Of("menu.keys.names.arrows")},
		{texts.Of("menu.keys.map.zoom"), "+, −"},
		{texts.Of("menu.keys.map.whole"), "0"},
		{texts.Of("menu.keys.map.open"), texts.Of("menu.keys.names.return")},
		{texts.Of("menu.keys.map.pick"), "P"},
	}
}
