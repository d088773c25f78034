package benchmark

import (
	"context"
	"slices"
	"time"

	"wakesleep/learn"
	"wakesleep/learn/session"
)

const (
	// firings is the number of samples the window takes of a drawing.
	firings = 200
	// requestPause lies between two requests: a person does not ask at once again.
	requestPause = 10 * time.Millisecond
)

func (b *bench) recognitionSteps() []step {
	return []step{
		{"recognition", func(ctx context.Context) error { return b.recognise(ctx, false) }},
		{"recognition during training", func(ctx context.Context) error { return b.recognise(ctx, true) }},
	}
}

// recognise asks a session what it sees, as the window does: from the snapshot
// that the session hands out.
func (b *bench) recognise(ctx context.Context, training bool) error {
	s := settings("200,200,200", 100)
	t, err := learn.New(s, b.training(), b.options.Threads)
	if err != nil {
		return err
	}
	if err := new(timedRun).time(ctx, t, b.count(50, 2)); err != nil {
		t.Close()
		return err
	}
	running := session.New(t)
	defer running.Close()
	if training {
		running.Play(learn.WakeSleep)
	}
	times, err := b.request(ctx, running)
	if err != nil {
		return err
	}
	b.report.Recognition = append(b.report.Recognition, Recognition{
		Layers: s.Layers, Samples: firings, Training: training, Threads: b.options.Threads,
		Requests: len(times), P50: quantile(times, .50), P99: quantile(times, .99),
	})
	return running.Status().Err
}

// request returns the sorted times of requests, in milliseconds.
func (b *bench) request(ctx context.Context, running *session.Session) ([]float64, error) {
	var times []float64
	for i := range b.count(300, 5) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		image := b.digits.Test.Image(i)
		began := time.Now()
		running.Snapshot().Machine.Recognise(image, firings, uint64(i))
		times = append(times, time.Since(began).Seconds()*1e3)
		time.Sleep(requestPause)
	}
	slices.Sort(times)
	return times, nil
}

// quantile is the value below which a share q of sorted values lies.
func quantile(sorted []float64, q float64) float64 {
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}
