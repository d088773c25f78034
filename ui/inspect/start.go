package inspect

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

const (
	// pause is the least time between two files, unless a script asks.
	pause = time.Second / 5
	// attention is the time between two looks for a question.
	attention = time.Second / 50
)

// Program is what this package asks the program for, on Fyne's goroutine.
type Program struct {
	Names func() Names
	// Busy and Ticks are those of [Window].
	Busy  func() bool
	Ticks func() uint64
}

// Start writes what the window shows, and goes on doing so at most five times a
// second when it has changed, until stop is called. Without [Variable] it does
// nothing. It calls p on Fyne's goroutine, which do takes functions to.
func Start(w fyne.Window, do func(func()), p Program) (stop func()) {
	path := os.Getenv(Variable)
	if path == "" {
		return func() {}
	}
	quit := make(chan struct{})
	var all sync.WaitGroup
	h := &held{}
	all.Go(func() { h.listen(quit, do) })
	all.Go(func() {
		look := func() *Window {
			now := Describe(w, p.Names())
			now.Busy, now.Ticks = p.Busy(), p.Ticks()
			return now
		}
		watch(quit, do, look, question(path), func(now *Window) {
			now.Held = h.longest()
			report(path, encode(now))
		})
	})
	return func() {
		close(quit)
		all.Wait()
	}
}

// question returns what finds the present question about a file; empty for none.
func question(path string) func() string {
	return func() string {
		text, err := os.ReadFile(path + Question)
		if err != nil {
			return ""
		}
		return string(text)
	}
}

// watch hands on what look sees whenever it is not what it was.
func watch(quit <-chan struct{}, do func(func()), look func() *Window, question func() string, report func(*Window)) {
	var last *Window
	seen := make(chan *Window, 1)
	for {
		asked := question()
		do(func() { seen <- look() })
		select {
		case <-quit:
			return
		case now := <-seen:
			if now.Answer = asked; last == nil || !same(*now, *last) {
				last = now
				reported := *now
				report(&reported)
			}
		}
		if !rest(quit, func() bool { return question() != asked }) {
			return
		}
	}
}

// same tells whether two reports differ in nothing that is a reason for a report.
func same(a, b Window) bool {
	a.Ticks = b.Ticks
	return reflect.DeepEqual(a, b)
}

// rest waits until the next look is due, or somebody asks. It returns false when it is
// over.
func rest(quit <-chan struct{}, asked func() bool) bool {
	clock := time.NewTicker(attention)
	defer clock.Stop()
	for range pause / attention {
		select {
		case <-quit:
			return false
		case <-clock.C:
		}
		if asked() {
			break
		}
	}
	return true
}

func encode(w *Window) []byte {
	text, err := json.MarshalIndent(w, "", "\t")
	if err != nil {
		panic("inspect: " + err.Error()) // a Window holds nothing that JSON lacks
	}
	return append(text, '\n')
}

// report tells on standard error what goes wrong, where the script's author looks.
func report(path string, text []byte) {
	if err := replace(path, text); err != nil {
		_, _ = os.Stderr.WriteString("inspect: " + err.Error() + "\n")
	}
}

// replace gives a file its new content at once, so that no reader finds half of it.
func replace(path string, text []byte) error {
	next := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".next")
	if err := os.WriteFile(next, text, 0o600); err != nil {
		return err
	}
	return os.Rename(next, path)
}

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
