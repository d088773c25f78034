package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Gap is the space between panels.
const Gap = 8

// Share puts two objects side by side and gives the first a share of the
// width.
type Share float32

// Layout implements fyne.Layout.
func (l Share) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - Gap) * float32(l)
	width = min(max(width, objects[0].MinSize().Width), size.Width-Gap-objects[1].MinSize().Width)
	objects[0].Resize(fyne.NewSize(width, size.Height))
	objects[1].Move(fyne.NewPos(width+Gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-width-Gap, size.Height))
}

// MinSize implements fyne.Layout.
func (l Share) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+Gap, max(a.Height, b.Height))
}

// Stack is Share turned: the first object above the second.
type Stack float32

// Layout implements fyne.Layout.
func (l Stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := (size.Height - Gap) * float32(l)
	height = min(max(height, objects[0].MinSize().Height), size.Height-Gap-objects[1].MinSize().Height)
	objects[0].Resize(fyne.NewSize(size.Width, height))
	objects[1].Move(fyne.NewPos(0, height+Gap))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-height-Gap))
}

// MinSize implements fyne.Layout.
func (l Stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height+Gap)
}

// Even puts the objects that are not hidden side by side with equal widths.
type Even struct{}

// Layout implements fyne.Layout.
func (Even) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	list := visible(objects)
	width := (size.Width - Gap*float32(len(list)-1)) / float32(len(list))
	for i, o := range list {
		o.Move(fyne.NewPos(float32(i)*(width+Gap), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

// MinSize implements fyne.Layout.
func (Even) MinSize(objects []fyne.CanvasObject) fyne.Size {
	list, size := visible(objects), fyne.Size{}
	for _, o := range list {
		size = size.Max(o.MinSize())
	}
	size.Width = size.Width*float32(len(list)) + Gap*float32(max(0, len(list)-1))
	return size
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	return slices.DeleteFunc(slices.Clone(objects), func(o fyne.CanvasObject) bool { return !o.Visible() })
}

// Column puts objects below each other with their least heights, apart by a gap, from a
// height on. Hidden ones take no room.
func Column(objects []fyne.CanvasObject, top, width, gap float32) {
	for _, o := range visible(objects) {
		height := o.MinSize().Height
		o.Move(fyne.NewPos(0, top))
		o.Resize(fyne.NewSize(width, height))
		top += height + gap
	}
}

// ColumnSize is what Column takes.
func ColumnSize(objects []fyne.CanvasObject, gap float32) (size fyne.Size) {
	list := visible(objects)
	for _, o := range list {
		least := o.MinSize()
		size.Width, size.Height = max(size.Width, least.Width), size.Height+least.Height
	}
	size.Height += gap * float32(len(list)-1)
	return size
}

// FixedWidth gives an object a width of its own.
func FixedWidth(width float32, object fyne.CanvasObject) fyne.CanvasObject {
	return container.New(Width(func() float32 { return width }), object)
}

// Width lays objects over each other and asks for a width.
type Width func() float32

// Layout implements fyne.Layout.
func (w Width) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (w Width) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(w(), height)
}

// SetVisible shows or hides an object, if it is not so already.
func SetVisible(o fyne.CanvasObject, on bool) {
	switch {
	case o.Visible() == on:
	case on:
		o.Show()
	default:
		o.Hide()
	}
}
