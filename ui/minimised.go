//go:build !js && !android && !ios

package ui

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"github.com/go-gl/glfw/v3.3/glfw"
)

// probe finds out which window it lies in when it is drawn, which happens inside that
// window's context. It must not be drawn by anything but Fyne's driver for desktops.
type probe struct {
	// Object is the probe, one unit large and transparent, to lay into the window.
	Object fyne.CanvasObject
	window *glfw.Window
}

// newProbe makes a probe.
func newProbe() *probe {
	p := &probe{}
	spot := canvas.NewRaster(func(int, int) image.Image {
		if p.window == nil {
			p.window = glfw.GetCurrentContext()
		}
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	})
	spot.Resize(fyne.NewSquareSize(1))
	p.Object = container.NewWithoutLayout(spot)
	return p
}

// minimised tells whether the window is; of one that has not been drawn yet it says no. It
// must be called on Fyne's goroutine, as long as the window is open.
func (p *probe) minimised() bool {
	return p.window != nil && p.window.GetAttrib(glfw.Iconified) == glfw.True
}
