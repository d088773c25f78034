package stage

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/picker"
	"wakesleep/ui/stock"
)

// Stage is a desk without a screen. What would run on Fyne's goroutine waits in a
// queue until the test runs it.
type Stage struct {
	*desk.Desk
	// T is the test.
	T     testing.TB
	queue chan func()
	// Picker answers where the desk asks for a file.
	Picker *Picker
}

// Picker answers with a path that the test sets before it asks.
type Picker struct {
	Path string
	Err  error
	// Asks tells that it asks by itself before a file is replaced.
	Asks bool
	// Asked is the request that came last.
	Asked atomic.Pointer[picker.Request]
}

// Open implements picker.Picker.
func (p *Picker) Open(r picker.Request) (string, error) { return p.Save(r) }

// Save implements picker.Picker.
func (p *Picker) Save(r picker.Request) (string, error) {
	p.Asked.Store(&r)
	return p.Path, p.Err
}

// AsksBeforeReplacing tells what Asks says.
func (p *Picker) AsksBeforeReplacing() bool { return p.Asks }

// New makes a desk that has no machine yet, whose window furnish fills.
func New(t testing.TB, furnish func(d *desk.Desk)) *Stage {
	t.Helper()
	return (&Stage{T: t, queue: make(chan func(), 4096), Picker: &Picker{}}).furnish(test.NewTempApp(t), furnish)
}

// furnish makes the desk.
func (s *Stage) furnish(app fyne.App, furnish func(d *desk.Desk)) *Stage {
	s.Desk = desk.New(app, threads, func(f func()) { s.queue <- f })
	s.Desk.Picker = s.Picker
	furnish(s.Desk)
	s.Window().Resize(fyne.NewSize(1024, 640))
	s.T.Cleanup(func() {
		s.Desk.Close()
		s.Wait()
	})
	return s
}

// Another is a stage as if the program had been started again: with the same
// preferences, and without a machine.
func (s *Stage) Another(furnish func(d *desk.Desk)) *Stage {
	again := &Stage{T: s.T, queue: s.queue, Picker: s.Picker}
	return again.furnish(fyne.CurrentApp(), furnish)
}

// threads is how many train on a stage.
const threads = 2

// Begin installs a fresh machine for built-in data or those of a file.
func (s *Stage) Begin(data string, settings learn.Settings) *Stage {
	s.T.Helper()
	m, err := stock.Open(data, false)
	if err != nil {
		s.T.Fatal(err)
	}
	trainer, err := learn.NewTrainer(settings, m.Source.Training, threads)
	if err != nil {
		s.T.Fatal(err)
	}
	s.Install(trainer, m, desk.Document{}, "")
	return s
}

// Bars installs Kirby's machine for the 3×3 bars.
func (s *Stage) Bars() *Stage {
	s.T.Helper()
	return s.Begin("bars3", learn.ClassicDefaults())
}

// Digits installs a machine with some layers for images of the size of digits: halves,
// labelled 4 and 7.
func (s *Stage) Digits(layers string) *Stage {
	s.T.Helper()
	settings := learn.Defaults()
	settings.Layers, settings.Batch = layers, 10
	return s.Begin(WriteImages(s.T, s.T.TempDir(), TwoKinds(28, 28, 60)), settings)
}

// Classes installs one machine for each of the classes 4 and 7, which are the two
// halves of 28×28 pixels.
func (s *Stage) Classes() *Stage {
	s.T.Helper()
	m, err := stock.Open(WriteImages(s.T, s.T.TempDir(), TwoKinds(28, 28, 60)), false)
	if err != nil {
		s.T.Fatal(err)
	}
	settings := learn.Defaults()
	settings.Layers, settings.Batch, settings.Rate = "8,4", 10, []float64{.01}
	trainer, err := learn.NewClassTrainer(settings, m.Source.Training, 0, threads)
	if err != nil {
		s.T.Fatal(err)
	}
	s.Install(trainer, m, desk.Document{}, "")
	s.Settle()
	return s
}

// Until runs what is queued, and ticks, until done.
func (s *Stage) Until(what string, done func() bool) {
	s.T.Helper()
	deadline := time.After(30 * time.Second)
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
	s.Until("everything is done", func() bool { return len(s.queue) == 0 && !s.Busy() })
}

// AtRest waits until the run has ended.
func (s *Stage) AtRest() *learn.Snapshot {
	s.T.Helper()
	s.Session().Fresh() // all commands have been taken
	s.Until("the run ends", func() bool { return s.Session().Status().State == learn.Idle })
	s.Settle()
	s.Tick()
	return s.Session().Fresh()
}

