package stage

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"wakesleep/ui/desk"
)

// Blank is a room in which there is nothing.
type Blank struct{}

// Title implements desk.Room.
func (Blank) Title() string { return "blank" }

// Icon implements desk.Room.
func (Blank) Icon() fyne.Resource { return nil }

// Object implements desk.Room.
func (Blank) Object() fyne.CanvasObject { return container.NewVBox() }

// Show implements desk.Room.
func (Blank) Show(*desk.View) {}

// Easel remembers what was sent to it last.
type Easel struct {
	// Image is what was sent, and From where it comes from.
	Image desk.Drawing
	From  string

	desk *desk.Desk
}

// NewEasel is the desk's from now on.
func NewEasel(d *desk.Desk) *Easel {
	e := &Easel{desk: d}
	d.SetEasel(e)
	return e
}

// Take implements desk.Easel.
func (e *Easel) Take(image desk.Drawing, from string) { e.Image, e.From = image, from }

// TakeSample implements desk.Easel: it takes the first image, whatever its label.
func (e *Easel) TakeSample(int) {
	set := e.desk.Data().Test
	e.Take(desk.Drawing{Ink: set.Image(0), Width: set.Width, Height: set.Height}, set.Name)
}

// Recognised implements desk.Easel.
func (e *Easel) Recognised() bool { return !e.Image.Blank() }
