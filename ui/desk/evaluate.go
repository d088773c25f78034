package desk

import (
	"context"
	"time"

	"wakesleep/learn/measure"
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

// Evaluate measures machines, of classes each on the images of its own class, in little
// enough time for a window. It may be called from any goroutine.
func Evaluate(ctx context.Context, e *network.Ensemble, set *images.Set) (*measure.Evaluation, error) {
	return measure.EvaluateOwn(ctx, e, set, measure.Options{Samples: ledgerSamples, Threads: 1})
}
