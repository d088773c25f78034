package ui

import (
	"fmt"

	"wakesleep/learn"
)

// Texts of undoing and redoing.
const (
	undoTitle    = "Undo"
	redoTitle    = "Redo"
	undoNothing  = "There is nothing to undo yet."
	redoNothing  = "There is nothing to redo."
	undoPlay     = "play"
	undoStep     = "one step"
	undoReset    = "reset"
	undoNew      = "new machine"
	undoData     = "change of data"
	undoRecovery = "going back to the last good state"
)

// undoItem is a menu's line.
func undoItem(title, what string) string {
	if what == "" {
		return title
	}
	return title + ": " + what
}

func undoneWords(what string) string { return "Undone: " + what + "." }
func redoneWords(what string) string { return "Redone: " + what + "." }

func undoOpening(name string) string { return "opening " + name }

func undoGoingBack(cycle uint64) string { return "going back to cycle " + thousands(cycle) }

func wentBackWords(cycle uint64) string {
	return "The machine is what it was at cycle " + thousands(cycle) + "."
}

// runWords name a run of so many cycles; zero is one without an end.
func runWords(steps learn.Steps, n int) string {
	switch n {
	case 0:
		return undoPlay
	case 1:
		return undoStep
	}
	return fmt.Sprintf("%s %s cycles", steps, thousands(n))
}

// stepsWords name single steps in a row.
func stepsWords(n int) string {
	if n == 1 {
		return undoStep
	}
	return thousands(n) + " steps"
}
