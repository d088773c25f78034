package vector

import (
	"math"
	"math/rand/v2"
	"testing"

	"wakesleep/network/bits"
)

func random(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

// near tells whether a result agrees with one in float64.
func near(got float32, want float64) bool {
	return math.Abs(float64(got)-want) <= 1e-6*(1+math.Abs(want))
}

// Two steps of Adam agree with algorithm 1 of the paper in float64, on whose
// terms the corrections of bias are worked into rate and epsilon.
func TestAdamAgainstThePaper(t *testing.T) {
	const n, alpha = 21, 1e-2
	r := rand.New(rand.NewPCG(1, 1))
	theta, m, v := random(r, n), make([]float32, n), make([]float32, n)
	var want, first, second [n]float64
	for i, x := range theta {
		want[i] = float64(x)
	}
	for step := 1.; step <= 2; step++ {
		g := random(r, n)
		root := math.Sqrt(1 - math.Pow(AdamSecond, step))
		Adam(theta, g, m, v, float32(alpha*root/(1-math.Pow(AdamFirst, step))), float32(AdamEpsilon*root))
		for i := range want {
			slope := float64(g[i])
			first[i] = AdamFirst*first[i] + (1-AdamFirst)*slope
			second[i] = AdamSecond*second[i] + (1-AdamSecond)*slope*slope
			corrected := second[i] / (1 - math.Pow(AdamSecond, step))
			want[i] += alpha * first[i] / (1 - math.Pow(AdamFirst, step)) / (math.Sqrt(corrected) + AdamEpsilon)
			if !near(theta[i], want[i]) {
				t.Fatalf("step %g, parameter %d: %g, want %g", step, i, theta[i], want[i])
			}
		}
	}
}

func TestStepsByHand(t *testing.T) {
	for n := range 20 {
		r := rand.New(rand.NewPCG(uint64(n), 2))
		a, b, x := random(r, n), random(r, n), random(r, n)
		theta, mean := append([]float32{}, a...), append([]float32{}, b...)
		AddScaled(theta, x, .25)
		Approach(mean, x, .25)
		for i := range x {
			if !near(theta[i], float64(a[i])+.25*float64(x[i])) {
				t.Errorf("AddScaled, element %d of %d: %g", i, n, theta[i])
			}
			if !near(mean[i], .75*float64(b[i])+.25*float64(x[i])) {
				t.Errorf("Approach, element %d of %d: %g", i, n, mean[i])
			}
		}
	}
}

func TestAddRowsByHand(t *testing.T) {
	rows := bits.NewFloats(3, 10)
	for i := range 3 {
		for j := range 10 {
			rows.Row(i)[j] = float32(math.Pow10(i) * float64(j))
		}
	}
	dst := make([]float32, 10)
	dst[2] = .5
	AddRows(dst, rows)
	for j, sum := range dst {
		want := float32(111 * j)
		if j == 2 {
			want += .5
		}
		if sum != want {
			t.Errorf("column %d: %g, want %g", j, sum, want)
		}
	}
}

func TestWrongShapesPanic(t *testing.T) {
	x, y := make([]float32, 3), make([]float32, 4)
	for name, f := range map[string]func(){
		"AddScaled": func() { AddScaled(x, y, 1) },
		"Adam":      func() { Adam(x, x, x, y, 1, 1) },
		"Approach":  func() { Approach(y, x, 1) },
		"AddRows":   func() { AddRows(x, bits.NewFloats(2, 4)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}

func TestNothingAllocates(t *testing.T) {
	x, rows := make([]float32, 77), bits.NewFloats(5, 77)
	if n := testing.AllocsPerRun(10, func() {
		AddScaled(x, x, 1)
		Adam(x, x, x, x, 1, 1)
		Approach(x, x, 1)
		AddRows(x, rows)
	}); n != 0 {
		t.Errorf("%g allocations", n)
	}
}

const benchmarked = 1 << 12

func benchmark(b *testing.B, numbers int, f func(a, x, y, z []float32)) {
	r := rand.New(rand.NewPCG(1, 3))
	a, x, y, z := random(r, benchmarked), random(r, benchmarked), random(r, benchmarked), random(r, benchmarked)
	for i := range z {
		z[i] *= z[i]
	}
	b.ReportAllocs()
	for b.Loop() {
		f(a, x, y, z)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(numbers), "ns/number")
}

func BenchmarkAddScaled(b *testing.B) {
	benchmark(b, benchmarked, func(a, x, _, _ []float32) { AddScaled(a, x, 1e-9) })
}

func BenchmarkAdam(b *testing.B) {
	benchmark(b, benchmarked, func(a, x, y, z []float32) { Adam(a, x, y, z, 1e-9, 1e-8) })
}

func BenchmarkApproach(b *testing.B) {
	benchmark(b, benchmarked, func(a, x, _, _ []float32) { Approach(a, x, .01) })
}

func BenchmarkAddRows(b *testing.B) {
	const count, columns = 500, 200
	rows := bits.NewFloats(count, columns)
	benchmark(b, count*columns, func(a, _, _, _ []float32) { AddRows(a[:columns], rows) })
}
