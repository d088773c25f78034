package inspect

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/tip"
)

// scene is a window of 300 by 200 units with a button at a known place, in a
// scrolled part, and a hidden half.
type scene struct {
	window         fyne.Window
	button, hidden *widget.Button
	entry          *widget.Entry
	names          Names
}

// program is an idle program that shows the scene.
func (s *scene) program() Program {
	return Program{
		Names: func() Names { return s.names },
		Busy:  func() bool { return false },
		Ticks: func() uint64 { return 0 },
	}
}

func newScene(t *testing.T) *scene {
	t.Helper()
	test.NewTempApp(t)
	s := &scene{
		button: widget.NewButton("press me", nil), hidden: widget.NewButton("not now", nil),
		entry: widget.NewEntry(),
	}
	s.button.Disable()
	s.button.Move(fyne.NewPos(30, 40))
	s.button.Resize(fyne.NewSize(100, 50))
	s.hidden.Hide()
	s.entry.SetText("typed")
	s.entry.Resize(fyne.NewSize(80, 30))
	inner := container.NewWithoutLayout(s.button, s.hidden, s.entry, widget.NewLabel("read me"))
	s.window = test.NewWindow(container.NewScroll(inner))
	s.window.SetPadded(false)
	s.window.Resize(fyne.NewSize(300, 200))
	s.names = Names{s.button: "press", s.hidden: "other"}
	t.Cleanup(s.window.Close)
	return s
}

func TestDescribe(t *testing.T) {
	s := newScene(t)
	s.window.SetTitle("A window")
	s.window.Canvas().(test.WindowlessCanvas).SetScale(2)
	s.window.Canvas().Focus(s.entry)
	w := Describe(s.window, s.names)
	if w.Title != "A window" || w.Scale != 2 || w.Overlays != 0 {
		t.Errorf("the window is %q at scale %v with %d overlays", w.Title, w.Scale, w.Overlays)
	}
	// The test driver counts from the corner of the area free of notches.
	area, _ := s.window.Canvas().InteractiveArea()
	left, top := -2*int(area.X), -2*int(area.Y)
	size := s.window.Content().Size()
	view := Area{left, top, int(2 * size.Width), int(2 * size.Height)}
	want := []Object{
		{Name: "press", Kind: "Button", Text: "press me", X: left + 60, Y: top + 80, Width: 200, Height: 100, Visible: true, Control: true, View: view},
		{Name: "other", Kind: "Button", Text: "not now", Enabled: true, Control: true, View: view},
		{Kind: "Entry", Text: "typed", X: left, Y: top, Width: 160, Height: 60, Visible: true, Enabled: true, Focused: true, Control: true, Strokes: true, View: view},
		{Kind: "Label", Text: "read me", X: left, Y: top, Visible: true, Enabled: true},
	}
	if len(w.Objects) != len(want) {
		t.Fatalf("found %d objects, want %d: %+v", len(w.Objects), len(want), w.Objects)
	}
	for i := range want {
		if w.Objects[i] != want[i] {
			t.Errorf("object %d is\n%+v, want\n%+v", i, w.Objects[i], want[i])
		}
	}
	if w.Find("press") != &w.Objects[0] || w.Find("nobody") != nil {
		t.Error("Find does not find by name")
	}
}

func TestDescribeDialog(t *testing.T) {
	s := newScene(t)
	field := widget.NewEntry()
	form := dialog.NewForm("A question", "Do it", "Leave it",
		[]*widget.FormItem{widget.NewFormItem("Seed", field)}, func(bool) {}, s.window)
	form.Show()
	s.names[field] = "seed"
	w := Describe(s.window, s.names)
	texts := map[string]Object{}
	for _, o := range w.Objects {
		if o.Overlay {
			texts[o.Text] = o
		}
	}
	for _, text := range []string{"A question", "Do it", "Leave it"} {
		if !texts[text].Visible || texts[text].X <= 0 || texts[text].Y <= 0 {
			t.Errorf("the dialog's %q is %+v", text, texts[text])
		}
	}
	if seed := w.Find("seed"); seed == nil || !seed.Overlay || seed.X <= 0 || seed.Width <= 0 {
		t.Errorf("the dialog's field is %+v", seed)
	}
	if w.Overlays != 1 || texts["Do it"].Kind != "Button" {
		t.Errorf("%d overlays, and the button is a %s", w.Overlays, texts["Do it"].Kind)
	}
}

