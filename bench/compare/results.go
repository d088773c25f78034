package main

import (
	"fmt"
	"math"
	"os"
	"strings"
)

// results collect figures and who they are of.
type results struct {
	options options
	rounds  []figures

	cpu, goVersion, kernels, torch string
	// cores are OpenBLAS's names of the kernels that ran, by what was asked for.
	cores map[string]string
	// bounds are the mean training bounds in nats of each training.
	bounds map[string]float64
	// load is the system's load before the first round, which should be nearly 0.
	load   string
	failed []string
}

func newResults(o options) *results {
	r := &results{options: o, rounds: make([]figures, o.rounds), cores: map[string]string{}, bounds: map[string]float64{}}
	for i := range r.rounds {
		r.rounds[i] = figures{}
	}
	text, _ := os.ReadFile("/proc/loadavg") // elsewhere it stays unknown
	r.load, _, _ = strings.Cut(string(text), " ")
	return r
}

// row compares two sides of the table. Each side is the best of its keys.
type row struct {
	what       string
	ours, peer []string
	// seconds means that less is better; otherwise the figures are GFLOPS.
	seconds bool
	// least and aim are the ratios to reach; zero where there is none.
	least, aim float64
}

// best is the best of the keys in some rounds, NaN without any.
func (w row) best(keys []string, rounds ...figures) float64 {
	best := math.NaN()
	for _, round := range rounds {
		for _, key := range keys {
			value, found := round[key]
			if found && (math.IsNaN(best) || (value < best) == w.seconds) {
				best = value
			}
		}
	}
	return best
}

// ratio says how many times better ours is.
func (w row) ratio(rounds ...figures) float64 {
	ours, peer := w.best(w.ours, rounds...), w.best(w.peer, rounds...)
	if w.seconds {
		return peer / ours
	}
	return ours / peer
}

// spread is the least and the greatest ratio of single rounds.
func (w row) spread(rounds []figures) (least, greatest float64) {
	least, greatest = math.Inf(1), math.Inf(-1)
	for _, round := range rounds {
		ratio := w.ratio(round)
		least, greatest = min(least, ratio), max(greatest, ratio)
	}
	return least, greatest
}

// rows are the comparisons of the table.
func (r *results) rows() []row {
	all := r.options.threads
	var rows []row
	epoch := func(what, connections string, threads int, peers []int, least, aim float64) {
		rows = append(rows, row{what, []string{epochKey(connections, 100, threads)}, torchKeys(connections, peers), true, least, aim})
	}
	if all > 1 {
		epoch(fmt.Sprintf("RWS epoch, PyTorch at its best ÷ ours with %d threads", all), chain, all, threadCounts(all), 3.5, 7)
	}
	epoch("RWS epoch, one thread each, PyTorch ÷ ours", chain, 1, []int{1}, 2.2, 4)
	epoch(fmt.Sprintf("RWS epoch, lateral top and skips, PyTorch at its best ÷ ours with %d threads", all), lateralTop, all, threadCounts(all), 3, 6)
	rows = append(rows, r.productRows()...)
	if all > 1 {
		rows = append(rows, scalingRow(100, 1.7, 1.9), scalingRow(20, 1.4, 1.8))
	}
	return rows
}

// torchKeys are those of the forms of a machine with those connections.
func torchKeys(connections string, threads []int) []string {
	var keys []string
	for _, n := range threads {
		for _, form := range formsOf(connections) {
			keys = append(keys, torchKey(form, n))
		}
	}
	return keys
}

func scalingRow(batch int, least, aim float64) row {
	return row{
		fmt.Sprintf("RWS epoch in batches of %d, ours: 1 thread ÷ 2", batch),
		[]string{epochKey(chain, batch, 2)},
		[]string{epochKey(chain, batch, 1)},
		true, least, aim,
	}
}

// productRows compare products with OpenBLAS and gonum.
func (r *results) productRows() []row {
	sparse, dense, down := products[0], products[1], products[2]
	compare := func(ours, peer string, p product, key string, least, aim float64) row {
		return row{
			fmt.Sprintf("%d×%d·%d×%d at %g, %s", p.rows, p.inner, p.inner, p.cols, p.density, peer),
			[]string{ours + " " + p.key()},
			[]string{key},
			false, least, aim,
		}
	}
	blas := func(p product, core string, least, aim float64) row {
		peer := "÷ OpenBLAS " + r.cores[core]
		if core == "" {
			peer += ", its own choice"
		}
		return compare("ours", peer, p, "openblas "+core+" "+p.shape(), least, aim)
	}
	return []row{
		blas(sparse, "Haswell", 2.5, 5), blas(dense, "Haswell", 1.5, 3), blas(down, "Haswell", 1.5, 3),
		blas(sparse, "", 0, 0), blas(dense, "", 0, 0), blas(down, "", 0, 0),
		compare("ours", "÷ gonum", sparse, "gonum "+sparse.key(), 0, 0),
		compare("ours", "÷ gonum", dense, "gonum "+dense.key(), 10, 20),
		compare("purego", "portable ÷ gonum without assembly", sparse, "gonum noasm "+sparse.key(), 1.5, 3),
		compare("purego", "portable ÷ gonum without assembly", dense, "gonum noasm "+dense.key(), 1.5, 3),
	}
}
