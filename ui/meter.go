package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
)

// meter is a slim bar that is filled up to a share, or several shares one after
// another.
type meter struct {
	object *fyne.Container
	parts  []*backdrop
	layout *meterLayout
}

func newMeter(height float32, colours ...fyne.ThemeColorName) *meter {
	m := &meter{layout: &meterLayout{height: height, shares: make([]float32, len(colours))}}
	objects := []fyne.CanvasObject{newBackdrop(base.ColorNameInputBackground, height/2)}
	for _, c := range colours {
		part := newBackdrop(c, height/2)
		m.parts = append(m.parts, part)
		objects = append(objects, part)
	}
	m.object = container.New(m.layout, objects...)
	return m
}

// set changes the shares, which should not exceed one together.
func (m *meter) set(shares ...float32) {
	changed := false
	for i, s := range shares {
		s = max(0, min(s, 1))
		changed = changed || s != m.layout.shares[i]
		m.layout.shares[i] = s
	}
	if changed {
		m.object.Refresh()
	}
}

// paint gives a part, counted from the left, another colour.
func (m *meter) paint(part int, colour fyne.ThemeColorName) { m.parts[part].setColour(colour) }

// shares are those shown, from the left.
func (m *meter) shares() []float32 { return m.layout.shares }

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
