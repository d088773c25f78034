package cli

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"wakesleep/io/visible"
)

// progress shows people at a terminal how far a long command has come. Elsewhere
// it says nothing. It is safe for concurrent use.
type progress struct {
	w   io.Writer
	bar *progressbar.ProgressBar // nil where nobody looks
	// mu guards the bar and what is printed in its place.
	mu   sync.Mutex
	next time.Time
}

// barPause is the least time between two looks of the bar.
const barPause = 100 * time.Millisecond

// newProgress makes a bar for total things to do, if w is a terminal.
func newProgress(w io.Writer, total int, what string) *progress {
	screen, ok := terminal(w)
	if !ok || total < 1 {
		return &progress{w: w}
	}
	return newBar(w, screen, total, what)
}

// terminal is what obeys escape sequences where people read what is written to w.
func terminal(w io.Writer) (screen *os.File, ok bool) {
	if f, wrapped := w.(*firstFailure); wrapped {
		w = f.w
	}
	screen, ok = w.(*os.File)
	return screen, ok && term.IsTerminal(int(screen.Fd()))
}

// newBar makes a bar on a screen, among lines that go to w.
func newBar(w, screen io.Writer, total int, what string) *progress {
	return &progress{w: w, bar: progressbar.NewOptions(
		total,
		progressbar.OptionSetWriter(screen),
		progressbar.OptionSetDescription(what),
		progressbar.OptionSetWidth(30),
		progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish(),
	)}
}

// set shows how many things are done. Called often, it mostly does nothing.
func (p *progress) set(done int) {
	if p.bar == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if time.Now().Before(p.next) {
		return
	}
	p.next = time.Now().Add(barPause)
	_ = p.bar.Set(done) // a bar that cannot be drawn must not end the work
}

// describe changes what the bar says is being done.
func (p *progress) describe(what string) {
	if p.bar == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bar.Describe(what)
}

// note prints a line that stays, for people at a terminal.
func (p *progress) note(format string, values ...any) {
	if p.bar != nil {
		p.tell(format, values...)
	}
}

// tell prints a line that stays, wherever it goes.
func (p *progress) tell(format string, values ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.takeAway()
	_ = visible.Writef(p.w, format, values...)
}

// clear takes the bar away until it is drawn again, to make room for a line.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.takeAway()
}

func (p *progress) takeAway() {
	if p.bar == nil {
		return
	}
	_ = p.bar.Clear()
	p.next = time.Time{}
}
