package inspect

import (
	"sync/atomic"
	"time"
)

// knock is the time between an answer of the event loop and the next question.
const knock = 5 * time.Millisecond

// held finds out for how long the event loop does not answer.
type held struct {
	// most is in nanoseconds.
	most atomic.Int64
}

// listen asks the loop again and again, until quit is closed.
func (h *held) listen(quit <-chan struct{}, do func(func())) {
	answered := make(chan struct{}, 1)
	for {
		asked := time.Now()
		do(func() { answered <- struct{}{} })
		select {
		case <-quit:
			return
		case <-answered:
			h.note(time.Since(asked))
		}
		select {
		case <-quit:
			return
		case <-time.After(knock):
		}
	}
}

func (h *held) note(d time.Duration) {
	for {
		most := h.most.Load()
		if int64(d) <= most || h.most.CompareAndSwap(most, int64(d)) {
			return
		}
	}
}

// longest is the longest time since it was asked for last, in milliseconds.
func (h *held) longest() float64 { return float64(h.most.Swap(0)) / 1e6 }
