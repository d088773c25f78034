package cli

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows people at a terminal how far a long command has come. Elsewhere
// it says nothing. Its methods must not be called at the same time.
type progress struct {
	w    io.Writer
	bar  *progressbar.ProgressBar // nil where nobody looks
	next time.Time
}

// barPause is the least time between two looks of the bar.
const barPause = 100 * time.Millisecond

// newProgress makes a bar for total things to do, if w is a terminal.
func newProgress(w io.Writer, total int, what string) *progress {
	if file, ok := w.(*os.File); !ok || !term.IsTerminal(int(file.Fd())) || total < 1 {
		return &progress{}
	}
	return newBar(w, total, what)
}

func newBar(w io.Writer, total int, what string) *progress {
	return &progress{w: w, bar: progressbar.NewOptions(
		total,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetDescription(what),
		progressbar.OptionSetWidth(30),
		progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish(),
	)}
}

// set shows how many things are done. Called often, it mostly does nothing.
func (p *progress) set(done int) {
	if p.bar == nil || time.Now().Before(p.next) {
		return
	}
	p.next = time.Now().Add(barPause)
	_ = p.bar.Set(done) // a bar that cannot be drawn must not end the work
}

// describe changes what the bar says is being done.
func (p *progress) describe(what string) {
	if p.bar != nil {
		p.bar.Describe(what)
	}
}

// note prints a line that stays.
func (p *progress) note(format string, values ...any) {
	if p.bar == nil {
		return
	}
	p.clear()
	fmt.Fprintf(p.w, format+"\n", values...)
}

// clear takes the bar away until it is drawn again, to make room for a line.
func (p *progress) clear() {
	if p.bar == nil {
		return
	}
	_ = p.bar.Clear()
	p.next = time.Time{}
}
