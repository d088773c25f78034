package frame

import (
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"

	"wakesleep/learn"
	"wakesleep/ui/rescue"
	"wakesleep/ui/settings"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
)

// menus are those of the window.
type menus struct {
	frame      *Frame
	main       *fyne.MainMenu
	recent     *fyne.MenuItem
	undo, redo *fyne.MenuItem
	modes      map[theme.Mode]*fyne.MenuItem
}

func newMenus(f *Frame) *menus {
	d := f.desk
	m := &menus{frame: f, modes: map[theme.Mode]*fyne.MenuItem{}}
	m.recent = fyne.NewMenuItem(texts.Of("menu.file.recent"), nil)
	m.main = fyne.NewMainMenu(m.file(), m.edit(), m.machine(), m.view(), m.help())
	for _, menu := range m.main.Items {
		for _, i := range menu.Items {
			if i.Action != nil && !i.IsQuit && i != m.redo {
				i.Action = d.UnlessAsked(i.Action)
			}
		}
	}
	m.showRecent()
	m.showMode(d.Mode())
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
	d := m.frame.desk
	quit := item(texts.Of("menu.file.quit"), "Q", m.frame.quit)
	quit.IsQuit = true
	return fyne.NewMenu(texts.Of("menu.file.title"),
		item(texts.Of("menu.file.openMachine"), "O", d.AskOpenMachine),
		item(texts.Of("menu.file.openData"), "+O", d.AskOpenData),
		item(texts.Of("menu.file.openPicture"), "", d.AskOpenPicture),
		m.recent,
		item(texts.Of("menu.file.recover"), "", func() { rescue.Offer(d) }),
		fyne.NewMenuItemSeparator(),
		item(texts.Of("menu.file.save"), "S", d.Save),
		item(texts.Of("menu.file.saveAs"), "+S", d.AskSave),
		fyne.NewMenuItemSeparator(),
		quit,
	)
}

// edit has the key for undoing only to show it: the driver gives it to what has the
// focus, such as the drawing pad, and else to the window. Redoing does the same by itself,
// in dialogs as well.
func (m *menus) edit() *fyne.Menu {
	d := m.frame.desk
	m.undo, m.redo = item(texts.Of("history.undo"), "Z", d.History().Undo), item(texts.Of("history.redo"), "+Z", m.frame.redoHere)
	return fyne.NewMenu(texts.Of("menu.edit.title"), m.undo, m.redo, fyne.NewMenuItemSeparator(),
		item(texts.Of("menu.edit.settings"), ",", func() { settings.Ask(d) }))
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
	d := m.frame.desk
	return fyne.NewMenu(texts.Of("menu.machine.title"),
		item(texts.Of("menu.machine.new"), "N", func() { settings.AskNewMachine(d, d.Data()) }),
		item(texts.Of("menu.machine.reset"), "+R", func() { settings.AskReset(d) }),
		fyne.NewMenuItemSeparator(),
		item(texts.Of("menu.machine.play"), "P", d.PlayOrPause),
		item(texts.Of("menu.machine.step"), "E", d.Step),
		item(texts.Of("menu.machine.run"), "R", func() { m.frame.bar.runFor(learn.WakeSleep) }),
		item(texts.Of("menu.machine.stop"), ".", d.Stop),
		fyne.NewMenuItemSeparator(),
		item(texts.Of("menu.machine.name"), "", d.NameByHand),
	)
}

func (m *menus) view() *fyne.Menu {
	d := m.frame.desk
	menu := fyne.NewMenu(texts.Of("menu.view.title"))
	for i, t := range m.frame.rooms {
		menu.Items = append(menu.Items, item(t.Title(), fmt.Sprint(i+1), func() { m.frame.enter(i) }))
	}
	menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
	for i, text := range settings.LookWords() {
		mode := settings.Looks[i]
		m.modes[mode] = item(text, "", func() { d.SetMode(mode) })
		menu.Items = append(menu.Items, m.modes[mode])
	}
	return menu
}

// help has the key for a room's help only to show it: the driver takes keys of menus
// only together with others.
func (m *menus) help() *fyne.Menu {
	return fyne.NewMenu(texts.Of("menu.help.title"),
		item(texts.Of("menu.help.room"), string(fyne.KeyF1), m.frame.showRoomHelp),
		item(texts.Of("menu.help.keys"), "K", m.frame.showKeys),
		item(texts.Of("menu.help.about"), "", m.frame.showAbout),
	)
}

// showRecent fills the list of recent files.
func (m *menus) showRecent() {
	d := m.frame.desk
	var items []*fyne.MenuItem
	names := recentNames(d.Recent())
	for i, path := range d.Recent() {
		items = append(items, fyne.NewMenuItem(names[i], func() { d.OpenAny(path) }))
	}
	m.recent.ChildMenu = fyne.NewMenu("", items...)
	m.recent.Disabled = len(items) == 0
	m.main.Refresh()
}

// recentNames are those of files, with their folders where several have the same.
func recentNames(paths []string) []string {
	count, names := map[string]int{}, make([]string, len(paths))
	for _, path := range paths {
		count[filepath.Base(path)]++
	}
	for i, path := range paths {
		names[i] = filepath.Base(path)
		if count[names[i]] > 1 {
			names[i] += " (" + filepath.Base(filepath.Dir(path)) + ")"
		}
	}
	return names
}

func (m *menus) showMode(mode theme.Mode) {
	for each, i := range m.modes {
		i.Checked = each == mode
	}
	m.main.Refresh()
}
