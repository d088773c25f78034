// Package film is the room that shows moments of the session's past, two of them side by
// side, and goes back to one.
package film

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// every is the pause between pictures of a machine that learns.
const every = time.Second

// shot is a moment that the room shows: a frame, or the present.
type shot struct {
	// frame is nil for the present.
	frame    *session.Frame
	dreams   [][]float32
	cycle    uint64
	bits     float64
	machine  *network.Machine
	machines *network.Ensemble
	record   *learn.Record
	// test are images to measure it with, and seen tells that it learns from them.
	test *images.Set
	seen bool
	// present is the number of the present machine, and running tells that it learns.
	present int
	running bool
}

// Desk is what the room uses of the desk.
type Desk interface {
	desk.Host
	// History is what can be gone back to.
	History() *desk.History
}

// Room shows frames of the session's past, and two of them side by side.
type Room struct {
	kit.Place
	desk Desk

	// whole is what the room shows of a film, and alone what there is without one.
	whole       fyne.CanvasObject
	alone       *alone
	panel       *kit.Panel
	strip       *strip
	save        *kit.Button
	left, right *side
	table       *table

	shots []*shot
	// frames are what the strip was made of, and made is when the present was
	// dreamt last.
	frames []*session.Frame
	made   kit.Pace
	// a and b are the frames that are looked at; nil is the present.
	a, b *session.Frame
	// fixed tells that the user chose a; until then it is the first.
	fixed bool
}

// New makes the room at a desk.
func New(d Desk) *Room {
	r := &Room{desk: d, alone: newAlone(), strip: newStrip(), table: newTable(d)}
	r.left, r.right = newSide(d), newSide(d)
	r.strip.frames.OnChosen = r.choose
	d.Offer("film", &r.strip.frames.Sheet)
	d.Offer("moment", r.left.dreams, r.right.dreams, r.alone.dreams)
	r.save = d.NewPictureButton(texts.Of("film.save.title"), "film.png", desk.PictureOf(&r.strip.frames.Sheet))
	r.panel = kit.NewPanel(texts.Of("film.title"), container.NewBorder(nil, kit.Centred(texts.Of("film.keys")), nil, nil, r.strip.object), tip.On(r.save, texts.Of("film.save.tip")))
	r.panel.Explain(texts.Of("film.explain"))
	pair := container.NewGridWithColumns(2, r.left.panel.Object, r.right.panel.Object)
	below := container.New(kit.Share(.66), pair, r.table.panel.Object)
	r.whole = container.New(kit.Stack(.48), r.panel.Object, below)
	r.Place = kit.NewPlace(texts.Of("film.room"), base.MediaVideoIcon(), container.NewStack(r.alone.panel.Object, r.whole))
	r.whole.Hide()
	return r
}

// Show implements desk.Room.
func (r *Room) Show(v *desk.View) {
	learns := v.Snapshot.State == session.Running && !v.MachineChanged && !v.DataChanged
	if !r.made.Due(learns, every) {
		return
	}
	r.desk.Background("film.now", func(context.Context) func() {
		shots := shotsOf(v)
		return func() {
			r.table.curve.Trace(v.Undamaged.Curve)
			r.showShots(shots, v.Undamaged.Film)
		}
	})
}

// shotsOf are a session's frames with images of the present size, and the present.
func shotsOf(v *desk.View) []*shot {
	now, test, seen := v.Undamaged, v.Data.Test, v.Data.Test == v.Data.Training
	var shots []*shot
	for _, f := range now.Film {
		all := f.Checkpoint.Ensemble
		m := all.Machines[0]
		if m.Width != now.Machine.Width || m.Height != now.Machine.Height {
			continue
		}
		s := &shot{
			frame: f, dreams: f.Dreams, cycle: f.Cycle(), bits: f.Bits, machine: m,
			machines: all, record: &f.Checkpoint.Record, test: test, seen: seen,
		}
		shots = append(shots, s)
	}
	record := now.Record
	return append(shots, &shot{
		dreams: session.FrameDreams(now.Ensemble), cycle: now.Cycle, bits: now.Bits, machine: now.Machine,
		machines: now.Ensemble, record: &record, test: test, seen: seen,
		present: v.Identity.Machine, running: now.State == session.Running,
	})
}

