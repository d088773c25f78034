package ui

import (
	"fmt"

	"wakesleep/learn"
)

// Texts of the room for the film.
const (
	filmTitle      = "Film"
	filmHeading    = "How it grew up"
	filmHelp       = "the same twelve dreams at every moment · click: look · shift-click or Return: compare with · arrow keys move"
	filmNow        = "now"
	filmAlone      = "The film begins when the machine learns: press play."
	filmGoBack     = "go back to this"
	filmTableTitle = "Side by side"
	filmUnseen     = "unseen images"
	filmOfData     = "images of the data"
)

// Rows of the table.
var filmRows = []string{
	"cycles", "machine", "method", "learning", "causes", "difference", "together", "K=20",
}

// filmFacts count the frames.
func filmFacts(frames int) string {
	if frames == 0 {
		return filmAlone
	}
	return fmt.Sprintf("%d moments, kept by themselves", frames)
}

// shortCount fits under a frame.
func shortCount(n uint64) string {
	switch {
	case n < 100_000:
		return thousands(n)
	case n < 10_000_000:
		return fmt.Sprintf("%.3gk", float64(n)/1000)
	}
	return fmt.Sprintf("%.3gM", float64(n)/1e6)
}

// frameTitle names a moment.
func frameTitle(now bool, cycle uint64) string {
	if now {
		return "Now, cycle " + thousands(cycle)
	}
	return "Cycle " + thousands(cycle)
}

// frameRemark tells where in which run a frame was taken.
func frameRemark(f *learn.Frame) string {
	if f.Offset == 0 {
		return fmt.Sprintf("begin of run %d", f.Run)
	}
	return fmt.Sprintf("%s into run %d, %s", thousands(f.Offset), f.Run, f.Steps)
}
