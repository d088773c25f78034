package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
)

// Meter is a slim bar that is filled up to a share, or several shares one after
// another.
type Meter struct {
	// Object is the bar, to lay out.
	Object *fyne.Container
	parts  []*Backdrop
	layout *meterLayout
}

// NewMeter makes a bar of a height with a part, empty at first, in each colour.
func NewMeter(height float32, colours ...fyne.ThemeColorName) *Meter {
	m := &Meter{layout: &meterLayout{height: height, shares: make([]float32, len(colours))}}
	objects := []fyne.CanvasObject{NewBackdrop(base.ColorNameInputBackground, height/2)}
	for _, c := range colours {
		part := NewBackdrop(c, height/2)
		m.parts = append(m.parts, part)
		objects = append(objects, part)
	}
	m.Object = container.New(m.layout, objects...)
	return m
}

// Set changes the shares, which should not exceed one together.
func (m *Meter) Set(shares ...float32) {
	changed := false
	for i, s := range shares {
		s = max(0, min(s, 1))
		changed = changed || s != m.layout.shares[i]
		m.layout.shares[i] = s
	}
	if changed {
		m.Object.Refresh()
	}
}

// Paint gives a part, counted from the left, another colour.
func (m *Meter) Paint(part int, colour fyne.ThemeColorName) { m.parts[part].SetColour(colour) }

// Shares are those shown, from the left.
func (m *Meter) Shares() []float32 { return m.layout.shares }

type meterLayout struct {
	height float32
	shares []float32
}

// Layout implements fyne.Layout. The first object is the ground.
func (l *meterLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top := (size.Height - l.height) / 2
	objects[0].Move(fyne.NewPos(0, top))
	objects[0].Resize(fyne.NewSize(size.Width, l.height))
	left := float32(0)
	for i, s := range l.shares {
		width := size.Width * s
		if s > 0 {
			objects[i+1].Show()
		} else {
			objects[i+1].Hide() // a rounded rectangle of no width would leave a line
		}
		objects[i+1].Move(fyne.NewPos(left, top))
		objects[i+1].Resize(fyne.NewSize(width, l.height))
		left += width
	}
}

// MinSize implements fyne.Layout.
func (l *meterLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, l.height) }
