package benchmark

import (
	"context"
	"fmt"
	"time"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
)

// settings are those of the training that is measured everywhere.
func settings(layers string, batch int) learn.Settings {
	s := learn.Defaults()
	s.Layers, s.Batch = layers, batch
	return s
}

func (b *bench) trainingSteps() []step {
	var steps []step
	for _, k := range []struct {
		connections string
		batch       int
	}{{network.ChainName, 100}, {network.ChainName, 20}, {network.LateralTopName, 100}} {
		s := settings("200,200,200", k.batch)
		s.Connect(k.connections)
		what := fmt.Sprintf("training, %s, batches of %d", k.connections, k.batch)
		steps = append(steps, step{what, func(ctx context.Context) error { return b.train(ctx, k.connections, s) }})
	}
	return steps
}

// train times cycles with each number of threads in turn.
func (b *bench) train(ctx context.Context, connections string, s learn.Settings) error {
	t, err := learn.New(s, b.training(), 1)
	if err != nil {
		return err
	}
	defer t.Close()
	counts := b.threadCounts()
	cycles := b.count(10_000/s.Batch, 3)
	runs := make([]timedRun, len(counts))
	if err := new(timedRun).time(ctx, t, b.count(20, 1)); err != nil {
		return err
	}
	for range b.count(3, 1) {
		for i, n := range counts {
			if err := t.SetThreads(n); err != nil {
				return err
			}
			if err := runs[i].time(ctx, t, cycles); err != nil {
				return err
			}
		}
	}
	for i, run := range runs {
		b.report.Training = append(b.report.Training, Training{
			Layers: s.Layers, Connections: connections, Samples: s.Samples, Batch: s.Batch, Threads: counts[i], Cycles: cycles,
			SecondsPerEpoch: run.best.Seconds() / float64(cycles) * float64(b.digits.Training.Count()/s.Batch),
			BoundNats:       run.bound / float64(run.cycles),
		})
	}
	b.report.PeakMemoryMB = peakMemory()
	return nil
}

// timedRun keeps the fastest of several rounds of as many cycles.
type timedRun struct {
	best   time.Duration
	bound  float64
	cycles int
}

func (r *timedRun) time(ctx context.Context, t *learn.Trainer, cycles int) error {
	began := time.Now()
	for range cycles {
		if err := ctx.Err(); err != nil {
			return err
		}
		bound, err := t.Cycle(learn.WakeSleep)
		if err != nil {
			return err
		}
		r.bound += bound
	}
	took := time.Since(began)
	if r.cycles == 0 || took < r.best {
		r.best = took
	}
	r.cycles += cycles
	return nil
}

// growthSteps compare small and large data, and small and large layers.
func (b *bench) growthSteps() []step {
	return []step{
		{"more images", func(ctx context.Context) error {
			all := b.training()
			few := all.First(all.Count() / 10)
			s := settings("200,200,200", 100)
			return b.grow(ctx, Growth{
				What: "images of the data", From: few.Count(), To: all.Count(), Unit: "µs per image",
			}, func(bool) (learn.Settings, float64) { return s, 1e6 / float64(s.Batch) }, few, all)
		}},
		{"a wider layer", func(ctx context.Context) error {
			g := Growth{What: "units of a hidden layer", From: 200, To: 800, Unit: "ns per weight and cycle"}
			return b.grow(ctx, g, func(large bool) (learn.Settings, float64) {
				units := g.From
				if large {
					units = g.To
				}
				weights := 2 * b.training().Pixels() * units // both directions
				return settings(fmt.Sprint(units), 100), 1e9 / float64(weights)
			}, b.training(), b.training())
		}},
	}
}

// grow times cycles of two trainings in turn. The function gives the settings of
// either, and what a second in a cycle is in the unit of cost.
func (b *bench) grow(
	ctx context.Context, g Growth, of func(large bool) (learn.Settings, float64), few, many *images.Set,
) error {
	var runs [2]timedRun
	var units [2]float64
	var trainers [2]*learn.Trainer
	for i, set := range []*images.Set{few, many} {
		s, unit := of(i == 1)
		t, err := learn.New(s, set, b.options.Threads)
		if err != nil {
			return err
		}
		defer t.Close()
		if err := new(timedRun).time(ctx, t, b.count(10, 1)); err != nil {
			return err
		}
		trainers[i], units[i] = t, unit
	}
	cycles := b.count(60, 2)
	for range b.count(5, 1) {
		for i, t := range trainers {
			if err := runs[i].time(ctx, t, cycles); err != nil {
				return err
			}
		}
	}
	g.FromCost = runs[0].best.Seconds() / float64(cycles) * units[0]
	g.ToCost = runs[1].best.Seconds() / float64(cycles) * units[1]
	g.Ratio = g.ToCost / g.FromCost
	b.report.Growth = append(b.report.Growth, g)
	return nil
}

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
