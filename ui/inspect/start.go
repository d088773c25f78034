package inspect

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// pause is the least time between two files.
const pause = time.Second / 5

// Start writes what the window shows, and goes on doing so at most five times a
// second when it has changed, until stop is called. Without [Variable] it does
// nothing. It calls names on Fyne's goroutine, which do takes functions to.
func Start(w fyne.Window, do func(func()), names func() Names) (stop func()) {
	path := os.Getenv(Variable)
	if path == "" {
		return func() {}
	}
	quit := make(chan struct{})
	var all sync.WaitGroup
	h := &held{}
	all.Go(func() { h.listen(quit, do) })
	all.Go(func() {
		look := func() *Window { return Describe(w, names()) }
		watch(quit, do, look, func(now *Window) {
			now.Held = h.longest()
			report(path, encode(now))
		})
	})
	return func() {
		close(quit)
		all.Wait()
	}
}

// watch hands on what look sees whenever it is not what it was.
func watch(quit <-chan struct{}, do func(func()), look func() *Window, report func(*Window)) {
	clock := time.NewTicker(pause)
	defer clock.Stop()
	seen := make(chan *Window, 1)
	var last *Window
	for {
		do(func() { seen <- look() })
		select {
		case <-quit:
			return
		case now := <-seen:
			if !reflect.DeepEqual(now, last) {
				last = now
				reported := *now
				report(&reported)
			}
		}
		select {
		case <-quit:
			return
		case <-clock.C:
		}
	}
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
