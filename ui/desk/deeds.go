package desk

import (
	"wakesleep/learn"
	"wakesleep/ui/texts"
)

func undoneWords(what string) string { return texts.Of("history.undone", what) }
func redoneWords(what string) string { return texts.Of("history.redone", what) }

// runWords name a run of so many cycles; zero is one without an end.
func runWords(steps learn.Steps, n int) string {
	switch n {
	case 0:
		return texts.Of("history.play")
	case 1:
		return texts.Of("history.step")
	}
	return texts.Of("history.run."+steps.String(), n)
}

// stepsWords name single steps in a row.
func stepsWords(n int) string {
	if n == 1 {
		return texts.Of("history.step")
	}
	return texts.Of("history.steps", n)
}
