package ui

import (
	"testing"
	"time"

	"wakesleep/learn"
	"wakesleep/ui/stage"
)

// BenchmarkEventLoop reports for how long the window's own work holds Fyne's goroutine
// at most, in milliseconds, while a machine of the usual size learns on all processors
// and the rooms are visited one after another. Drawing is Fyne's and not in it.
func BenchmarkEventLoop(b *testing.B) {
	settings := learn.Defaults()
	settings.Layers = "200,100,50c"
	s := newScene(b)
	s.Begin("digits", settings)
	s.Settle()
	s.PlayOrPause()
	longest := make([]time.Duration, len(s.frame.Rooms()))
	for range b.N {
		for i := range s.frame.Rooms() {
			longest[i] = max(longest[i], stage.Timed(func() { s.ChooseRoom(s.frame.Rooms()[i].Key) }), s.LongestFor(2*time.Second))
		}
	}
	for i, tab := range s.frame.Rooms() {
		b.ReportMetric(longest[i].Seconds()*1e3, "ms-"+tab.Key)
	}
	b.ReportMetric(0, "ns/op") // says nothing here
}
