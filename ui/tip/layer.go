package tip

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	// rest is how long the pointer rests before a tip appears.
	rest = 600 * time.Millisecond
	// linger is how long it stays if the pointer does.
	linger = 12 * time.Second
	// widest is a tip's width where its text does not need less.
	widest = 300
	// apart is how far a tip stays from the control and from the layer's edge.
	apart = 4
)

// Layer is where tips appear. It lies over all else in a window's or a dialog's content:
// container.NewStack(content, layer).
type Layer struct {
	widget.BaseWidget
	do func(func())

	awaited *cover
	// over is how much lay over the window's content when the pointer came.
	over  int
	timer *time.Timer
	paper *canvas.Rectangle
	words *widget.Label
	sheet *fyne.Container
}

// NewLayer makes a layer. do runs a function on Fyne's goroutine.
func NewLayer(do func(func())) *Layer {
	l := &Layer{do: do, paper: canvas.NewRectangle(nil), words: widget.NewLabel("")}
	l.words.SizeName = theme.SizeNameCaptionText
	l.paper.CornerRadius = 4
	l.paper.StrokeWidth = 1
	l.sheet = container.NewStack(l.paper, l.words)
	l.sheet.Hide()
	l.ExtendBaseWidget(l)
	return l
}

// Shown is the tip to be seen; empty for none.
func (l *Layer) Shown() string {
	if !l.sheet.Visible() {
		return ""
	}
	return l.words.Text
}

// Clear takes away the tip that is to be seen or about to be: for what comes without the
// pointer, as a dialog does.
func (l *Layer) Clear() { l.hide() }

// await shows a cover's tip if the pointer stays.
func (l *Layer) await(c *cover) {
	l.hide()
	l.awaited, l.over = c, overlays(c)
	l.after(rest, c, func() { l.show(c) })
}

// after does something after a while if c's tip is still the one awaited.
func (l *Layer) after(d time.Duration, c *cover, act func()) {
	l.timer = time.AfterFunc(d, func() {
		l.do(func() {
			if l.awaited == c {
				act()
			}
		})
	})
}

// leave takes a cover's tip away.
func (l *Layer) leave(c *cover) {
	if l.awaited == c {
		l.hide()
	}
}

func (l *Layer) hide() {
	if l.timer != nil {
		l.timer.Stop()
	}
	l.awaited = nil
	if l.sheet.Visible() {
		l.sheet.Hide()
		l.Refresh()
	}
}

// overlays is how much lies over the content of an object's window.
func overlays(o fyne.CanvasObject) int {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		return len(c.Overlays().List())
	}
	return 0
}

// show puts a cover's tip beneath its object, or above where there is no room.
func (l *Layer) show(c *cover) {
	driver := fyne.CurrentApp().Driver()
	place := driver.AbsolutePositionForObject(c)
	if c.Size().IsZero() || !c.Visible() || place.X <= 0 && place.Y <= 0 {
		return // an object in something that is hidden has no place
	}
	if overlays(c) != l.over {
		return // a menu has opened, and says more
	}
	text := c.words()
	if text == "" {
		return
	}
	at := place.Subtract(driver.AbsolutePositionForObject(l))
	l.write(text)
	size := l.sheet.Size()
	x := max(apart, min(at.X, l.Size().Width-size.Width-apart))
	y := at.Y + c.Size().Height + apart
	if y+size.Height > l.Size().Height {
		y = max(apart, at.Y-size.Height-apart)
	}
	l.sheet.Move(fyne.NewPos(x, y))
	l.sheet.Show()
	l.after(linger, c, l.hide)
	l.Refresh() // a container that appears does not ask to be painted
}

// write sets the words, in as little room as they need.
func (l *Layer) write(text string) {
	l.colour()
	l.words.Wrapping = fyne.TextWrapOff
	l.words.SetText(text)
	size := l.words.MinSize()
	if size.Width > widest {
		l.words.Wrapping = fyne.TextWrapWord
		l.words.Resize(fyne.NewSize(widest, 0)) // how many lines there are follows from the width
		l.words.Refresh()
		size = fyne.NewSize(widest, l.words.MinSize().Height)
	}
	l.sheet.Resize(size)
}

func (l *Layer) colour() {
	l.paper.FillColor = theme.ColorForWidget(theme.ColorNameOverlayBackground, l)
	l.paper.StrokeColor = theme.ColorForWidget(theme.ColorNamePlaceHolder, l)
	l.paper.Refresh()
}

// CreateRenderer is Fyne's.
func (l *Layer) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout(l.sheet))
}
