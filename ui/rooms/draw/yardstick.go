package draw

import (
	"context"
	"time"

	"wakesleep/io/dataset"
	"wakesleep/learn/measure"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/ui/desk"
)

// yardstick is what a drawing is measured against: what independent pixels know of
// the data, and how long the machine's descriptions of unseen images are. It is
// immutable.
type yardstick struct {
	source *dataset.Source
	// key is of the view that it was taken of, and machine one of those measured.
	key     any
	machine *network.Machine
	mean    []float32
	typical *measure.Typical
	things  string
	// taken is when it was, and took how long that lasted.
	taken time.Time
	took  time.Duration
}

// yardstickEvery is the pause between yardsticks while the machine learns, at
// least, and yardstickRest that in times what one takes: it changes slowly, and a
// thousand images take a moment, of several machines longer.
const (
	yardstickEvery = time.Second
	yardstickRest  = 4
)

// fits tells whether the yardstick still serves.
func (y *yardstick) fits(v *desk.View) bool {
	if y == nil || y.source != v.Data {
		return false
	}
	return y.key == v.Key() || v.Snapshot.State == session.Running && !v.MachineChanged &&
		time.Since(y.taken) < max(yardstickEvery, yardstickRest*y.took)
}

// newYardstick measures; before is the one before, or nil.
func newYardstick(ctx context.Context, v *desk.View, before *yardstick) (*yardstick, error) {
	source, start := v.Data, time.Now()
	typical, err := measure.NewTypical(ctx, v.Snapshot.Ensemble, v.Data.Test)
	if err != nil {
		return nil, err
	}
	y := &yardstick{
		source: source, key: v.Key(), machine: v.Snapshot.Machine, typical: typical,
		things: thingsOf(source), taken: time.Now(), took: time.Since(start),
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
	s := y.typical.Judge(r.every.Plainest()) // as the unseen images were described
	return strangeWords(s, y.things), s.Familiar()
}

const yardstickKey = "draw.yardstick"

// measure gets a yardstick for the present machine and data if there is none.
func (r *Room) measure(v *desk.View) {
	before, key := r.yardstick, v.Key()
	late := v.Snapshot.State == session.Running && r.desk.Working(yardstickKey)
	if r.yardstick.fits(v) || r.measuring == key || late {
		return // there is one, or it is on its way
	}
	r.measuring = key
	r.desk.Background(yardstickKey, func(ctx context.Context) func() {
		y, err := newYardstick(ctx, v, before)
		if err != nil {
			return nil // the images are being replaced, or a newer request is here
		}
		return func() { r.measured(y) }
	})
}

// measured takes a yardstick into use.
func (r *Room) measured(y *yardstick) {
	first := r.yardstick == nil || r.yardstick.source != y.source
	r.yardstick = y
	if first {
		r.recognise() // now that the data's mean levels are known
		return
	}
	r.bits.judge(r.shown, y)
}