func TestDescribeTip(t *testing.T) {
	test.NewTempApp(t)
	shown := make(chan func(), 1)
	layer := tip.NewLayer(func(f func()) { shown <- f })
	w := test.NewTempWindow(t, container.NewStack(container.NewHBox(tip.On(widget.NewButton("go", nil), "starts it")), layer))
	w.Resize(fyne.NewSize(300, 200))
	tips := func() (n int) {
		for _, o := range Describe(w, nil).Objects {
			if o.Kind == "Layer" && o.Text == "starts it" {
				n++
			}
		}
		return n
	}
	if tips() != 0 {
		t.Error("there is a tip before the pointer rests")
	}
	test.MoveMouse(w.Canvas(), fyne.NewPos(20, 20))
	(<-shown)()
	if tips() != 1 {
		t.Error("the tip is not described")
	}
}

// On one goroutine: the test asks, and answers as the window's goroutine would.
func TestStartWritesWhatChanges(t *testing.T) {
	s := newScene(t)
	path := filepath.Join(t.TempDir(), "window.json")
	t.Setenv(Variable, path)
	queue := make(chan func())
	stop := Start(s.window, func(f func()) { queue <- f }, s.program())
	readUntil(t, path, queue, "press me")
	s.button.SetText("changed")
	readUntil(t, path, queue, "changed")
	go func() {
		for f := range queue {
			f()
		}
	}()
	stop()
	close(queue)
}

// readUntil lets the window's work be done until the button has a text.
func readUntil(t *testing.T, path string, queue chan func(), text string) {
	t.Helper()
	deadline := time.After(10 * time.Second)
	for {
		select {
		case f := <-queue:
			f()
		case <-deadline:
			t.Fatalf("the file never told of %q", text)
		}
		if w := readWindow(t, path); w != nil && w.Find("press").Text == text {
			return
		}
	}
}

// readWindow reads the file, if it is there.
func readWindow(t *testing.T, path string) *Window {
	t.Helper()
	content, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil
	}
	w := &Window{}
	if err := json.Unmarshal(content, w); err != nil {
		t.Fatal(err)
	}
	return w
}

// Nobody who uses the program pays for it.
func TestStartDoesNothingUnasked(t *testing.T) {
	t.Setenv(Variable, "")
	Start(nil, func(func()) { t.Error("the window was asked") }, Program{})()
}

func TestHeldIsTheLongestSilence(t *testing.T) {
	h, quit := &held{}, make(chan struct{})
	loop, ended := make(chan func()), make(chan struct{})
	go func() {
		defer close(ended)
		h.listen(quit, func(f func()) { loop <- f })
	}()
	for _, silence := range []time.Duration{0, 40 * time.Millisecond, 0} {
		question := <-loop
		time.Sleep(silence)
		question()
	}
	question := <-loop // asked after the answer before has been noted
	if got := h.longest(); got < 40 {
		t.Errorf("%g ms, the loop was silent for 40", got)
	}
	if got := h.longest(); got != 0 {
		t.Errorf("%g ms were told twice", got)
	}
	question()
	close(quit)
	<-ended
}

func TestDescribeChoices(t *testing.T) {
	s := newScene(t)
	choice := widget.NewSelect([]string{"one", "two"}, nil)
	s.window.SetContent(choice)
	test.Tap(choice)
	w := Describe(s.window, nil)
	two := w.Read(func(o Object) bool { return o.Text == "two" })
	if two == nil || !two.Overlay || two.Kind != "menuItem" || two.Height == 0 {
		t.Errorf("the second choice is %+v", two)
	}
}
