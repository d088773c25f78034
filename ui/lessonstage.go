package ui

import (
	"context"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/ui/lessons"
)

// A guide is the stage on which a step shows how it is done.
var _ lessons.Stage = (*guide)(nil)

// Go makes a room the visible one.
func (g *guide) Go(room string) { g.desk.frame.chooseRoom(room) }

// Run does cycles, as the bar's buttons do.
func (g *guide) Run(steps learn.Steps, n int) { g.desk.run(steps, n) }

// TakeImage puts an image of the data on the pad.
func (g *guide) TakeImage(label int) { g.drawRoom().loadSampleOf(label) }

// Swap goes on with ink and paper swapped.
func (g *guide) Swap() {
	d, now := g.desk, g.desk.stock
	if now.swapped {
		return
	}
	d.background("data", func(context.Context) func() {
		m := now.swap()
		return func() { d.useData(m) }
	})
}

func (g *guide) drawRoom() *drawRoom {
	for _, t := range g.desk.frame.rooms {
		if r, ok := t.room.(*drawRoom); ok {
			return r
		}
	}
	panic("ui: no room that draws")
}

// shows tells whether the room shows what the machine makes of an image on the pad.
func (r *drawRoom) shows() bool { return !r.drawing.blank() && r.shown != nil && !r.shown.nothing }

// swappedImages is how many images the swapped world has: enough to learn from, and
// few enough not to cost memory.
const swappedImages = 10_000

// swap is the same data with ink and paper swapped.
func (m *stock) swap() *stock {
	name := m.source.Name + swapMark
	s := &dataset.Source{Name: name, Training: dataset.Negative(m.source.Training, name, swappedImages)}
	s.Test = s.Training
	if m.source.Test != m.source.Training {
		s.Test = dataset.Negative(m.source.Test, name, swappedImages)
	}
	return &stock{raw: s, source: s, path: m.path, swapped: true}
}

// lessonMachine makes a lesson's machine as it is when a step begins. The data in use
// serve if they are the same.
func lessonMachine(ctx context.Context, l *lessons.Lesson, step int, now *stock, threads int) (*learn.Trainer, *stock, error) {
	m := now
	if now == nil || now.source.Name != l.Data || now.straightened() != l.Upright {
		var err error
		if m, err = openStock(l.Data, l.Upright); err != nil {
			return nil, nil, err
		}
	}
	t, err := learn.NewTrainer(l.Machine, m.source.Training, threads)
	if err != nil {
		return nil, nil, err
	}
	for _, act := range l.Acts(step) {
		if t, m, err = replay(ctx, act, t, m, threads); err != nil {
			return nil, nil, err
		}
	}
	return t, m, nil
}

// replay lets a machine live through an act of a lesson. It takes the training over.
func replay(ctx context.Context, act lessons.Act, t *learn.Trainer, m *stock, threads int) (*learn.Trainer, *stock, error) {
	if act.Swap {
		c := t.Checkpoint()
		t.Close()
		m = m.swap()
		t, err := learn.Continue(c, m.source.Training, threads)
		return t, m, err
	}
	for range act.N {
		if ctx.Err() != nil {
			t.Close()
			return nil, nil, ctx.Err()
		}
		if _, err := t.Cycle(act.Steps); err != nil {
			t.Close()
			return nil, nil, err
		}
	}
	return t, m, nil
}
