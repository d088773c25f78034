package memory

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"wakesleep/network/bits"
)

// picture is a matrix of random images, whose ink differs.
func pictures(r *rand.Rand, n, pixels int) *bits.Matrix {
	x := bits.NewMatrix(n, pixels)
	for i := range n {
		ink := r.Float64()
		for j := range pixels {
			x.Set(i, j, r.Float64() < ink)
		}
	}
	return x
}

// bruteForce looks at every pixel of every image.
func bruteForce(images, x *bits.Matrix, row int) Neighbour {
	best := Neighbour{-1, images.Cols + 1}
	for i := range images.Rows {
		d := 0
		for j := range images.Cols {
			if images.Get(i, j) != x.Get(row, j) {
				d++
			}
		}
		if d < best.Distance {
			best = Neighbour{i, d}
		}
	}
	return best
}

// Small images have many ties, of which the earliest is to be found.
func TestNearestAgainstBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	for _, pixels := range []int{1, 5, 9, 64, 65, 300, 784} {
		images, x := pictures(r, 1+r.IntN(200), pixels), pictures(r, 130, pixels)
		found, err := New(images).All(t.Context(), x, 3, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range found {
			if want := bruteForce(images, x, i); got != want {
				t.Errorf("%d pixels, image %d: %v, want %v", pixels, i, got, want)
			}
		}
	}
}

func TestAllReportsAndStops(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	m, x := New(pictures(r, 10, 20)), pictures(r, 333, 20)
	last := 0
	if _, err := m.All(t.Context(), x, 2, func(done int) { last = done }); err != nil || last != 333 {
		t.Errorf("%d done, %v", last, err)
	}
	ctx, stop := context.WithCancel(t.Context())
	_, err := m.All(ctx, x, 2, func(int) { stop() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// U of the definition: pairs.
func pairs(first, second []float64) float64 {
	u := 0.0
	for _, a := range first {
		for _, b := range second {
			switch {
			case a > b:
				u++
			case a == b:
				u += .5
			}
		}
	}
	return u
}

// Under equal distributions every way to deal the numbers out is as likely as any
// other, so that mean and variance of U are known by dealing them in all ways.
func TestMannWhitneyAgainstAllDeals(t *testing.T) {
	for _, numbers := range [][]float64{
		{1, 2, 3, 4, 5, 6, 7, 8, 9},
		{1, 1, 2, 2, 2, 3, 5, 5, 8},
		{4, 4, 4, 4, 4, 4, 4, 4, 5},
	} {
		var us, zs []float64
		for deal := range 1 << len(numbers) {
			var first, second []float64
			for i, v := range numbers {
				if deal>>i&1 == 1 {
					first = append(first, v)
				} else {
					second = append(second, v)
				}
			}
			if len(first) == 4 {
				us, zs = append(us, pairs(first, second)), append(zs, MannWhitneyZ(first, second))
			}
		}
		mean, square := 0.0, 0.0
		for _, u := range us {
			mean += u / float64(len(us))
		}
		for _, u := range us {
			square += (u - mean) * (u - mean) / float64(len(us))
		}
		for i, u := range us {
			if want := (u - mean) / math.Sqrt(square); math.Abs(zs[i]-want) > 1e-9 {
				t.Fatalf("%v: z %v, want %v", numbers, zs[i], want)
			}
		}
	}
}

// By hand: U is 1 of 4 pairs, its mean 2, its variance 4/12·5.
func TestMannWhitneyByHand(t *testing.T) {
	if got, want := MannWhitneyZ([]float64{1, 3}, []float64{2, 4}), -1/math.Sqrt(4./12*5); math.Abs(got-want) > 1e-12 {
		t.Errorf("z %v, want %v", got, want)
	}
	if z := MannWhitneyZ([]float64{7, 7}, []float64{7}); z != 0 {
		t.Errorf("z %v of equal numbers", z)
	}
}

// A "machine" that repeats training images with a few pixels changed is found out;
// one that dreams from the data's own distribution is not.
func TestCopyingIsFoundOut(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	training, heldOut, fresh := pictures(r, 500, 40), pictures(r, 400, 40), pictures(r, 400, 40)
	repeated := bits.NewMatrix(400, 40)
	for i := range 400 {
		repeated.CopyRow(i, training, r.IntN(500))
		repeated.Set(i, r.IntN(40), true)
	}
	m := New(training)
	if c, err := m.Test(t.Context(), repeated, heldOut, 2, nil); err != nil || c.Z > -10 || c.DreamPixels > 1 || c.HeldOutPixels < 3 {
		t.Errorf("repeated images: %+v, %v", c, err)
	}
	if c, err := m.Test(t.Context(), fresh, heldOut, 2, nil); err != nil || math.Abs(c.Z) > 3 {
		t.Errorf("fresh images: %+v, %v", c, err)
	}
}
