//go:build js || android || ios

package minimised

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Probe knows nothing where windows are not those of a desktop.
type Probe struct {
	// Object is empty.
	Object fyne.CanvasObject
}

// New makes a probe.
func New() *Probe { return &Probe{Object: container.NewWithoutLayout()} }

// Minimised is never so.
func (p *Probe) Minimised() bool { return false }
