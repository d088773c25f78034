// Package minimised tells whether the window is minimised, so that nothing need be drawn
// then. Fyne 2.7 does not tell it; the library with which Fyne opens windows, and which
// is therefore in the program already, does.
package minimised
