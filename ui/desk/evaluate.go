package desk

import (
	"context"
	"time"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
)

// Pauses of rooms while the machine learns: between dreams, and between evaluations.
const (
	DreamEvery = 700 * time.Millisecond
	WeighEvery = 4 * time.Second
)

// LedgerImages and ledgerSamples are the extent of the evaluations shown.
const (
	LedgerImages  = 200
	ledgerSamples = 20
)

// Evaluate measures a machine, or where there is one for each class those of the
// images' own classes, in little enough time for a window. It may be called from any
// goroutine.
func Evaluate(ctx context.Context, m *network.Machine, classes *learn.ClassMachines, set *images.Set) (*learn.Evaluation, error) {
	o := learn.EvaluateOptions{Samples: ledgerSamples, Threads: 1}
	if classes != nil {
		return classes.EvaluateRight(ctx, set, o)
	}
	return learn.Evaluate(ctx, m, set, o)
}
