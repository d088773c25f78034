package inspect

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// isControl tells whether the user can do something with an object. What only holds
// others is none, though some of it can be scrolled or clicked away.
func isControl(o fyne.CanvasObject) bool {
	switch o.(type) {
	case *container.Scroll, *widget.PopUp, *widget.PopUpMenu:
		return false
	}
	if kindOf(o) == "OverlayContainer" {
		return false // Fyne's own, behind menus
	}
	switch o.(type) {
	case fyne.Tappable, fyne.Draggable, fyne.Focusable, desktop.Mouseable:
		return true
	}
	return false
}

// enabled tells whether an object that is a control takes anything at present.
func enabled(o fyne.CanvasObject) bool {
	if able, ok := o.(fyne.Disableable); ok {
		return !able.Disabled()
	}
	if line := lineOf(o); line != nil {
		return !line.Disabled
	}
	return true
}

// looks are what has no words of how a control looks.
func looks(o fyne.CanvasObject) (importance int, paintings uint64) {
	if b, ok := o.(*widget.Button); ok {
		importance = int(b.Importance)
	}
	if p, ok := o.(interface{ Paintings() uint64 }); ok {
		paintings = p.Paintings()
	}
	return importance, paintings
}

// lineOf is a menu's line that an object draws, or nil.
func lineOf(o fyne.CanvasObject) *fyne.MenuItem {
	line, _ := field(o, "Item").(*fyne.MenuItem)
	return line
}

func menusOf(m *fyne.MainMenu) []Line {
	if m == nil {
		return nil
	}
	var all []Line
	for _, menu := range m.Items {
		all = append(all, Line{Text: menu.Label, Enabled: true, Lines: linesOf(menu)})
	}
	return all
}

func linesOf(m *fyne.Menu) []Line {
	if m == nil {
		return nil
	}
	var all []Line
	for _, i := range m.Items {
		line := Line{Enabled: !i.Disabled, Checked: i.Checked, Quits: i.IsQuit, Lines: linesOf(i.ChildMenu)}
		if !i.IsSeparator {
			line.Text = i.Label
		}
		all = append(all, line)
	}
	return all
}
