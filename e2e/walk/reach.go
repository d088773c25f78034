package walk

import "wakesleep/ui/inspect"

// grid are shares of a control's sides where it may be pressed, the middle first.
var grid = []float64{.5, .3, .7, .15, .85}

// reach finds a pixel at which a control, and no other, takes a click.
func reach(w *inspect.Window, o inspect.Object) (x, y int, ok bool) {
	a := o.Seen()
	if a.Width < 2 || a.Height < 2 {
		return 0, 0, false
	}
	for _, down := range grid {
		for _, right := range grid {
			x, y = a.X+int(right*float64(a.Width)), a.Y+int(down*float64(a.Height))
			if x >= 0 && y >= 0 && x < w.Width && y < w.Height && topmost(w, x, y) == o {
				return x, y, true
			}
		}
	}
	return 0, 0, false
}

// topmost is the control that takes a click at a pixel: the last drawn of those on the
// top level.
func topmost(w *inspect.Window, x, y int) (top inspect.Object) {
	for _, o := range w.Objects {
		a := o.Seen()
		if o.Control && o.Visible && o.Level == w.Overlays &&
			x >= a.X && y >= a.Y && x < a.X+a.Width && y < a.Y+a.Height {
			top = o
		}
	}
	return top
}
