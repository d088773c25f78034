// Package parallel shares things out among threads.
package parallel

import (
	"cmp"
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Ranges calls do for all ranges lo ≤ i < hi of n things, of the given size but for the last,
// on some threads, at least one. Progress, unless nil, hears of things done, never from two
// goroutines at once. An error of do, or of the context, is returned; no further range is
// begun when the context is over.
func Ranges(ctx context.Context, n, size, threads int, progress func(done int), do func(lo, hi int) error) error {
	var group errgroup.Group
	group.SetLimit(max(1, threads))
	var reporting sync.Mutex
	done := 0
	for lo := 0; lo < n && ctx.Err() == nil; lo += size {
		group.Go(func() error {
			hi := min(lo+size, n)
			if err := do(lo, hi); err != nil || progress == nil {
				return err
			}
			reporting.Lock()
			defer reporting.Unlock()
			done += hi - lo
			progress(done)
			return nil
		})
	}
	return cmp.Or(group.Wait(), ctx.Err())
}
