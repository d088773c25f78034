package learn

import (
	"context"
	"math"
	"slices"
)

// EpochReport tells how an epoch of a training went.
type EpochReport struct {
	// Epoch counts from 1.
	Epoch int
	// Cycles are those of the machine's life.
	Cycles uint64
	// BoundNats is the mean free energy of the epoch's training images, in nats.
	BoundNats float64
	// Rate is the epoch's learning rate for each connection and the top biases.
	Rate []float64
}

// Progress is the number of cycles done and to be done in all; the latter is
// zero if the settings give no length.
func (t *Trainer) Progress() (done, total int) {
	total = t.settings.Cycles
	if t.settings.Epochs > 0 {
		total = t.settings.Epochs * t.EpochCycles()
	}
	return int(t.cycles), total
}

// Watch has f told, on the training's own goroutine, of each wake step (true) and
// each sleep step that begins. Sessions watch by themselves.
func (t *Trainer) Watch(f func(awake bool)) { t.onPhase = f }

// Train does the cycles that the settings ask for, beginning where t stands,
// and reports each epoch. It returns the context's error after the step in
// which it is cancelled, and ErrDiverged as Cycle does.
func Train(ctx context.Context, t *Trainer, report func(EpochReport)) error {
	_, total := t.Progress()
	return t.trainTo(ctx, total, report)
}

// trainTo does the cycles of the training until end of them are done.
func (t *Trainer) trainTo(ctx context.Context, end int, report func(EpochReport)) error {
	done, total := t.Progress()
	averaged := t.averaged
	t.beginRun(total)
	t.averaged = averaged
	for ; done < end; done++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		t.follow(done)
		if _, err := t.Cycle(WakeSleep); err != nil {
			return err
		}
		if (done+1)%t.EpochCycles() == 0 || done+1 == total {
			report(t.endEpoch(done / t.EpochCycles()))
		}
	}
	return nil
}

// endEpoch reports the epoch and begins the next one's bound.
func (t *Trainer) endEpoch(epoch int) EpochReport {
	r := EpochReport{
		Epoch: epoch + 1, Cycles: t.cycles, BoundNats: math.NaN(), Rate: slices.Clone(t.rate),
	}
	if t.boundSteps > 0 {
		r.BoundNats = t.boundSum / float64(t.boundSteps)
	}
	t.boundSum, t.boundSteps = 0, 0
	return r
}
