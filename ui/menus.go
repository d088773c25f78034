package ui

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/ui/theme"
)

// menus are those of the window.
type menus struct {
	desk       *desk
	main       *fyne.MainMenu
	recent     *fyne.MenuItem
	undo, redo *fyne.MenuItem
	modes      map[theme.Mode]*fyne.MenuItem
}

func newMenus(d *desk) *menus {
	m := &menus{desk: d, modes: map[theme.Mode]*fyne.MenuItem{}}
	m.recent = fyne.NewMenuItem("Open recent", nil)
	m.main = fyne.NewMainMenu(m.file(), m.edit(), m.machine(), m.view(), m.help())
	m.showRecent()
	m.showMode(d.mode())
	return m
}

// item is a menu's line with a key that is pressed together with Ctrl or ⌘, and
// with Shift where the key is written with a plus.
func item(text, key string, act func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(text, act)
	if key == "" {
		return i
	}
	modifier := fyne.KeyModifierShortcutDefault
	if key[0] == '+' {
		modifier |= fyne.KeyModifierShift
		key = key[1:]
	}
	i.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyName(key), Modifier: modifier}
	return i
}

func (m *menus) file() *fyne.Menu {
	d := m.desk
	quit := item("Quit", "Q", d.quit)
	quit.IsQuit = true
	return fyne.NewMenu("File",
		item("Open machine…", "O", d.askOpenMachine),
		item("Open data…", "+O", d.askOpenData),
		m.recent,
		fyne.NewMenuItemSeparator(),
		item("Save", "S", d.save),
		item("Save as…", "+S", d.askSave),
		fyne.NewMenuItemSeparator(),
		quit,
	)
}

// edit has the key for undoing only to show it: the driver gives it to what has the
// focus, such as the drawing pad, and else to the window.
func (m *menus) edit() *fyne.Menu {
	d := m.desk
	m.undo, m.redo = item(undoTitle, "Z", d.history.undo), item(redoTitle, "+Z", d.redoHere)
	return fyne.NewMenu("Edit", m.undo, m.redo, fyne.NewMenuItemSeparator(), item(settingsTitle+"…", ",", d.askSettings))
}

// showHistory names what can be undone and redone; empty for nothing.
func (m *menus) showHistory(undo, redo string) {
	m.undo.Label, m.undo.Disabled = undoItem(undoTitle, undo), undo == ""
	m.redo.Label, m.redo.Disabled = undoItem(redoTitle, redo), redo == ""
	m.main.Refresh()
}

func (m *menus) machine() *fyne.Menu {
	d := m.desk
	return fyne.NewMenu("Machine",
		item("New…", "N", d.askSettings),
		item("Reset…", "+R", d.askReset),
		fyne.NewMenuItemSeparator(),
		item("Play or pause", "P", d.playOrPause),
		item("One step", "E", d.step),
		item("Wake-sleep for N cycles", "R", func() { d.runFor(learn.WakeSleep) }),
		item("Stop", ".", d.stop),
		fyne.NewMenuItemSeparator(),
		item("Name categories", "", d.nameByHand),
	)
}

func (m *menus) view() *fyne.Menu {
	d := m.desk
	menu := fyne.NewMenu("View")
	for i, t := range d.frame.rooms {
		menu.Items = append(menu.Items, item(t.title(), fmt.Sprint(i+1), func() { d.frame.choose(i) }))
	}
	menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
	for _, mode := range []struct {
		mode theme.Mode
		text string
	}{{theme.Dark, "Dark"}, {theme.Light, "Light"}, {theme.System, "As the system"}} {
		i := item(mode.text, "", func() { d.setMode(mode.mode) })
		m.modes[mode.mode] = i
		menu.Items = append(menu.Items, i)
	}
	return menu
}

func (m *menus) help() *fyne.Menu {
	return fyne.NewMenu("Help",
		item("Keys", "K", m.desk.showKeys),
		item("About", "", m.desk.showAbout),
	)
}

// showRecent fills the list of recent files.
func (m *menus) showRecent() {
	d := m.desk
	var items []*fyne.MenuItem
	for _, path := range d.app.Preferences().StringList(prefRecent) {
		items = append(items, fyne.NewMenuItem(filepath.Base(path), func() { d.openAny(path) }))
	}
	m.recent.ChildMenu = fyne.NewMenu("", items...)
	m.recent.Disabled = len(items) == 0
	m.main.Refresh()
}

func (m *menus) showMode(mode theme.Mode) {
	for each, i := range m.modes {
		i.Checked = each == mode
	}
	m.main.Refresh()
}

// showKeys lists the shortcuts of all menus, in two columns.
func (d *desk) showKeys() {
	columns := []*widget.Form{widget.NewForm(), widget.NewForm()}
	columns[0].Append("Play or pause", widget.NewLabel("Space"))
	for m, menu := range d.menus.main.Items {
		for _, i := range menu.Items {
			if s, ok := i.Shortcut.(*desktop.CustomShortcut); ok {
				columns[m%2].Append(strings.Split(i.Label, ":")[0], widget.NewLabel(keyWords(s)))
			}
		}
	}
	both := container.NewGridWithColumns(2, columns[0], columns[1])
	dialog.ShowCustom("Keys", "Close", both, d.window)
}

func keyWords(s *desktop.CustomShortcut) string {
	text := "Ctrl+"
	if runtime.GOOS == "darwin" {
		text = "⌘"
	}
	if s.Modifier&fyne.KeyModifierShift != 0 {
		text += "Shift+"
	}
	return text + string(s.KeyName)
}

// showAbout tells what the program is, and its versions.
func (d *desk) showAbout() {
	text := wrapped("A Helmholtz machine learns by the wake-sleep algorithm " +
		"(Hinton, Dayan, Frey and Neal, Science 268:1158, 1995).\n\n" + versions(d.options.Version) +
		"\n\nHandwritten digits: MNIST, by Yann LeCun, Corinna Cortes and Christopher Burges, CC BY-SA 3.0.")
	dlg := dialog.NewCustom("About "+programName, "Close", text, d.window)
	dlg.Resize(dialogSize)
	dlg.Show()
}
