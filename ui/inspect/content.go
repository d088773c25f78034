package inspect

import (
	"reflect"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/tip"
)

// Each calls f for an object and for all that is in it, hidden or not, as far as Fyne
// lets one see it.
func Each(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	if o == nil {
		return
	}
	f(o)
	for _, child := range children(o) {
		Each(child, f)
	}
}

// children are the objects in another, as far as Fyne lets one see them: what a
// widget draws itself stays hidden.
func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Split:
		return []fyne.CanvasObject{o.Leading, o.Trailing}
	case *container.AppTabs:
		return tabOf(o.Selected())
	case *widget.Form:
		return fields(o)
	case *widget.PopUpMenu:
		return o.Items
	}
	// The button at the end of an entry, and what wrappings hold, of which some types of
	// Fyne's have no public names.
	for _, name := range []string{"ActionItem", "Content"} {
		if inside, ok := field(o, name).(fyne.CanvasObject); ok {
			return []fyne.CanvasObject{inside}
		}
	}
	return nil
}

// field is a public field of a struct that an object points to, or nil.
func field(o fyne.CanvasObject, name string) any {
	v := reflect.Indirect(reflect.ValueOf(o))
	if v.Kind() != reflect.Struct {
		return nil
	}
	if f := v.FieldByName(name); f.IsValid() && f.CanInterface() {
		return f.Interface()
	}
	return nil
}

func tabOf(t *container.TabItem) []fyne.CanvasObject {
	if t == nil {
		return nil
	}
	return []fyne.CanvasObject{t.Content}
}

func fields(f *widget.Form) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, item := range f.Items {
		all = append(all, item.Widget)
	}
	return all
}

// textOf is what the user reads on an object, and whether it is one to read.
func textOf(o fyne.CanvasObject) (text string, readable bool) {
	switch o := o.(type) {
	case *canvas.Text, *widget.Label, *widget.Hyperlink, *widget.Button, *widget.Entry, *widget.SelectEntry:
		return field(o, "Text").(string), true
	case *widget.RichText:
		return o.String(), true
	case *widget.Select, *widget.RadioGroup:
		return field(o, "Selected").(string), true
	case *widget.Slider, *widget.ProgressBar:
		return strconv.FormatFloat(field(o, "Value").(float64), 'g', 4, 64), true
	case *widget.Check:
		return map[bool]string{true: "[x] ", false: "[ ] "}[o.Checked] + o.Text, true
	case *tip.Layer:
		return o.Shown(), o.Shown() != ""
	}
	if line := lineOf(o); line != nil {
		return line.Label, true
	}
	if inner := extended(o); inner != nil {
		return textOf(inner)
	}
	return "", false
}

// extended is the widget of Fyne's that one of the program's own extends, or nil.
func extended(o fyne.CanvasObject) fyne.CanvasObject {
	v := reflect.Indirect(reflect.ValueOf(o))
	if v.Kind() != reflect.Struct || v.NumField() == 0 || !v.CanAddr() {
		return nil
	}
	if first := v.Type().Field(0); !first.Anonymous || !first.IsExported() {
		return nil
	}
	inner, ok := v.Field(0).Addr().Interface().(fyne.CanvasObject)
	if _, base := inner.(*widget.BaseWidget); !ok || base {
		return nil
	}
	return inner
}

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
	if i, ok := field(o, "Importance").(widget.Importance); ok && isControl(o) {
		importance = int(i)
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
