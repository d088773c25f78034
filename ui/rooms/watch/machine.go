package watch

import (
	"context"
	"time"

	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/machineview"
	"wakesleep/ui/pictures"
)

// restAfter is how long the machine is shown at work when nothing happens any more:
// drawing costs power.
const restAfter = 2 * time.Minute

// machinePanel shows one image at a time going up through the machine, or a dream
// coming down, at a pace that the user can follow.
type machinePanel struct {
	desk  desk.Host
	panel *kit.Panel
	view  *machineview.View

	// passes counts the examples, and waiting tells that one is being made.
	passes  uint64
	waiting bool
	// moved is when something happened last, and stale tells that the example is of
	// another machine or of other data.
	moved time.Time
	stale bool
}

func newMachinePanel(d desk.Host) *machinePanel {
	p := &machinePanel{desk: d, view: machineview.New()}
	p.view.OnTapped = func() { p.another(time.Now()) }
	return p
}

// another begins another pass at once.
func (p *machinePanel) another(now time.Time) {
	p.moved, p.stale = now, true
	if v := p.desk.View(); v != nil {
		p.Pulse(v, now)
	}
}

// changed tells that something has changed.
func (p *machinePanel) changed(v *desk.View, now time.Time) {
	p.moved = now
	p.stale = p.stale || v.MachineChanged || v.DataChanged
}

// Pulse moves on, a few times a second. At rest it stops after a while.
func (p *machinePanel) Pulse(v *desk.View, now time.Time) {
	if !p.panel.Object.Visible() {
		return
	}
	p.view.Advance(now)
	if p.waiting || !(p.stale || p.view.Over(now)) {
		return
	}
	running := v.Snapshot.State == session.Running
	if running || p.stale || now.Sub(p.moved) < restAfter {
		p.next(v)
	}
}

// next makes the next example in the background.
func (p *machinePanel) next(v *desk.View) {
	p.passes++
	p.waiting, p.stale = true, false
	n, awake := p.passes, p.awake(v.Snapshot)
	machine := v.Identity.Machine
	p.desk.Background("watch.machine", func(context.Context) func() {
		e := exampleOf(v, awake, n)
		show := func() {
			p.waiting = false
			if v := p.desk.Latest(); v != nil && machine == v.Identity.Machine {
				p.view.Begin(e, time.Now())
				p.headline(awake)
			}
		}
		return func() { p.desk.WithNextTick(show) }
	})
}

// headline tells what the machine does, in the colour of its phase.
func (p *machinePanel) headline(awake bool) {
	kit.SetLook(p.panel.Remark, kit.Either(awake, widget.WarningImportance, widget.HighImportance), false)
	p.panel.Say(passHeadline(awake))
}

// awake tells which kind of pass is next: waking and sleeping in turn, but of a run
// that does but one of them only that.
func (p *machinePanel) awake(s *session.Snapshot) bool {
	if s.State == session.Running && s.Steps != learn.WakeSleep {
		return s.Steps == learn.WakeOnly
	}
	return p.passes%2 == 1
}

// exampleOf is pass number n of the machine, or of one of the machines, of a view.
func exampleOf(v *desk.View, awake bool, n uint64) *machineview.Example {
	shown, label := v.Shown(), v.WatchedLabel()
	k := int(n/2) % shown.Count()
	if !awake {
		return dreamExample(shown.Machines[k], n)
	}
	switch {
	case shown.Found:
		label = -1
	case shown.OfClasses():
		label = int(shown.Labels[k])
	}
	set := v.Data.Training
	index := pictures.PickLabelled(set, label, 1, n)[0]
	grey := v.Damage.Image(set.Image(index), index)
	if shown.Found {
		k = shown.Recognise(grey, findingFirings, n).Best
	}
	return recognitionExample(shown.Machines[k], grey, n)
}

// findingFirings are averaged to find the machine of an image, where labels do not tell.
const findingFirings = 10

func newExample(m *network.Machine, awake bool) *machineview.Example {
	e := &machineview.Example{
		Awake: awake, Fires: make([][]bool, len(m.Layers)), Names: shortLayerNames(m), Width: m.Width, Height: m.Height,
	}
	e.SeenCaption, e.OwnCaption = passCaptions(awake)
	for _, c := range m.Connections {
		e.Joins = append(e.Joins, machineview.Join{From: c.From, To: c.To})
	}
	return e
}

// recognitionExample is one firing of a machine to which an image is shown.
func recognitionExample(m *network.Machine, grey []uint8, seed uint64) *machineview.Example {
	e, r := newExample(m, true), m.Recognise(grey, 1, seed)
	e.Fires[0] = fired(r.Seen)
	for l := 1; l <= m.Top(); l++ {
		e.Fires[l] = fired(r.Units[l])
	}
	e.Seen, e.Own = pictures.Shades(grey), r.Image
	return e
}

// fired tells of one firing's shares which units fired.
func fired(shares []float32) []bool {
	list := make([]bool, len(shares))
	for i, share := range shares {
		list[i] = share > .5
	}
	return list
}

// dreamExample is one dream.
func dreamExample(m *network.Machine, seed uint64) *machineview.Example {
	e, d := newExample(m, false), m.Dream(1, seed)
	for l, states := range d.States {
		e.Fires[l] = make([]bool, states.Cols)
		for unit := range e.Fires[l] {
			e.Fires[l][unit] = states.Get(0, unit)
		}
	}
	e.Own = d.Probabilities.Row(0)
	return e
}
