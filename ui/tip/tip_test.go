package tip

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// queue runs what timers hand over in the test's own goroutine.
type queue chan func()

func (q queue) do(f func()) { q <- f }

// next runs what comes next.
func (q queue) next(t *testing.T) {
	t.Helper()
	select {
	case f := <-q:
		f()
	case <-time.After(10 * time.Second):
		t.Fatal("nothing came")
	}
}

func TestTipComesAndGoes(t *testing.T) {
	test.NewTempApp(t)
	q := make(queue, 9)
	layer := NewLayer(q.do)
	tapped := 0
	button := widget.NewButton("go", func() { tapped++ })
	place := container.NewHBox(On(button, "starts it"))
	w := test.NewTempWindow(t, container.NewStack(container.NewVBox(place), layer))
	w.Resize(fyne.NewSize(300, 200))

	at := fyne.NewPos(20, 20)
	test.MoveMouse(w.Canvas(), at)
	if layer.Shown() != "" {
		t.Error("the tip came at once")
	}
	q.next(t)
	if layer.Shown() != "starts it" {
		t.Errorf("shown: %q", layer.Shown())
	}
	if y := layer.sheet.Position().Y; y < button.Size().Height {
		t.Errorf("the tip covers its button: y = %g", y)
	}
	test.TapCanvas(w.Canvas(), at)
	if tapped != 1 {
		t.Errorf("%d taps went through", tapped)
	}
	test.MoveMouse(w.Canvas(), fyne.NewPos(250, 150))
	if layer.Shown() != "" {
		t.Error("the tip stayed")
	}
}

func TestNoTipForWhatIsHiddenWithItsSurroundings(t *testing.T) {
	test.NewTempApp(t)
	q := make(queue, 9)
	layer := NewLayer(q.do)
	place := container.NewHBox(On(widget.NewButton("go", nil), "starts it"))
	w := test.NewTempWindow(t, container.NewStack(container.NewVBox(widget.NewLabel("above"), place), layer))
	w.Resize(fyne.NewSize(300, 200))
	test.MoveMouse(w.Canvas(), place.Position().AddXY(20, 20))
	place.Hide()
	q.next(t)
	if layer.Shown() != "" {
		t.Errorf("shown: %q", layer.Shown())
	}
}

func TestNoTipUnderAMenu(t *testing.T) {
	test.NewTempApp(t)
	q := make(queue, 9)
	layer := NewLayer(q.do)
	choice := widget.NewSelect([]string{"this", "that"}, nil)
	w := test.NewTempWindow(t, container.NewStack(container.NewVBox(container.NewHBox(On(choice, "which"))), layer))
	w.Resize(fyne.NewSize(300, 200))
	test.MoveMouse(w.Canvas(), fyne.NewPos(20, 20))
	test.Tap(choice)
	q.next(t)
	if layer.Shown() != "" {
		t.Errorf("shown: %q", layer.Shown())
	}
}

func TestTipStaysInside(t *testing.T) {
	test.NewTempApp(t)
	q := make(queue, 9)
	layer := NewLayer(q.do)
	button := widget.NewButton("go", nil)
	foot := container.NewBorder(nil, container.NewBorder(nil, nil, nil, On(button, "a long text that needs several lines, because nobody could read it in a single one")), nil, nil)
	w := test.NewTempWindow(t, container.NewStack(foot, layer))
	w.Resize(fyne.NewSize(400, 300))
	test.MoveMouse(w.Canvas(), fyne.NewPos(380, 280))
	q.next(t)
	p, s := layer.sheet.Position(), layer.sheet.Size()
	if p.X < 0 || p.Y < 0 || p.X+s.Width > layer.Size().Width || p.Y+s.Height > layer.Size().Height-button.Size().Height {
		t.Errorf("the tip is at %v, %v large, in %v", p, s, layer.Size())
	}
	if one := widget.NewLabel("one line").MinSize().Height; s.Height <= one {
		t.Errorf("a long tip is %g high: not wrapped", s.Height)
	}
}

func TestTipInDialog(t *testing.T) {
	test.NewTempApp(t)
	q := make(queue, 9)
	below, above := NewLayer(q.do), NewLayer(q.do)
	w := test.NewTempWindow(t, container.NewStack(widget.NewLabel("below"), below))
	w.Resize(fyne.NewSize(400, 300))
	covered := On(widget.NewButton("go", nil), "in a dialog")
	dialog.ShowCustomWithoutButtons("title", container.NewStack(covered, above), w)
	p := fyne.CurrentApp().Driver().AbsolutePositionForObject(covered)
	test.MoveMouse(w.Canvas(), p.AddXY(5, 5))
	q.next(t)
	if below.Shown() != "" || above.Shown() != "in a dialog" {
		t.Errorf("below %q, above %q", below.Shown(), above.Shown())
	}
}
