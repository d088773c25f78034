package inspect

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/tip"
)

// ownEntry is an entry as the program may have its own.
type ownEntry struct{ widget.Entry }

func TestControls(t *testing.T) {
	test.NewTempApp(t)
	entry := &ownEntry{}
	entry.ExtendBaseWidget(entry)
	entry.SetText("mine")
	w := test.NewTempWindow(t, container.NewVBox(
		widget.NewLabel("only to read"),
		tip.On(widget.NewButtonWithIcon("", nil, nil), "what the button does"),
		widget.NewSelectEntry([]string{"one", "two"}), entry, widget.NewSlider(0, 1), tip.Mark("explains"),
	))
	w.Resize(fyne.NewSize(300, 300))
	var kinds []string
	for _, o := range Describe(w, nil).Objects {
		switch {
		case o.Control:
			kinds = append(kinds, o.Kind+" "+o.Text+o.Tip)
		case o.Text != "only to read":
			t.Errorf("%+v is no control and has nothing to read", o)
		}
	}
	want := []string{"Button what the button does", "SelectEntry ", "Button ", "ownEntry mine", "Slider 0", "mark explains"}
	if !slices.Equal(kinds, want) {
		t.Errorf("controls %q, want %q", kinds, want)
	}
}

func TestMenus(t *testing.T) {
	test.NewTempApp(t)
	off := fyne.NewMenuItem("not now", nil)
	off.Disabled = true
	recent := fyne.NewMenuItem("recent", nil)
	recent.ChildMenu = fyne.NewMenu("", fyne.NewMenuItem("a file", nil))
	quit := fyne.NewMenuItem("quit", nil)
	quit.IsQuit = true
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.SetMainMenu(fyne.NewMainMenu(fyne.NewMenu("File", off, recent, fyne.NewMenuItemSeparator(), quit)))
	want := []Line{{Text: "File", Enabled: true, Lines: []Line{
		{Text: "not now"},
		{Text: "recent", Enabled: true, Lines: []Line{{Text: "a file", Enabled: true}}},
		{Enabled: true},
		{Text: "quit", Enabled: true, Quits: true},
	}}}
	if got := Describe(w, nil).Menus; !reflect.DeepEqual(got, want) {
		t.Errorf("menus\n%+v, want\n%+v", got, want)
	}
}

// Lines of an opened menu can be pressed, unless they are grey.
func TestDescribeDisabledLine(t *testing.T) {
	s := newScene(t)
	off := fyne.NewMenuItem("not now", nil)
	off.Disabled = true
	widget.NewPopUpMenu(fyne.NewMenu("", fyne.NewMenuItem("now", nil), off), s.window.Canvas()).ShowAtPosition(fyne.NewPos(9, 9))
	w := Describe(s.window, nil)
	for text, enabled := range map[string]bool{"now": true, "not now": false} {
		o := w.Read(func(o Object) bool { return o.Text == text && o.Level == 1 })
		if o == nil || !o.Control || o.Enabled != enabled {
			t.Errorf("the line %q is %+v", text, o)
		}
	}
}

// pictures counts how often it was painted.
type pictures struct{ widget.Icon }

func (*pictures) Paintings() uint64       { return 7 }
func (*pictures) Tapped(*fyne.PointEvent) {}

func TestLooks(t *testing.T) {
	test.NewTempApp(t)
	button, sheet := widget.NewButton("on", nil), &pictures{}
	button.Importance = widget.HighImportance
	sheet.ExtendBaseWidget(sheet)
	w := test.NewTempWindow(t, container.NewVBox(button, sheet))
	objects := Describe(w, nil).Objects
	if len(objects) != 2 || objects[0].Importance != int(widget.HighImportance) || objects[1].Paintings != 7 {
		t.Errorf("described as %+v", objects)
	}
}

func TestEachFindsWhatIsHiddenAsWell(t *testing.T) {
	s := newScene(t)
	found := map[fyne.CanvasObject]bool{}
	Each(s.window.Content(), func(o fyne.CanvasObject) { found[o] = true })
	if !found[s.button] || !found[s.hidden] || !found[s.entry] {
		t.Errorf("only %d objects were found", len(found))
	}
}

func TestSeen(t *testing.T) {
	o := Object{X: 10, Y: 50, Width: 30, Height: 20}
	if got := o.Seen(); got != (Area{10, 50, 30, 20}) {
		t.Errorf("all is seen: %v", got)
	}
	o.View = Area{20, 0, 100, 60}
	if got := o.Seen(); got != (Area{20, 50, 20, 10}) {
		t.Errorf("partly hidden: %v", got)
	}
	o.View = Area{0, 0, 100, 40}
	if got := o.Seen(); got.Height != 0 {
		t.Errorf("scrolled away: %v", got)
	}
}

// Who asks is answered, though nothing has changed.
func TestQuestion(t *testing.T) {
	s := newScene(t)
	path := filepath.Join(t.TempDir(), "window.json")
	t.Setenv(Variable, path)
	queue := make(chan func())
	stop := Start(s.window, func(f func()) { queue <- f }, s.program())
	readUntil(t, path, queue, "press me")
	if err := os.WriteFile(path+Question, []byte("41"), 0o600); err != nil {
		t.Fatal(err)
	}
	for readWindow(t, path).Answer != "41" {
		(<-queue)()
	}
	go func() {
		for f := range queue {
			f()
		}
	}()
	stop()
	close(queue)
}