// showShots brings the room up to what is there.
func (r *Room) showShots(shots []*shot, frames []*session.Frame) {
	r.shots, r.frames = shots, frames
	first := shots[0].frame
	if !r.fixed || r.indexOf(r.a) < 0 {
		r.a, r.fixed = first, false
	}
	if r.indexOf(r.b) < 0 {
		r.b = nil
	}
	kit.SetVisible(r.alone.panel.Object, len(shots) == 1)
	kit.SetVisible(r.whole, len(shots) > 1)
	if len(shots) == 1 {
		r.alone.show(shots[0])
	}
	r.showStrip()
	r.panel.Say(texts.Count("film.kept", len(shots)-1))
	r.compare()
}

// showStrip puts all moments on the strip.
func (r *Room) showStrip() {
	m := r.shots[0].machine
	var sheets [][]float32
	var captions []string
	w, h := 0, 0
	for _, s := range r.shots {
		var sheet []float32
		sheet, w, h = contactSheet(s.dreams, m.Width, m.Height, true)
		sheets = append(sheets, sheet)
		captions = append(captions, s.short())
	}
	r.strip.set(sheets, w, h, captions)
}

// short names a shot where there is little room.
func (s *shot) short() string {
	if s.frame == nil {
		return texts.Of("film.moment.short-now")
	}
	return shortCount(s.cycle)
}

// indexOf finds the shot of a frame, or −1.
func (r *Room) indexOf(f *session.Frame) int {
	return slices.IndexFunc(r.shots, func(s *shot) bool { return s.frame == f })
}

// choose looks at a moment, or compares with it.
func (r *Room) choose(index int, other bool) {
	if index >= len(r.shots) {
		return
	}
	if other {
		r.b = r.shots[index].frame
	} else {
		r.a, r.fixed = r.shots[index].frame, true
	}
	r.compare()
}

// compare shows the two that are looked at.
func (r *Room) compare() {
	a, b := r.indexOf(r.a), r.indexOf(r.b)
	r.strip.frames.Select(a)
	r.strip.frames.Mark(b)
	r.strip.emphasise(a, b)
	r.left.show(r.shots[a])
	r.right.show(r.shots[b])
	r.table.show(r.shots[a], r.shots[b])
}

// Names implements desk.Named.
func (r *Room) Names() inspect.Names {
	return inspect.Names{
		r.strip.frames: "film", r.left.dreams: "film left", r.right.dreams: "film right", r.left.back: "go back",
		r.left.title: "film left title", r.right.title: "film right title", r.table.cells[5][1]: "film causes",
	}
}

// alone is shown while the film has no moment yet but the present: what the machine
// dreams now, and what will come.
type alone struct {
	panel  *kit.Panel
	dreams *pictures.Sheet
}

func newAlone() *alone {
	a := &alone{dreams: pictures.NewSheet()}
	first := kit.Centred(texts.Of("film.alone.first"))
	first.SizeName, first.Importance = "", widget.MediumImportance
	words := container.New(layout.NewCustomPaddedVBoxLayout(-8), first, kit.Centred(texts.Of("film.alone.then")), kit.Centred(texts.Of("film.alone.why")))
	inside := container.New(layout.NewCustomPaddedLayout(kit.Gap, kit.Gap, 0, 0), container.NewBorder(nil, words, nil, nil, a.dreams))
	a.panel = kit.NewPanel(texts.Of("film.title"), inside).Explain(texts.Of("film.explain"))
	return a
}

// show brings it up to the present.
func (a *alone) show(now *shot) {
	a.panel.Say(frameTitle(true, now.cycle))
	values, w, h := contactSheet(now.dreams, now.machine.Width, now.machine.Height, false)
	a.dreams.SetImages([][]float32{values}, w, h, 1, pictures.Grey())
}
