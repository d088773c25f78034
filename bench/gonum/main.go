// Gonum measures the single-precision matrix product of gonum, which is pure Go
// with some assembly, on one thread. The left matrix holds zeros and ones, of
// which gonum skips the zeros. Built with -tags noasm it has no assembly.
//
//	gonum [-seconds .5] 500x784x200:.13 500x200x784:.4
//
// It prints one JSON object: GFLOPS in the fastest of many runs for each shape
// and density, counting the skipped products too.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"time"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

func main() {
	seconds := flag.Float64("seconds", .5, "time for each product")
	flag.Parse()
	runtime.GOMAXPROCS(1)
	gflops := map[string]float64{}
	for _, text := range flag.Args() {
		speed, err := measure(text, time.Duration(*seconds*float64(time.Second)))
		if err != nil {
			fmt.Fprintln(os.Stderr, "gonum:", err)
			os.Exit(2)
		}
		gflops[text] = speed
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]any{"gflops": gflops}); err != nil {
		fmt.Fprintln(os.Stderr, "gonum:", err)
		os.Exit(1)
	}
}

// measure times the product that text describes.
func measure(text string, span time.Duration) (gflops float64, err error) {
	var rows, inner, cols int
	var density float64
	if _, err := fmt.Sscanf(text, "%dx%dx%d:%g", &rows, &inner, &cols, &density); err != nil {
		return 0, fmt.Errorf("%q: write a product as 500x784x200:.13: %w", text, err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	a, b := matrix(rows, inner), matrix(inner, cols)
	for i := range a.Data {
		if r.Float64() < density {
			a.Data[i] = 1
		}
	}
	for i := range b.Data {
		b.Data[i] = float32(r.NormFloat64())
	}
	best := fastest(span, a, b, matrix(rows, cols))
	return 2 * float64(rows) * float64(inner) * float64(cols) / best.Seconds() / 1e9, nil
}

func matrix(rows, cols int) blas32.General {
	return blas32.General{Rows: rows, Cols: cols, Stride: cols, Data: make([]float32, rows*cols)}
}

func fastest(span time.Duration, a, b, c blas32.General) time.Duration {
	best := time.Duration(1<<63 - 1)
	for end := time.Now().Add(span); time.Now().Before(end); {
		began := time.Now()
		blas32.Gemm(blas.NoTrans, blas.NoTrans, 1, a, b, 0, c)
		best = min(best, time.Since(began))
	}
	return best
}
