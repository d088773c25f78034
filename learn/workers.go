package learn

import (
	"sync"
	"sync/atomic"
)

// workers are goroutines that share out the jobs of a phase. The caller is one
// of them, so one worker needs no goroutine at all.
type workers struct {
	wake []chan *phase
	wait sync.WaitGroup
}

// phase is a number of jobs that may run at the same time, each alone in what
// it writes.
type phase struct {
	jobs []func()
	next atomic.Int64
	busy sync.WaitGroup
}

// newWorkers starts n−1 goroutines; close ends them.
func newWorkers(n int) *workers {
	w := &workers{wake: make([]chan *phase, n-1)}
	for i := range w.wake {
		w.wake[i] = make(chan *phase, 1)
		w.wait.Add(1)
		go w.serve(w.wake[i])
	}
	return w
}

func (w *workers) serve(wake chan *phase) {
	defer w.wait.Done()
	for p := range wake {
		p.work()
		p.busy.Done()
	}
}

// work does jobs until none is left.
func (p *phase) work() {
	for {
		i := int(p.next.Add(1)) - 1
		if i >= len(p.jobs) {
			return
		}
		p.jobs[i]()
	}
}

// run does all jobs of a phase and returns when the last is done.
func (w *workers) run(p *phase) {
	helpers := min(len(w.wake), len(p.jobs)-1)
	if helpers <= 0 {
		for _, job := range p.jobs {
			job()
		}
		return
	}
	p.next.Store(0)
	p.busy.Add(helpers)
	for _, wake := range w.wake[:helpers] {
		wake <- p
	}
	p.work()
	p.busy.Wait()
}

// size is the number of workers, the caller included.
func (w *workers) size() int { return len(w.wake) + 1 }

func (w *workers) close() {
	for _, wake := range w.wake {
		close(wake)
	}
	w.wait.Wait()
	w.wake = nil
}

// plan is a sequence of phases, each complete before the next begins. It is
// built once and run for every step, so that a step allocates nothing.
type plan []*phase

func (w *workers) follow(p plan) {
	for _, phase := range p {
		w.run(phase)
	}
}

// add appends a phase of the given jobs.
func (p *plan) add(jobs ...func()) { *p = append(*p, &phase{jobs: jobs}) }

// share cuts n things into ranges of the given size and makes a job for each.
func share(n, size int, job func(lo, hi int)) []func() {
	var jobs []func()
	for lo := 0; lo < n; lo += size {
		hi := min(lo+size, n)
		jobs = append(jobs, func() { job(lo, hi) })
	}
	return jobs
}

// parts cuts n things into as many equal ranges as there are workers. How many
// there are must not matter for the result.
func (w *workers) parts(n int, job func(lo, hi int)) []func() {
	return share(n, max(1, (n+w.size()-1)/w.size()), job)
}
