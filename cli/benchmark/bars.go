package benchmark

import (
	"context"
	"fmt"
	"time"

	"wakesleep/io/dataset"
	"wakesleep/learn"
)

// barsSteps time the small machines of the articles, which take one image and
// one dream a cycle, so that what a cycle costs beside its sums shows.
func (b *bench) barsSteps() []step {
	var steps []step
	for _, data := range []string{"bars3", "bars4"} {
		for _, threads := range b.threadCounts() {
			what := fmt.Sprintf("%s, threads %d", data, threads)
			steps = append(steps, step{what, func(ctx context.Context) error { return b.bars(ctx, data, threads) }})
		}
	}
	return steps
}

func (b *bench) bars(ctx context.Context, data string, threads int) error {
	source, err := dataset.Open(data, "")
	if err != nil {
		return err
	}
	s := learn.ClassicDefaults()
	if data == "bars4" {
		s.Layers, s.Rate = "8,1", []float64{.1}
	}
	t, err := learn.New(s, source.Training, threads)
	if err != nil {
		return err
	}
	defer t.Close()
	const round = 200
	var run timedRun
	for end := time.Now().Add(10 * b.span); run.cycles == 0 || time.Now().Before(end); {
		if err := run.time(ctx, t, round); err != nil {
			return err
		}
	}
	b.report.Bars = append(b.report.Bars, Bars{
		Data: data, Layers: s.Layers, Threads: threads, CyclesPerSecond: round / run.best.Seconds(),
	})
	return nil
}
