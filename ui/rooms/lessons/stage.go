package lessons

import (
	"context"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network/images"
	"wakesleep/ui/curriculum"
)

// A guide is the stage on which a step shows how it is done.
var _ curriculum.Stage = (*Guide)(nil)

// Go makes a room the visible one.
func (g *Guide) Go(room string) { g.desk.ChooseRoom(room) }

// Run does cycles, as the bar's buttons do.
func (g *Guide) Run(steps learn.Steps, n int) { g.desk.Run(steps, n) }

// TakeImage puts an image of the data on the pad.
func (g *Guide) TakeImage(label int) { g.desk.DrawRoom().TakeSample(label) }

// Swap goes on with ink and paper swapped.
func (g *Guide) Swap() {
	if !g.desk.Data().Training.Swapped {
		g.desk.UseData(func(now *dataset.Source) (*dataset.Source, error) { return now.Swap(), nil }, nil)
	}
}

// lessonMachine makes a lesson's machine as it is when a step begins. The data in use
// serve if they are the same.
func lessonMachine(ctx context.Context, l *curriculum.Lesson, step int, now *dataset.Source, threads int) (*learn.Trainer, *dataset.Source, error) {
	m := now
	if now == nil || now.Training.Origin != (images.Origin{Source: l.Data, Straightened: l.Upright}) {
		var err error
		if m, err = dataset.OpenLabelled(l.Data); err != nil {
			return nil, nil, err
		}
		m = m.Straighten(l.Upright)
	}
	t, err := learn.New(l.Machine, m.Training, threads)
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
func replay(ctx context.Context, act curriculum.Act, t *learn.Trainer, m *dataset.Source, threads int) (*learn.Trainer, *dataset.Source, error) {
	if act.Swap {
		c := t.Checkpoint()
		t.Close()
		m = m.Swap()
		t, err := learn.Continue(c, m.Training, threads)
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
