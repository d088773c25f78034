package activation

import (
	"math"
	"testing"
)

// steps visits float32 numbers between lo and hi, about a million of them,
// evenly spaced in their bits where the range has one sign.
func steps(lo, hi float32, visit func(x float32)) {
	const n = 1 << 20
	for i := range n {
		visit(lo + (hi-lo)*float32(i)/n)
	}
}

func TestExpAgainstMath(t *testing.T) {
	worst := 0.
	check := func(x float32) {
		want := math.Exp(float64(x))
		worst = max(worst, math.Abs(float64(Exp(x))-want)/want)
	}
	steps(-87.3, 88.3, check)
	steps(-1, 1, check)
	if worst > 2e-7 {
		t.Errorf("relative error %.3g", worst)
	}
}

func TestExpAtTheEdges(t *testing.T) {
	infinity := float32(math.Inf(1))
	if Exp(0) != 1 || Exp(-infinity) != Exp(-88) || Exp(infinity) != Exp(89) {
		t.Error("Exp is wrong at 0 or does not saturate")
	}
	if low := Exp(-infinity); low < 0x1p-126 || low > 1.1756e-38 {
		t.Errorf("Exp(-Inf) = %g", low)
	}
	if high := Exp(infinity); high < 2.4e38 || high > math.MaxFloat32 {
		t.Errorf("Exp(+Inf) = %g", high)
	}
	if nan := Exp(float32(math.NaN())); nan == nan {
		t.Errorf("Exp(NaN) = %g", nan)
	}
}

func TestExpNeverFalls(t *testing.T) {
	last := float32(0)
	steps(-90, 90, func(x float32) {
		// Neighbouring pieces of the polynomial may overlap by a rounding.
		if y := Exp(x); y < last*(1-1e-7) {
			t.Fatalf("Exp(%g) = %g after %g", x, y, last)
		} else {
			last = y
		}
	})
}

func TestLogAgainstMath(t *testing.T) {
	worst := 0.
	for x := float32(0x1p-126); x < math.MaxFloat32/1.001; x *= 1.0003 {
		want := math.Log(float64(x))
		worst = max(worst, math.Abs(float64(Log(x))-want)/max(1, math.Abs(want)))
	}
	steps(.5, 2.5, func(x float32) {
		worst = max(worst, math.Abs(float64(Log(x))-math.Log(float64(x))))
	})
	if worst > 1e-7 {
		t.Errorf("error %.3g", worst)
	}
	if Log(1) != 0 {
		t.Errorf("Log(1) = %g", Log(1))
	}
	if nan := Log(float32(math.NaN())); nan == nan {
		t.Errorf("Log(NaN) = %g", nan)
	}
	if !math.IsInf(float64(Log(float32(math.Inf(1)))), 1) {
		t.Error("Log(+Inf) is finite")
	}
}

func TestSigmoidAgainstMath(t *testing.T) {
	worst := 0.
	steps(-80, 80, func(x float32) {
		want := 1 / (1 + math.Exp(-float64(x)))
		worst = max(worst, math.Abs(float64(Sigmoid(x))-want)/want)
	})
	if worst > 3e-7 {
		t.Errorf("relative error %.3g", worst)
	}
	if Sigmoid(0) != .5 || Sigmoid(100) != 1 {
		t.Errorf("Sigmoid(0) = %g, Sigmoid(100) = %g", Sigmoid(0), Sigmoid(100))
	}
	if nan := Sigmoid(float32(math.NaN())); nan == nan {
		t.Errorf("Sigmoid(NaN) = %g", nan)
	}
}
