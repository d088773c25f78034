package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// gap is the space between panels.
const gap = 8

// shareLayout puts two objects side by side and gives the first a share of the
// width.
type shareLayout float32

// Layout implements fyne.Layout.
func (l shareLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - gap) * float32(l)
	width = min(max(width, objects[0].MinSize().Width), size.Width-gap-objects[1].MinSize().Width)
	objects[0].Resize(fyne.NewSize(width, size.Height))
	objects[1].Move(fyne.NewPos(width+gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-width-gap, size.Height))
}

// MinSize implements fyne.Layout.
func (l shareLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+gap, max(a.Height, b.Height))
}

// stackLayout is shareLayout turned: the first object above the second.
type stackLayout float32

// Layout implements fyne.Layout.
func (l stackLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := (size.Height - gap) * float32(l)
	height = min(max(height, objects[0].MinSize().Height), size.Height-gap-objects[1].MinSize().Height)
	objects[0].Resize(fyne.NewSize(size.Width, height))
	objects[1].Move(fyne.NewPos(0, height+gap))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-height-gap))
}

// MinSize implements fyne.Layout.
func (l stackLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height+gap)
}

// evenLayout puts the objects that are not hidden side by side with equal widths.
type evenLayout struct{}

// Layout implements fyne.Layout.
func (evenLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	list := visible(objects)
	width := (size.Width - gap*float32(len(list)-1)) / float32(len(list))
	for i, o := range list {
		o.Move(fyne.NewPos(float32(i)*(width+gap), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

// MinSize implements fyne.Layout.
func (evenLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	list, size := visible(objects), fyne.Size{}
	for _, o := range list {
		size = size.Max(o.MinSize())
	}
	size.Width = size.Width*float32(len(list)) + gap*float32(max(0, len(list)-1))
	return size
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, o := range objects {
		if o.Visible() {
			list = append(list, o)
		}
	}
	return list
}

// fixedWidth gives an object a width of its own.
func fixedWidth(width float32, object fyne.CanvasObject) fyne.CanvasObject {
	return container.New(widthLayout(width), object)
}

type widthLayout float32

func (w widthLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (w widthLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(float32(w), height)
}

func setVisible(o fyne.CanvasObject, on bool) {
	switch {
	case o.Visible() == on:
	case on:
		o.Show()
	default:
		o.Hide()
	}
}
