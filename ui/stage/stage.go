// Package stage is for tests: a desk without a screen, with machines to put on it and
// ways to press, type and read what the user does.
package stage

import (
	"context"
	"sync/atomic"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/ui/desk"
	"wakesleep/ui/system"
	"wakesleep/ui/tasks"
)

// Stage is a desk without a screen. What would run on Fyne's goroutine waits in a
// queue until the test runs it.
type Stage struct {
	*desk.Desk
	// T is the test.
	T     testing.TB
	queue chan func()
	gate  gate
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
	Asked atomic.Pointer[system.Request]
}

// Open implements system.Picker.
func (p *Picker) Open(r system.Request) (string, error) { return p.Save(r) }

// Save implements system.Picker.
func (p *Picker) Save(r system.Request) (string, error) {
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
	queue := s.gate.through(func(f func()) { s.queue <- f })
	s.Desk = desk.New(app, threads, tasks.NewHeld(queue, s.gate.through(func(piece func()) { go piece() })))
	s.Desk.Picker, s.Patience = s.Picker, 0
	furnish(s.Desk)
	s.Window().Resize(fyne.NewSize(1024, 640))
	s.T.Cleanup(func() {
		s.Let()
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
	return s.begin(data, settings, false)
}

// begin installs a fresh machine, or one for each class.
func (s *Stage) begin(data string, settings learn.Settings, classes bool) *Stage {
	s.T.Helper()
	m, err := dataset.OpenLabelled(data)
	if err != nil {
		s.T.Fatal(err)
	}
	s.ReplaceMachine("", settings, m, classes, "", func(err error) {
		if err != nil {
			s.T.Fatal(err)
		}
	})
	s.Settle()
	return s
}

// Install puts a training on the desk, which goes on with data.
func (s *Stage) Install(t *learn.Trainer, data *dataset.Source) *Stage {
	s.T.Helper()
	s.Exchange(desk.Exchange{Prepare: func(context.Context, desk.Present) (desk.Next, error) {
		return desk.Next{Training: t, Data: data, Document: &desk.Document{}}, nil
	}})
	s.Settle()
	return s
}

// Undo undoes the last action, and Redo does again what was undone last.
func (s *Stage) Undo() { s.History().Undo() }

// Redo does again what was undone last.
func (s *Stage) Redo() { s.History().Redo() }

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

// Rich installs a machine as [Stage.Digits] does, with connections of any kind.
func (s *Stage) Rich(layers, connections string) *Stage {
	s.T.Helper()
	settings := learn.Defaults()
	settings.Layers, settings.Batch = layers, 10
	settings.Connect(connections)
	return s.Begin(WriteImages(s.T, s.T.TempDir(), TwoKinds(28, 28, 60)), settings)
}

// Classes installs one machine for each of the classes 4 and 7, which are the two
// halves of 28×28 pixels.
func (s *Stage) Classes() *Stage {
	s.T.Helper()
	settings := learn.Defaults()
	settings.Layers, settings.Batch, settings.Rate = "8,4", 10, []float64{.01}
	return s.begin(WriteImages(s.T, s.T.TempDir(), TwoKinds(28, 28, 60)), settings, true)
}

// Found installs machines which find their classes themselves among the images of
// [Stage.Classes]: at first one learns from the left halves, and two share the right ones. They
// compete until so many are left.
func (s *Stage) Found(keep int) *Stage { return s.FoundOf("8,4", []int{0, 1, 0, 2}, keep) }

// FoundOf is [Stage.Found] with machines of some layers, which begin with other groups of images:
// those of the first images, over and over.
func (s *Stage) FoundOf(layers string, first []int, keep int) *Stage {
	s.T.Helper()
	data, err := dataset.OpenLabelled(WriteImages(s.T, s.T.TempDir(), TwoKinds(28, 28, 60)))
	if err != nil {
		s.T.Fatal(err)
	}
	settings := learn.Defaults()
	settings.Layers, settings.Batch, settings.Rate, settings.Epochs = layers, 10, []float64{.01}, 1000
	settings.Contest = learn.Contest{Keep: keep, Settled: 1, Every: 1, FirstLoss: 2, Memory: .5}
	groups := make([]int32, data.Training.Count())
	for i := range groups {
		groups[i] = int32(first[i%len(first)])
	}
	t, err := learn.NewContest(settings, data.Training, groups, nil, threads)
	if err != nil {
		s.T.Fatal(err)
	}
	return s.Install(t, data)
}

// WithBars is a scene, which a test has built on a stage, after [Stage.Bars].
func WithBars[S interface{ Bars() *Stage }](s S) S {
	s.Bars()
	return s
}

// WithDigits is a scene after [Stage.Digits].
func WithDigits[S interface{ Digits(layers string) *Stage }](s S, layers string) S {
	s.Digits(layers)
	return s
}

// WithClasses is a scene after [Stage.Classes].
func WithClasses[S interface{ Classes() *Stage }](s S) S {
	s.Classes()
	return s
}

// WithFound is a scene after [Stage.Found].
func WithFound[S interface{ Found(keep int) *Stage }](s S, keep int) S {
	s.Found(keep)
	return s
}

// Blank is a room in which there is nothing.
type Blank struct{}

// Title implements desk.Room.
func (Blank) Title() string { return "blank" }

// Icon implements desk.Room.
func (Blank) Icon() fyne.Resource { return nil }

// Object implements desk.Room.
func (Blank) Object() fyne.CanvasObject { return container.NewVBox() }

// Show implements desk.Room.
func (Blank) Show(*desk.View) {}

// DrawRoom remembers what was sent to it last.
type DrawRoom struct {
	// Image is what was sent, and From where it comes from.
	Image desk.Drawing
	From  string

	desk *desk.Desk
}

// NewDrawRoom is the desk's from now on.
func NewDrawRoom(d *desk.Desk) *DrawRoom {
	e := &DrawRoom{desk: d}
	d.SetDrawRoom(e)
	return e
}

// Take implements desk.DrawRoom.
func (e *DrawRoom) Take(image desk.Drawing, from string) { e.Image, e.From = image, from }

// TakeSample implements desk.DrawRoom: it takes the first image, whatever its label.
func (e *DrawRoom) TakeSample(int) {
	set := e.desk.Data().Test
	e.Take(desk.Drawing{Ink: set.Image(0), Width: set.Width, Height: set.Height}, set.Name)
}

// Recognised implements desk.DrawRoom.
func (e *DrawRoom) Recognised() bool { return !e.Image.Blank() }

// Drawing implements desk.DrawRoom.
func (e *DrawRoom) Drawing() desk.Drawing { return e.Image }