// Screen lists what is drawn: the topmost dialog, or else the window.
func (s *Stage) Screen() []fyne.CanvasObject {
	c := s.Window().Canvas()
	if top := c.Overlays().Top(); top != nil {
		return test.LaidOutObjects(top)
	}
	return test.LaidOutObjects(c.Content())
}

// Press taps a button of the screen.
func (s *Stage) Press(text string) {
	s.T.Helper()
	for _, o := range s.Screen() {
		if b, ok := o.(*widget.Button); ok && b.Text == text && b.Visible() {
			test.Tap(b)
			return
		}
	}
	s.T.Fatalf("no button %q on the screen", text)
}

// Reads tells whether a text on the screen contains the words.
func (s *Stage) Reads(words string) bool {
	for _, o := range s.Screen() {
		if l, ok := o.(*widget.Label); ok && l.Visible() && strings.Contains(l.Text, words) {
			return true
		}
	}
	return false
}

// Dialogs counts the dialogs on top of the window.
func (s *Stage) Dialogs() int { return len(s.Window().Canvas().Overlays().List()) }

// WaitDialog waits for a dialog that says something.
func (s *Stage) WaitDialog(words string) {
	s.T.Helper()
	s.Until("a dialog says: "+words, func() bool { return s.Dialogs() > 0 && s.Reads(words) })
}

// EntryWith tells whether an object is an entry with that text.
func EntryWith(o fyne.CanvasObject, text string) (*widget.Entry, bool) {
	e := EntryOf(o)
	return e, e != nil && e.Text == text
}

// EntryOf is an object as an entry, or nil.
func EntryOf(o fyne.CanvasObject) *widget.Entry {
	switch e := o.(type) {
	case *widget.Entry:
		return e
	case *kit.LineEntry:
		return &e.Entry
	}
	return nil
}

// ChooseLine clicks on a line of the menu that is open.
func (s *Stage) ChooseLine(text string) {
	s.T.Helper()
	line := inspect.Describe(s.Window(), nil).Read(func(o inspect.Object) bool {
		return o.Kind == "menuItem" && o.Text == text
	})
	if line == nil {
		s.T.Fatalf("no menu with a line %q is open", text)
	}
	test.TapCanvas(s.Window().Canvas(), fyne.NewPos(float32(line.X+5), float32(line.Y+5)))
}

// Object is what scripts call by a name.
func (s *Stage) Object(name string) fyne.CanvasObject {
	s.T.Helper()
	for o, n := range s.Names() {
		if n == name {
			return o
		}
	}
	s.T.Fatalf("nothing is called %q", name)
	return nil
}

// Entry is the entry that scripts call by a name, and button and label are likewise.
func (s *Stage) Entry(name string) *widget.Entry { return s.Object(name).(*widget.Entry) }

// Button is a named button.
func (s *Stage) Button(name string) *widget.Button { return s.Object(name).(*widget.Button) }

// Said is what the window said last.
func (s *Stage) Said() string { return s.Object("message").(*widget.Label).Text }

// Key presses a key while nothing has the focus.
func (s *Stage) Key(name fyne.KeyName) { s.Window().Canvas().OnTypedKey()(&fyne.KeyEvent{Name: name}) }

// MenuLine is the line of the menus with a text, or the first that begins with it.
func (s *Stage) MenuLine(text string) *fyne.MenuItem {
	s.T.Helper()
	for _, fits := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.HasPrefix} {
		for _, menu := range s.Window().MainMenu().Items {
			for _, i := range menu.Items {
				if fits(i.Label, text) {
					return i
				}
			}
		}
	}
	s.T.Fatalf("no line %q in the menus", text)
	return nil
}

// RunOf does as many cycles as somebody types, by one of the bar's buttons.
func (s *Stage) RunOf(n, button string) *learn.Snapshot {
	s.T.Helper()
	s.Entry("cycles").SetText(n)
	s.Press(button)
	return s.AtRest()
}

// Afterwards waits until the machine has been exchanged.
func (s *Stage) Afterwards() *learn.Snapshot {
	s.T.Helper()
	s.Settle()
	return s.AtRest()
}

// LongestFor runs what is queued, and ticks at the window's pace, for a while, and
// returns how long the longest piece took.
func (s *Stage) LongestFor(d time.Duration) (longest time.Duration) {
	clock := time.NewTicker(time.Second / desk.TicksPerSecond)
	defer clock.Stop()
	for end := time.After(d); ; {
		select {
		case f := <-s.queue:
			longest = max(longest, Timed(f))
		case <-clock.C:
			longest = max(longest, Timed(s.Tick))
		case <-end:
			return longest
		}
	}
}

// Timed is how long a function takes.
func Timed(f func()) time.Duration {
	began := time.Now()
	f()
	return time.Since(began)
}
