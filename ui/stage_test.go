package ui

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/network/bits"
	"wakesleep/network/images"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/picker"
)

// stage is a desk without a screen. What would run on Fyne's goroutine waits in a
// queue until the test runs it.
type stage struct {
	*desk
	t      testing.TB
	queue  chan func()
	picker *fakePicker
}

// fakePicker answers with a path that the test sets before it asks.
type fakePicker struct {
	path  string
	err   error
	asks  bool
	asked atomic.Pointer[picker.Request]
}

func (p *fakePicker) Open(r picker.Request) (string, error) { return p.Save(r) }

func (p *fakePicker) Save(r picker.Request) (string, error) {
	p.asked.Store(&r)
	return p.path, p.err
}

func (p *fakePicker) AsksBeforeReplacing() bool { return p.asks }

// newStage makes a desk that has no machine yet.
func newStage(t testing.TB) *stage {
	t.Helper()
	s := &stage{t: t, queue: make(chan func(), 4096), picker: &fakePicker{}}
	a := test.NewTempApp(t)
	s.desk = newDesk(a, Options{Picker: s.picker, Threads: 2}, func(f func()) { s.queue <- f })
	s.window.Resize(fyne.NewSize(1024, 640))
	t.Cleanup(func() {
		s.desk.close()
		s.tasks.wait.Wait()
	})
	return s
}

// newBarsStage is a stage with Kirby's machine for the 3×3 bars.
func newBarsStage(t testing.TB) *stage {
	t.Helper()
	return newStage(t).begin("bars3", learn.ClassicDefaults())
}

// begin installs a fresh machine.
func (s *stage) begin(data string, settings learn.Settings) *stage {
	s.t.Helper()
	m, err := openStock(data, false)
	if err != nil {
		s.t.Fatal(err)
	}
	trainer, err := learn.NewTrainer(settings, m.source.Training, 2)
	if err != nil {
		s.t.Fatal(err)
	}
	s.install(trainer, m, document{}, "")
	return s
}

// until runs what is queued, and ticks, until done.
func (s *stage) until(what string, done func() bool) {
	s.t.Helper()
	deadline := time.After(30 * time.Second)
	for !done() {
		select {
		case f := <-s.queue:
			f()
		case <-time.After(5 * time.Millisecond):
			s.tick()
		case <-deadline:
			s.t.Fatalf("waited in vain until %s", what)
		}
	}
}

// settle waits until no work is under way.
func (s *stage) settle() {
	s.t.Helper()
	s.until("everything is done", func() bool {
		s.tasks.mu.Lock()
		defer s.tasks.mu.Unlock()
		return len(s.queue) == 0 && len(s.tasks.byKey) == 0 && s.changing == 0
	})
}

// atRest waits until the run has ended.
func (s *stage) atRest() *learn.Snapshot {
	s.t.Helper()
	s.session.Fresh() // all commands have been taken
	s.until("the run ends", func() bool { return s.session.Status().State == learn.Idle })
	s.settle()
	s.tick()
	return s.session.Fresh()
}

// screen lists what is drawn: the topmost dialog, or else the window.
func (s *stage) screen() []fyne.CanvasObject {
	c := s.window.Canvas()
	if top := c.Overlays().Top(); top != nil {
		return test.LaidOutObjects(top)
	}
	return test.LaidOutObjects(c.Content())
}

// press taps a button of the screen.
func (s *stage) press(text string) {
	s.t.Helper()
	for _, o := range s.screen() {
		if b, ok := o.(*widget.Button); ok && b.Text == text && b.Visible() {
			test.Tap(b)
			return
		}
	}
	s.t.Fatalf("no button %q on the screen", text)
}

// reads tells whether a text on the screen contains the words.
func (s *stage) reads(words string) bool {
	for _, o := range s.screen() {
		if l, ok := o.(*widget.Label); ok && l.Visible() && strings.Contains(l.Text, words) {
			return true
		}
	}
	return false
}

// dialogs counts the dialogs on top of the window.
func (s *stage) dialogs() int { return len(s.window.Canvas().Overlays().List()) }

// waitDialog waits for a dialog that says something.
func (s *stage) waitDialog(words string) {
	s.t.Helper()
	s.until("a dialog says: "+words, func() bool { return s.dialogs() > 0 && s.reads(words) })
}

// entryWith tells whether an object is an entry with that text.
func entryWith(o fyne.CanvasObject, text string) (*widget.Entry, bool) {
	e := entryOf(o)
	return e, e != nil && e.Text == text
}

// entryOf is an object as an entry, or nil.
func entryOf(o fyne.CanvasObject) *widget.Entry {
	switch e := o.(type) {
	case *widget.Entry:
		return e
	case *kit.LineEntry:
		return &e.Entry
	}
	return nil
}

// binaryRows are the images of a set whose pixels are bits already.
func binaryRows(set *images.Set) *bits.Matrix {
	rows := bits.NewMatrix(set.Count(), set.Pixels())
	for i := range set.Count() {
		for j, g := range set.Image(i) {
			rows.Set(i, j, g > 127)
		}
	}
	return rows
}

// chooseLine clicks on a line of the menu that is open.
func (s *stage) chooseLine(text string) {
	s.t.Helper()
	line := inspect.Describe(s.window, nil).Read(func(o inspect.Object) bool {
		return o.Kind == "menuItem" && o.Text == text
	})
	if line == nil {
		s.t.Fatalf("no menu with a line %q is open", text)
	}
	test.TapCanvas(s.window.Canvas(), fyne.NewPos(float32(line.X+5), float32(line.Y+5)))
}
