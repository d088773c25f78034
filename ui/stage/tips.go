package stage

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/tip"
)

// untipped are the controls below an object, hidden ones among them, that have no tip.
func untipped(object fyne.CanvasObject) []fyne.CanvasObject {
	all := below(object)
	covered := tip.Covered(all)
	var list []fyne.CanvasObject
	for _, o := range all {
		if isControl(o) && strings.TrimSpace(covered[o]) == "" {
			list = append(list, o)
		}
	}
	return list
}

// RequireTips fails for every control below an object that has no tip.
func RequireTips(t *testing.T, object fyne.CanvasObject) {
	t.Helper()
	for _, o := range untipped(object) {
		t.Errorf("no tip: %s", describe(o))
	}
}

// below lists an object and all below it, but not the parts of a control.
func below(object fyne.CanvasObject) []fyne.CanvasObject {
	list := []fyne.CanvasObject{object}
	var parts []fyne.CanvasObject
	switch o := object.(type) {
	case *fyne.Container:
		parts = o.Objects
	case *widget.Form: // it has buttons of its own that are never seen
		for _, item := range o.Items {
			parts = append(parts, item.Widget)
		}
	case fyne.Widget:
		if !isControl(o) {
			parts = test.WidgetRenderer(o).Objects()
		}
	}
	for _, part := range parts {
		list = append(list, below(part)...)
	}
	return list
}

func isControl(o fyne.CanvasObject) bool {
	switch o.(type) {
	case *widget.Button, *widget.Check, *widget.CheckGroup, *widget.Entry, *widget.Hyperlink, *widget.RadioGroup,
		*widget.Select, *widget.SelectEntry, *widget.Slider,
		*kit.Button, *kit.Check, *kit.LineEntry, *kit.Select, *kit.SelectEntry, *kit.Slider:
		return true
	}
	return false
}

// describe tells a control from others.
func describe(o fyne.CanvasObject) string {
	words := fmt.Sprintf("%T", o)
	if b, ok := o.(*kit.Button); ok && b.Icon != nil {
		words += " " + b.Icon.Name()
	}
	for _, name := range []string{"Text", "PlaceHolder", "Selected", "Options"} {
		if field := reflect.ValueOf(o).Elem().FieldByName(name); field.IsValid() {
			words += fmt.Sprintf(" %v", field)
		}
	}
	return words
}
