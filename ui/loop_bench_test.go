package ui

import (
	"testing"
	"time"

	"wakesleep/learn"
)

// BenchmarkEventLoop reports for how long the window's own work holds Fyne's goroutine
// at most, in milliseconds, while a machine of the usual size learns on all processors
// and the rooms are visited one after another. Drawing is Fyne's and not in it.
func BenchmarkEventLoop(b *testing.B) {
	settings := learn.Defaults()
	settings.Layers = "200,100,50c"
	s := newStage(b).begin("digits", settings)
	s.settle()
	s.playOrPause()
	longest := make([]time.Duration, len(s.frame.rooms))
	for range b.N {
		for i := range s.frame.rooms {
			longest[i] = max(longest[i], timed(func() { s.frame.choose(i) }), s.longestFor(2*time.Second))
		}
	}
	for i, tab := range s.frame.rooms {
		b.ReportMetric(longest[i].Seconds()*1e3, "ms-"+tab.key)
	}
	b.ReportMetric(0, "ns/op") // says nothing here
}

// longestFor runs what is queued, and ticks at the window's pace, for a while, and
// returns how long the longest piece took.
func (s *stage) longestFor(d time.Duration) (longest time.Duration) {
	clock := time.NewTicker(time.Second / ticksPerSecond)
	defer clock.Stop()
	for end := time.After(d); ; {
		select {
		case f := <-s.queue:
			longest = max(longest, timed(f))
		case <-clock.C:
			longest = max(longest, timed(s.tick))
		case <-end:
			return longest
		}
	}
}

func timed(f func()) time.Duration {
	began := time.Now()
	f()
	return time.Since(began)
}
