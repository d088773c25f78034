package ui

import (
	"fmt"

	"wakesleep/network"
)

// Texts of the Draw room's three views of a drawing, and of drawings that are kept.
const (
	viewCompare = "See"
	viewVary    = "Vary"
	viewFill    = "Fill in"

	varyRemark = "click one to draw on from it"
	varyEmpty  = "Draw something: here the machine keeps what it thinks caused it, and dreams it again. " +
		"The higher the layer that is kept, the freer the dream."
	varyTaken = "a variation of the drawing"

	fillShown  = "what it is shown"
	fillRemark = "click one to take it"
	fillHidden = "hidden:"
	fillEmpty  = "Draw a digit, or half of one outside the shade. The machine sees only what is not hidden, " +
		"and fills in the rest, in twelve ways that it finds likely."
	fillTaken = "filled in by the machine"

	keepButton   = "keep as"
	keepLabel    = "label"
	keepWhat     = "Draw something to keep first."
	keepMenuSet  = "Save the kept drawings as data…"
	keepMenuPad  = "Save the drawing as a picture…"
	keepMenuSee  = "Save what it sees, imagines and misses…"
	keepMenuDrop = "Forget the kept drawings…"
	keepTitle    = "Save the kept drawings: images, and labels beside them"
	keepFile     = "my-drawings-images-idx3-ubyte"
	keepSuffix   = "-images-idx3-ubyte"
	keepPicture  = "drawing.png"
	keepSeen     = "seen-imagined-missed.png"
	keepFull     = "There is no room for more kept drawings; save them first."
	keepDrop     = "Forget the kept drawings?"
	keepDropYes  = "Forget them"
	keepLeave    = "Leave without saving the drawings?"
)

// keptCount tells how many drawings are kept.
func keptCount(n int) string {
	if n == 0 {
		return "none kept"
	}
	return thousands(n) + " kept"
}

// keptAs tells what was kept last.
func keptAs(label, n int) string {
	return fmt.Sprintf("Kept as %d: %s so far.", label, thousands(n))
}

// keptLost tells what would be lost.
func keptLost(n int) string {
	if n == 1 {
		return "One drawing was kept and is not saved: it would be lost."
	}
	return fmt.Sprintf("%s drawings were kept and are not saved: they would be lost.", thousands(n))
}

// keptSaved tells where the drawings are.
func keptSaved(n int, images, labels string) string {
	return fmt.Sprintf("%s drawings are saved in %s, their labels in %s. Open them in the room Data.", thousands(n), images, labels)
}

// variedWords are the caption of a row of variations with the causes of layer l kept.
func variedWords(m *network.Machine, l int) string {
	switch {
	case m.Top() == 1 && m.Categorical():
		return "category kept"
	case m.Top() == 1:
		return "causes kept"
	case l == m.Top() && m.Categorical():
		return "category kept"
	case l == m.Top():
		return "top causes kept"
	case l == 1:
		return "all causes kept"
	}
	return fmt.Sprintf("layers %d and up kept", l)
}

// hidings are the words for what is hidden, in the order of hiding.
func hidings() []string {
	return []string{"the bottom half", "the top half", "the left half", "the right half", "all but the ink"}
}
