package stage

import (
	"image"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"wakesleep/io/dataset"
	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
)

// timeLimit is how long anything may take on a busy machine, under the race detector.
const timeLimit = 3 * time.Minute

// Until runs what is queued, and ticks, until done.
func (s *Stage) Until(what string, done func() bool) {
	s.T.Helper()
	deadline := time.After(timeLimit)
	for !done() {
		select {
		case f := <-s.queue:
			f()
		case <-time.After(5 * time.Millisecond):
			s.Tick()
		case <-deadline:
			s.T.Fatalf("waited in vain until %s", what)
		}
	}
}

// Settle waits until no work is under way.
func (s *Stage) Settle() {
	s.T.Helper()
	s.Until("everything is done", func() bool { return !s.Busy() && len(s.queue) == 0 })
}

// AtRest waits until the run has ended.
func (s *Stage) AtRest() *session.Snapshot {
	s.T.Helper()
	s.Session().Fresh() // all commands have been taken
	s.Until("the run ends", func() bool { return s.Session().Status().State == session.Idle })
	s.Settle()
	s.Tick()
	return s.Session().Fresh()
}

// RunOf does as many cycles as somebody types, by the bar's button with the text of a key.
func (s *Stage) RunOf(n, key string) *session.Snapshot {
	s.T.Helper()
	s.Entry("cycles").SetText(n)
	s.Press(key)
	return s.AtRest()
}

// Afterwards waits until the machine has been exchanged.
func (s *Stage) Afterwards() *session.Snapshot {
	s.T.Helper()
	s.Settle()
	return s.AtRest()
}

// LongestFor runs what is queued, and ticks at the window's pace, for a while, and
// returns how long the longest piece took.
func (s *Stage) LongestFor(d time.Duration) (longest time.Duration) {
	s.Live(d, d, func(piece func()) { longest = max(longest, Timed(piece)) }, func() {})
	return longest
}

// Live lets time pass as a window does: it has what is queued run, ticks at the window's
// pace, and what the user does every so often.
func (s *Stage) Live(d, every time.Duration, run func(piece func()), act func()) {
	clock, user := time.NewTicker(time.Second/desk.TicksPerSecond), time.NewTicker(every)
	defer clock.Stop()
	defer user.Stop()
	for end := time.After(d); ; {
		select {
		case f := <-s.queue:
			run(f)
		case <-clock.C:
			run(s.Tick)
		case <-user.C:
			run(act)
		case <-end:
			return
		}
	}
}

// Timed is how long a function takes.
func Timed(f func()) time.Duration {
	began := time.Now()
	f()
	return time.Since(began)
}

// SaveTo saves the machine under a path and returns the file's bytes.
func (s *Stage) SaveTo(path string) []byte {
	s.T.Helper()
	s.Picker.Path = path
	s.AskSave()
	s.Until("the machine is saved", func() bool { return s.Document().Path != "" && !s.Unsaved() })
	data, err := os.ReadFile(s.Document().Path)
	if err != nil {
		s.T.Fatal(err)
	}
	return data
}

// SavedPicture presses a button that saves a picture, and reads its file.
func (s *Stage) SavedPicture(save *kit.Button) image.Image {
	s.T.Helper()
	s.Picker.Path = filepath.Join(s.T.TempDir(), "picture")
	save.OnTapped()
	s.Until("the file is there", func() bool { return s.Says("files.save.done") })
	picture, err := dataset.ReadPicture(s.Picker.Path + ".png")
	if err != nil {
		s.T.Fatal(err)
	}
	return picture
}

// gate holds back work in the background, and what it brings to Fyne's goroutine.
type gate struct {
	mu     sync.Mutex
	closed bool
	held   []held
}

// held is a piece with the way to have it run.
type held struct {
	piece func()
	pass  func(func())
}

// through passes pieces on unless the gate is closed.
func (g *gate) through(pass func(func())) func(func()) {
	return func(piece func()) {
		g.mu.Lock()
		defer g.mu.Unlock()
		if g.closed {
			g.held = append(g.held, held{piece, pass})
		} else {
			pass(piece)
		}
	}
}

// Hold holds back from now on all work in the background, and what it brings to Fyne's
// goroutine, until Release or Let.
func (s *Stage) Hold() {
	s.gate.mu.Lock()
	defer s.gate.mu.Unlock()
	s.gate.closed = true
}

// Held is how many pieces are held back.
func (s *Stage) Held() int {
	s.gate.mu.Lock()
	defer s.gate.mu.Unlock()
	return len(s.gate.held)
}

// Release runs one of the pieces that are held back, to its end.
func (s *Stage) Release(i int) {
	s.gate.mu.Lock()
	piece := s.gate.held[i].piece
	s.gate.held = slices.Delete(s.gate.held, i, i+1)
	s.gate.mu.Unlock()
	piece()
}

// Let lets everything happen again that was held back.
func (s *Stage) Let() {
	s.gate.mu.Lock()
	defer s.gate.mu.Unlock()
	for _, h := range s.gate.held {
		h.pass(h.piece)
	}
	s.gate.closed, s.gate.held = false, nil
}
