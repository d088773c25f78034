package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// seen lists what is to be seen of an object.
func seen(o fyne.CanvasObject) []fyne.CanvasObject {
	if !o.Visible() {
		return nil
	}
	list := []fyne.CanvasObject{o}
	var parts []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		parts = o.Objects
	case fyne.Widget:
		parts = test.WidgetRenderer(o).Objects()
	}
	for _, part := range parts {
		list = append(list, seen(part)...)
	}
	return list
}

// cut lists the texts that are wider than the place they have, and controls that are
// smaller than they should be.
func cut(objects []fyne.CanvasObject) (list []string) {
	for _, o := range objects {
		switch o := o.(type) {
		case *widget.Label:
			if o.Text != "" && o.Truncation == fyne.TextTruncateEllipsis && widthOf(o) > o.Size().Width+.5 {
				list = append(list, o.Text)
			}
		case *kit.Button:
			list = append(list, tooSmall(o, o.Text)...)
		case *kit.Select:
			if o.Size().Width < fyne.MeasureText(o.Selected, base.TextSize(), fyne.TextStyle{}).Width+32 {
				list = append(list, o.Selected)
			}
		case *kit.Check:
			list = append(list, tooSmall(o, o.Text)...)
		}
	}
	return list
}

// widthOf is what a label needs that gives nothing up.
func widthOf(l *widget.Label) float32 {
	whole := widget.NewLabelWithStyle(l.Text, l.Alignment, l.TextStyle)
	whole.SizeName = l.SizeName
	return whole.MinSize().Width
}

func tooSmall(o fyne.CanvasObject, text string) []string {
	if least := o.MinSize(); least.Width > o.Size().Width+.5 || least.Height > o.Size().Height+4 {
		return []string{fmt.Sprintf("%q has %v of %v", text, o.Size(), least)}
	}
	return nil
}

// Neither texts nor controls, in any room and language, at 1024×640.
func TestNothingIsCutInASmallWindow(t *testing.T) {
	defer texts.Use("en")
	for _, language := range texts.Languages {
		texts.Use(language.Code)
		for kind, layers := range map[string]string{"categories": "40,20,10c", "units": "40,20"} {
			s := newScene(t)
			s.Digits(layers)
			s.Entry("cycles").SetText("12")
			s.Button("wake-sleep").OnTapped()
			s.AtRest()
			for _, r := range s.frame.Rooms() {
				s.ChooseRoom(r.Key)
				s.Settle()
				for _, text := range cut(seen(s.Window().Canvas().Content())) {
					t.Errorf("%s, %s, %s: cut: %q", language.Code, kind, r.Key, text)
				}
			}
		}
	}
}
