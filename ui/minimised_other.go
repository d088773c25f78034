//go:build js || android || ios

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// probe knows nothing where windows are not those of a desktop.
type probe struct {
	// Object is empty.
	Object fyne.CanvasObject
}

// newProbe makes a probe.
func newProbe() *probe { return &probe{Object: container.NewWithoutLayout()} }

// minimised is never so.
func (p *probe) minimised() bool { return false }
