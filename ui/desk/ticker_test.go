package desk

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"wakesleep/ui/tasks"
)

// The clock ends with the desk, though a tick is under way when it is closed.
func TestTheClockEnds(t *testing.T) {
	ticked, goOn := make(chan struct{}), make(chan struct{})
	d := New(test.NewTempApp(t), 1, tasks.New(func(func()) {
		ticked <- struct{}{}
		<-goOn
	}))
	d.StartTicking()
	<-ticked
	d.Close()
	close(goOn)
	ended := make(chan struct{})
	go func() {
		d.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-ticked:
		t.Error("the clock ticks on")
	case <-time.After(5 * time.Second):
		t.Error("the clock waits for something")
	}
}
