package settings

import (
	"context"
	"math"
	"time"

	"wakesleep/learn"
	"wakesleep/network/images"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// estimateKey is that of estimates of what finding classes takes.
const estimateKey = "settings.estimate"

// estimate tells in the form what finding classes takes, found out in the background.
func (f *machineForm) estimate(d *desk.Desk) {
	if f.kind.now != findsClasses {
		return
	}
	remark := f.finding.remark
	kit.SetText(remark, texts.Of("settings.find.stages"))
	first, err := f.settings()
	if err != nil {
		return
	}
	set, threads := f.data, d.Threads()
	d.Background(estimateKey, func(ctx context.Context) func() {
		took, memory, err := effortOf(ctx, first, set, threads)
		if err != nil {
			return nil
		}
		return func() { kit.SetText(remark, texts.Of("settings.find.takes", minutes(took), memory>>20)) }
	})
}

// minutes tells about how long something takes.
func minutes(d time.Duration) string {
	if d < time.Minute {
		return texts.Of("settings.find.soon")
	}
	return texts.Count("settings.find.minutes", int(math.Round(d.Minutes())))
}

const (
	// pace is how long cycles are done to see how long one takes.
	pace = 150 * time.Millisecond
	// scoreShare is how long an image takes that is scored, or coded once, as a part of one that
	// is learnt, and codes are how often it is coded.
	scoreShare = 1. / 3
	codes      = 8
	// pairNanoseconds is about how long it takes to compare a unit of two codes, and
	// cutMicroseconds what an image takes to cut the graph into one group.
	pairNanoseconds = .03
	cutMicroseconds = 20
)

// effortOf estimates how long it takes to find classes, from some cycles of each stage, and
// how many bytes of memory.
func effortOf(ctx context.Context, first learn.Settings, set *images.Set, threads int) (took time.Duration, memory int64, err error) {
	compete := first.Finding.Compete
	alone := compete
	alone.Contest, alone.Again = learn.Contest{}, nil
	learning := first
	learning.Finding = nil
	stages := [2]learn.Settings{learning, alone}
	machines := [2]int{1, first.Finding.Groups}
	var each [2]float64 // seconds an image
	for i, s := range stages {
		needs, err := [2]learn.Settings{learning, compete}[i].Needs(set, machines[i])
		if err != nil {
			return 0, 0, err
		}
		memory = max(memory, needs.Memory)
		perCycle, err := cycleOf(ctx, s, set, [2]int{threads, 1}[i])
		if err != nil {
			return 0, 0, err
		}
		each[i] = perCycle.Seconds() / float64(s.Batch)
	}
	n := float64(set.Count())
	learnt, scored := competed(compete, first.Finding.Groups, set.Count())
	hidden, err := first.Hidden()
	if err != nil {
		return 0, 0, err
	}
	seconds := n*each[0]*(float64(first.Epochs)+scoreShare*codes) + n*n*float64(hidden[0].Units)*pairNanoseconds*1e-9/float64(threads) +
		n*float64(first.Finding.Groups)*cutMicroseconds*1e-6/float64(threads) +
		(learnt+scoreShare*scored)*each[1]/float64(threads)
	return time.Duration(seconds * float64(time.Second)), memory, ctx.Err()
}

// competed is how many images all machines that compete learn from and score.
func competed(s learn.Settings, machines, count int) (learnt, scored float64) {
	c := s.Contest
	steps := max(1, count/(machines*s.Batch))
	for epoch := range s.Epochs {
		if epoch >= c.Settled && (epoch-c.Settled)%c.Every == 0 {
			scored += float64(machines * count)
			if epoch >= c.FirstLoss && machines > c.Keep {
				machines--
			}
		}
		learnt += float64(machines * steps * s.Batch)
	}
	return learnt, scored
}

// cycleOf is how long a cycle takes.
func cycleOf(ctx context.Context, s learn.Settings, set *images.Set, threads int) (time.Duration, error) {
	t, err := learn.New(s, set, threads)
	if err != nil {
		return 0, err
	}
	defer t.Close()
	t.Begin(0)
	least := time.Duration(math.MaxInt64)
	for began := time.Now(); time.Since(began) < pace || least == math.MaxInt64; {
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		now := time.Now()
		if _, err := t.Cycle(learn.WakeSleep); err != nil {
			return 0, err
		}
		least = min(least, time.Since(now))
	}
	return least, nil
}
