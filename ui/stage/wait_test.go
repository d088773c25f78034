package stage_test

import (
	"context"
	"testing"

	"wakesleep/ui/desk"
	"wakesleep/ui/stage"
	"wakesleep/ui/stage/solo"
)

// What work in the background leaves to be done on the window's goroutine is done too.
func TestSettledIsAllThatWasBegun(t *testing.T) {
	s := solo.New(t, "watch", func(*desk.Desk) stage.Blank { return stage.Blank{} })
	for i := range 5000 {
		done := false
		s.Background("work", func(context.Context) func() { return func() { done = true } })
		if s.Settle(); !done {
			t.Fatalf("the work of turn %d is not done", i)
		}
	}
}
