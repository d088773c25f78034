package learn

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"wakesleep/internal/cpu"
)

// workers are goroutines that share out the jobs of a phase. The caller is one
// of them, so one worker needs no goroutine at all. Between phases, which are
// microseconds apart, the others look out for the next one, and park when it
// does not come soon.
type workers struct {
	helpers []*helper
	// current is the phase given out last, and given counts them.
	current atomic.Pointer[phase]
	given   atomic.Uint64
	ending  atomic.Bool
	ended   sync.WaitGroup
	// looks is how often a helper looks out for the next phase before it parks.
	looks int
}

// helper is a worker other than the caller.
type helper struct {
	parked atomic.Bool
	wake   chan struct{}
}

// phase is a number of jobs that may run at the same time, each alone in what
// it writes.
type phase struct {
	jobs []func()
	// next is the first job that nobody took, done the number of finished ones.
	next, done atomic.Int64
}

// newWorkers starts n−1 goroutines; close ends them.
func newWorkers(n int) *workers {
	w := &workers{looks: looksBeforeParking}
	if n > runtime.GOMAXPROCS(0) {
		// Who waits would keep those from running whom it waits for.
		w.looks = 0
	}
	for range n - 1 {
		h := &helper{wake: make(chan struct{}, 1)}
		w.helpers = append(w.helpers, h)
		w.ended.Go(func() { w.help(h) })
	}
	return w
}

const (
	// looksBeforeParking outlast the time between two phases. The caller looks as
	// often before it sleeps for pause.
	looksBeforeParking = 1 << 13
	pause              = 50 * time.Microsecond
	// looksBeforeYielding is how often anybody looks before it lets other goroutines
	// run.
	looksBeforeYielding = 1 << 8
)

// help works on every phase that comes while the helper is awake.
func (w *workers) help(h *helper) {
	seen := uint64(0)
	for !w.ending.Load() {
		if given := w.given.Load(); given != seen {
			seen = given
			w.current.Load().work()
			continue
		}
		w.await(h, seen)
	}
}

// await returns when another phase than the one seen last was given out.
func (w *workers) await(h *helper, seen uint64) {
	for look := range w.looks {
		if w.given.Load() != seen || w.ending.Load() {
			return
		}
		cpu.Pause()
		if look%looksBeforeYielding == looksBeforeYielding-1 {
			runtime.Gosched()
		}
	}
	h.parked.Store(true)
	if w.given.Load() != seen || w.ending.Load() {
		if h.parked.CompareAndSwap(true, false) {
			return
		}
	}
	<-h.wake
}

// wakeParked wakes the helpers that are parked.
func (w *workers) wakeParked() {
	for _, h := range w.helpers {
		if h.parked.CompareAndSwap(true, false) {
			h.wake <- struct{}{}
		}
	}
}

// work does jobs until none is left to take.
func (p *phase) work() {
	for {
		i := p.next.Add(1) - 1
		if i >= int64(len(p.jobs)) {
			return
		}
		p.jobs[i]()
		p.done.Add(1)
	}
}

// do does all jobs of a phase and returns when the last is done. It does not
// wait for helpers that took none, so they may come too late without harm.
func (w *workers) do(p *phase) {
	if len(w.helpers) == 0 || len(p.jobs) == 1 {
		for _, job := range p.jobs {
			job()
		}
		return
	}
	p.done.Store(0)
	p.next.Store(0)
	w.current.Store(p)
	w.given.Add(1)
	w.wakeParked()
	p.work()
	for look := 1; p.done.Load() < int64(len(p.jobs)); look++ {
		switch {
		case look%looksBeforeYielding != 0:
			cpu.Pause()
		case look < looksBeforeParking:
			runtime.Gosched()
		default:
			// Another program has the processor of a helper, which may have this one.
			time.Sleep(pause)
		}
	}
}

// size is the number of workers, the caller included.
func (w *workers) size() int { return len(w.helpers) + 1 }

func (w *workers) close() {
	w.ending.Store(true)
	w.wakeParked()
	w.ended.Wait()
	w.helpers = nil
}

// plan is a sequence of phases, each complete before the next begins. It is
// built once and run for every step, so that a step allocates nothing.
type plan []*phase

func (w *workers) run(plans ...plan) {
	for _, p := range plans {
		for _, phase := range p {
			w.do(phase)
		}
	}
}

// add appends a phase of the given jobs, if there are any.
func (p *plan) add(jobs ...func()) {
	if len(jobs) > 0 {
		*p = append(*p, &phase{jobs: jobs})
	}
}

// share cuts n things into ranges of the given size and makes a job for each.
func share(n, size int, job func(lo, hi int)) []func() {
	var jobs []func()
	for lo := 0; lo < n; lo += size {
		hi := min(lo+size, n)
		jobs = append(jobs, func() { job(lo, hi) })
	}
	return jobs
}

// parts makes a job for each worker, part k of n. How many parts there are must
// not matter for the result.
func (w *workers) parts(job func(k, n int)) []func() {
	n := w.size()
	return share(n, 1, func(k, _ int) { job(k, n) })
}

// drive are the jobs that drive those of some layers for which that has a sense.
func (w *workers) drive(first, last int, has func(l int) bool, part func(l, k, n int)) []func() {
	var jobs []func()
	for l := first; l <= last; l++ {
		if has(l) {
			jobs = append(jobs, w.parts(func(k, n int) { part(l, k, n) })...)
		}
	}
	return jobs
}

// steps drive each of some layers in as many steps as it takes, a phase for each step.
func (w *workers) steps(first, last int, count func(l int) int, part func(l, step, k, n int)) (p plan) {
	for step := 0; ; step++ {
		jobs := w.drive(first, last, func(l int) bool { return step < count(l) }, func(l, k, n int) { part(l, step, k, n) })
		if len(jobs) == 0 {
			return p
		}
		p.add(jobs...)
	}
}
