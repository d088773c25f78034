package desk

import (
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/inspect"
	"wakesleep/ui/texts"
)

// TicksPerSecond is how often the window looks at the session.
const TicksPerSecond = 8

// StartTicking lets the window look at the session at a steady pace until Close. A tick is
// left out where the one before has not been done yet. Without it, as in tests, Tick must
// be called.
func (d *Desk) StartTicking() {
	quit := make(chan struct{})
	d.stopTicking = sync.OnceFunc(func() { close(quit) })
	var waiting atomic.Bool
	kept := 0
	tick := func() {
		waiting.Store(false)
		if kept++; kept%aliveEvery == 0 {
			d.keepAlive()
		}
		d.Tick()
	}
	d.tasks.Wait.Go(func() {
		clock := time.NewTicker(time.Second / TicksPerSecond)
		defer clock.Stop()
		for {
			select {
			case <-quit:
				return
			case <-clock.C:
			}
			if waiting.CompareAndSwap(false, true) {
				d.Do(tick)
			}
		}
	})
}

// Tick shows what has changed since the last one. While a run goes on there is always
// something, and whatever is drawn, Fyne draws the whole window; so that training keeps
// the processor, every other tick is left out then. While the window is hidden nothing is
// shown at all.
func (d *Desk) Tick() {
	if !d.Ready() {
		return
	}
	now, visible := d.session.Status(), d.Hidden == nil || !d.Hidden()
	d.autosave.tick(time.Now(), now)
	if visible {
		if d.beat++; d.beat%2 == 1 && now.State == session.Running && d.seen.State == session.Running {
			return
		}
		d.showReady()
	}
	d.frame.Tick(now, visible)
	d.react(d.seen, now)
	if d.seen = now; visible {
		d.describe()
	}
	d.doWhenFree()
}

// WhenFree does something when nothing is being opened or exchanged, and nothing lies over
// the window.
func (d *Desk) WhenFree(act func()) { d.free = append(d.free, act) }

func (d *Desk) doWhenFree() {
	busy := len(d.turns) > 0 || d.coming != nil || d.looking
	if len(d.free) == 0 || busy || d.window.Canvas().Overlays().Top() != nil {
		return
	}
	act := d.free[0]
	d.free = d.free[1:]
	act()
}

// WithNextTick lets what background work found be shown together with what else has
// changed, because every change on its own has the whole window drawn. At rest it is
// shown at once.
func (d *Desk) WithNextTick(show func()) {
	if d.seen.State != session.Running {
		show()
		return
	}
	d.found = append(d.found, show)
}

// showReady shows what was found since the last tick.
func (d *Desk) showReady() {
	found := d.found
	d.found = nil
	for _, show := range found {
		show()
	}
}

// react acts on what happened between two ticks.
func (d *Desk) react(before, now session.Status) {
	moved := now.Cycle != before.Cycle
	if now.Err != nil && (before.Err == nil || moved) {
		d.offerRecovery(now.Err)
		return
	}
	// What follows a schedule is expected to come to rest.
	rests := now.Trouble == learn.Plateau && d.seeker.staged()
	if now.Troubles > before.Troubles && d.Document().Lesson == "" && !rests {
		d.Say(texts.Of("bar.trouble." + now.Trouble.String()))
	}
	if now.State == session.Idle && (moved || before.State != session.Idle) {
		d.history.runEnded(now)
	}
	d.seeker.react(before, now)
	if now.State != session.Running && (moved || before.State == session.Running) {
		d.nameCategories()
	}
}

// aliveEvery is the number of ticks between two calls of keepAlive: ten seconds.
const aliveEvery = 10 * TicksPerSecond

// keepAlive asks for the window of everything in it. What nobody has asked for in a
// minute Fyne (2.7, internal/cache) forgets, and learns again only when it paints: until
// then a click on a choice would end the program, and tips would not appear.
func (d *Desk) keepAlive() {
	driver := fyne.CurrentApp().Driver()
	ask := func(o fyne.CanvasObject) { driver.CanvasForObject(o) }
	canvas := d.window.Canvas()
	inspect.Each(canvas.Content(), ask)
	for _, o := range canvas.Overlays().List() {
		inspect.Each(o, ask)
	}
}
