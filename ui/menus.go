package ui

import (
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"

	"wakesleep/learn"
	"wakesleep/ui/texts"
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
	m.recent = fyne.NewMenuItem(texts.Of("menu.file.recent"), nil)
	m.main = fyne.NewMainMenu(m.file(), m.edit(), m.machine(), m.view(), m.help())
	for _, menu := range m.main.Items {
		for _, i := range menu.Items {
			if i.Action != nil && !i.IsQuit {
				i.Action = d.unlessAsked(i.Action)
			}
		}
	}
	m.showRecent()
	m.showMode(d.mode())
	return m
}

// item is a menu's line with a key as shortcut takes it, or none.
func item(text, key string, act func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(text, act)
	if key != "" {
		i.Shortcut = shortcut(key)
	}
	return i
}

func (m *menus) file() *fyne.Menu {
	d := m.desk
	quit := item(texts.Of("menu.file.quit"), "Q", d.quit)
	quit.IsQuit = true
	return fyne.NewMenu(texts.Of("menu.file.title"),
		item(texts.Of("menu.file.openMachine"), "O", d.askOpenMachine),
		item(texts.Of("menu.file.openData"), "+O", d.askOpenData),
		m.recent,
		fyne.NewMenuItemSeparator(),
		item(texts.Of("menu.file.save"), "S", d.save),
		item(texts.Of("menu.file.saveAs"), "+S", d.askSave),
		fyne.NewMenuItemSeparator(),
		quit,
	)
}

// edit has the key for undoing only to show it: the driver gives it to what has the
// focus, such as the drawing pad, and else to the window.
func (m *menus) edit() *fyne.Menu {
	d := m.desk
	m.undo, m.redo = item(texts.Of("history.undo"), "Z", d.history.undo), item(texts.Of("history.redo"), "+Z", d.redoHere)
	return fyne.NewMenu(texts.Of("menu.edit.title"), m.undo, m.redo, fyne.NewMenuItemSeparator(),
		item(texts.Of("menu.edit.settings"), ",", d.askSettings))
}

// showHistory names what can be undone and redone; empty for nothing.
func (m *menus) showHistory(undo, redo string) {
	m.undo.Label, m.undo.Disabled = texts.Of("history.undo"), undo == ""
	m.redo.Label, m.redo.Disabled = texts.Of("history.redo"), redo == ""
	if undo != "" {
		m.undo.Label = texts.Of("history.undoWhat", undo)
	}
	if redo != "" {
		m.redo.Label = texts.Of("history.redoWhat", redo)
	}
	m.main.Refresh()
}

func (m *menus) machine() *fyne.Menu {
	d := m.desk
	return fyne.NewMenu(texts.Of("menu.machine.title"),
		item(texts.Of("menu.machine.new"), "N", func() { d.askNewMachine(d.stock) }),
		item(texts.Of("menu.machine.reset"), "+R", d.askReset),
		fyne.NewMenuItemSeparator(),
		item(texts.Of("menu.machine.play"), "P", d.playOrPause),
		item(texts.Of("menu.machine.step"), "E", d.step),
		item(texts.Of("menu.machine.run"), "R", func() { d.runFor(learn.WakeSleep) }),
		item(texts.Of("menu.machine.stop"), ".", d.stop),
		fyne.NewMenuItemSeparator(),
		item(texts.Of("menu.machine.name"), "", d.nameByHand),
	)
}

func (m *menus) view() *fyne.Menu {
	d := m.desk
	menu := fyne.NewMenu(texts.Of("menu.view.title"))
	for i, t := range d.frame.rooms {
		menu.Items = append(menu.Items, item(t.title(), fmt.Sprint(i+1), func() { d.frame.choose(i) }))
	}
	menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
	for i, text := range lookWords() {
		mode := looks[i]
		m.modes[mode] = item(text, "", func() { d.setMode(mode) })
		menu.Items = append(menu.Items, m.modes[mode])
	}
	return menu
}

// help has the key for a room's help only to show it: the driver takes keys of menus
// only together with others.
func (m *menus) help() *fyne.Menu {
	return fyne.NewMenu(texts.Of("menu.help.title"),
		item(texts.Of("menu.help.room"), string(fyne.KeyF1), m.desk.showRoomHelp),
		item(texts.Of("menu.help.keys"), "K", m.desk.showKeys),
		item(texts.Of("menu.help.about"), "", m.desk.showAbout),
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
