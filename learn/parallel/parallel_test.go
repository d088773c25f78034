package parallel

import (
	"context"
	"errors"
	"slices"
	"testing"
)

func TestRanges(t *testing.T) {
	for _, n := range []int{0, 1, 9, 10, 23} {
		for _, threads := range []int{0, 1, 4} {
			seen, last := make([]int, n), 0
			err := Ranges(context.Background(), n, 5, threads, func(done int) {
				if done <= last {
					t.Errorf("%d done after %d", done, last)
				}
				last = done
			}, func(lo, hi int) error {
				for i := lo; i < hi; i++ {
					seen[i]++
				}
				return nil
			})
			if err != nil || last != n || slices.ContainsFunc(seen, func(times int) bool { return times != 1 }) {
				t.Errorf("%d things on %d threads: %v, %d reported, seen %v", n, threads, err, last, seen)
			}
		}
	}
}

func TestStoppedRanges(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	ranges := 0
	err := Ranges(ctx, 100, 1, 1, nil, func(int, int) error {
		ranges++
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) || ranges > 2 {
		t.Errorf("%v after %d ranges", err, ranges)
	}
	fault := errors.New("fault")
	err = Ranges(context.Background(), 3, 1, 2, func(int) { t.Error("what failed was reported") },
		func(int, int) error { return fault })
	if !errors.Is(err, fault) {
		t.Errorf("%v, want %v", err, fault)
	}
}
