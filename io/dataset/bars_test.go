package dataset

import (
	"math"
	"testing"

	"wakesleep/network/images"
)

// open opens a built-in set or fails the test.
func open(t testing.TB, name string) *Source {
	t.Helper()
	source, err := Open(name, "")
	if err != nil {
		t.Fatal(err)
	}
	return source
}

// near fails the test where got is not want within tolerance.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %v, want %v ± %v", what, got, want, tolerance)
	}
}

func entropy(p []float64) (bits float64) {
	for _, v := range p {
		bits -= v * math.Log2(v)
	}
	return bits
}

// independentKL is the divergence, in bits, from the product of the marginals of
// the pixels.
func independentKL(set *images.Set) float64 {
	bits := -entropy(set.Probabilities)
	for pixel := range set.Pixels() {
		on := 0.
		for i, p := range set.Probabilities {
			if set.Image(i)[pixel] == 255 {
				on += p
			}
		}
		bits += entropy([]float64{on, 1 - on})
	}
	return bits
}

// probability finds an image drawn with # and . in a set.
func probability(set *images.Set, drawing string) float64 {
	total := 0.
	for i, p := range set.Probabilities {
		text := ""
		for _, g := range set.Image(i) {
			text += map[uint8]string{0: ".", 255: "#"}[g]
		}
		if text == drawing {
			total += p
		}
	}
	return total
}

func checkDistribution(t *testing.T, set *images.Set, side, count int) {
	t.Helper()
	if err := set.Validate(); err != nil {
		t.Fatal(err)
	}
	if set.Width != side || set.Height != side || set.Count() != count || !set.Binary() || set.Labels != nil {
		t.Errorf("%d images of %d×%d, binary %v, labels %v", set.Count(), set.Width, set.Height, set.Binary(), set.Labels)
	}
	distinct := map[string]bool{}
	sum := 0.
	for i, p := range set.Probabilities {
		distinct[string(set.Image(i))] = true
		sum += p
	}
	near(t, "the sum of probabilities", sum, 1, 1e-15)
	if len(distinct) != count {
		t.Errorf("%d distinct images, want %d", len(distinct), count)
	}
}

func TestBars3(t *testing.T) {
	set := open(t, "bars3").Training
	checkDistribution(t, set, 3, 12)
	near(t, "the entropy", entropy(set.Probabilities), 3.5033, 5e-5)
	near(t, "KL from uniform", 9-entropy(set.Probabilities), 5.4967, 5e-5)
	for drawing, p := range map[string]float64{
		"#..#..#..": 1. / 9, ".#..#..#.": 1. / 9, "#.##.##.#": 1. / 9,
		"###......": 1. / 18, "###...###": 1. / 18, "...###...": 1. / 18,
		".........": 0, "#########": 0, "#........": 0,
	} {
		near(t, drawing, probability(set, drawing), p, 1e-16)
	}
}

func TestBars4(t *testing.T) {
	set := open(t, "bars4").Test
	checkDistribution(t, set, 4, 30)
	near(t, "the entropy", entropy(set.Probabilities), 3.4284, 5e-5)
	near(t, "KL from independent pixels", independentKL(set), 8.122, 5e-4)
	near(t, "KL from uniform", 16-entropy(set.Probabilities), 12.572, 5e-4)
	for drawing, p := range map[string]float64{
		"................": .4096,
		"################": .0016,
		"#...#...#...#...": 2. / 3 * .2 * .8 * .8 * .8,
		"....####....####": 1. / 3 * .2 * .2 * .8 * .8,
		"#...#...#.......": 0,
	} {
		near(t, drawing, probability(set, drawing), p, 1e-15)
	}
}
