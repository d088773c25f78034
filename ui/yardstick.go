package ui

import (
	"context"
	"time"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network"
)

// yardstick is what a drawing is measured against: what independent pixels know of
// the data, and how long the machine's descriptions of unseen images are. It is
// immutable.
type yardstick struct {
	source  *dataset.Source
	machine *network.Machine
	mean    []float32
	typical *learn.Typical
	things  string
	taken   time.Time
}

// yardstickEvery is the pause between yardsticks while the machine learns: it
// changes slowly, and a thousand images take a moment.
const yardstickEvery = time.Second

// fits tells whether the yardstick still serves.
func (y *yardstick) fits(v *view) bool {
	if y == nil || y.source != v.data {
		return false
	}
	return y.machine == v.snapshot.Machine ||
		v.snapshot.State == learn.Running && !v.machineChanged && time.Since(y.taken) < yardstickEvery
}

// newYardstick measures; before is the one before, or nil.
func newYardstick(ctx context.Context, source *dataset.Source, m *network.Machine, before *yardstick) (*yardstick, error) {
	typical, err := learn.MeasureTypical(ctx, m, source.Test)
	if err != nil {
		return nil, err
	}
	y := &yardstick{source: source, machine: m, typical: typical, things: source.Things() + " of " + source.Name, taken: time.Now()}
	if source.Parts() {
		y.things = "unseen " + source.Things()
	}
	if before != nil && before.source == source {
		y.mean = before.mean
	} else {
		y.mean = source.Training.Mean()
	}
	return y, nil
}

// judge says how strange a reading is.
func (y *yardstick) judge(r *reading) (words string, familiar bool) {
	s := y.typical.Judge(r.Recognition)
	return s.Words(y.things), s.Familiar()
}

const yardstickKey = "draw.yardstick"

// measure gets a yardstick for the present machine and data if there is none.
func (r *drawRoom) measure(v *view) {
	source, m, before := v.data, v.snapshot.Machine, r.yardstick
	late := v.snapshot.State == learn.Running && r.desk.tasks.busy(yardstickKey)
	if r.yardstick.fits(v) || r.measuring == m || late {
		return // there is one, or it is on its way
	}
	r.measuring = m
	r.desk.background(yardstickKey, func(ctx context.Context) func() {
		y, err := newYardstick(ctx, source, m, before)
		if err != nil {
			return nil // the images are being replaced, or a newer request is here
		}
		return func() { r.measured(y) }
	})
}

// measured takes a yardstick into use.
func (r *drawRoom) measured(y *yardstick) {
	first := r.yardstick == nil || r.yardstick.source != y.source
	r.yardstick = y
	if first {
		r.recognise() // now that the data's mean levels are known
		return
	}
	r.bits.judge(r.shown, y)
}
