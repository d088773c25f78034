package baseline

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"image/color"
	"image/png"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"wakesleep/network/bits"
)

// noise draws images whose pixels are on with probability p.
func noise(count, pixels int, p float64) *bits.Matrix {
	r := rand.New(rand.NewPCG(1, 2))
	m := bits.NewMatrix(count, pixels)
	for i := range count {
		for j := range pixels {
			m.Set(i, j, r.Float64() < p)
		}
	}
	return m
}

// sizes have pixels that fill bytes and words, and such that do not.
var sizes = [][2]int{{28, 28}, {8, 8}, {3, 3}, {1, 1}, {13, 17}}

func TestGzipStreamHoldsTheImage(t *testing.T) {
	for _, size := range sizes {
		w, h := size[0], size[1]
		pixels := noise(3, w*h, .3)
		c := NewCoder(w, h)
		for i := range pixels.Rows {
			length := c.Gzip(pixels.Row(i))
			if length != 8*c.stream.Len() {
				t.Errorf("%d×%d: %d bits for a stream of %d bytes", w, h, length, c.stream.Len())
			}
			z, err := gzip.NewReader(bytes.NewReader(c.stream.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			packed, err := io.ReadAll(z)
			if err != nil || len(packed) != h*((w+7)/8) {
				t.Fatalf("%d×%d: %d bytes, %v", w, h, len(packed), err)
			}
			for j := range w * h {
				x, y := j%w, j/w
				if got := packed[y*((w+7)/8)+x/8]>>(7-x%8)&1 == 1; got != pixels.Get(i, j) {
					t.Fatalf("%d×%d: pixel %d of image %d is %v", w, h, j, i, got)
				}
			}
		}
	}
}

func TestPNGFileHoldsTheImage(t *testing.T) {
	for _, size := range sizes {
		w, h := size[0], size[1]
		pixels := noise(3, w*h, .3)
		c := NewCoder(w, h)
		for i := range pixels.Rows {
			length := c.PNG(pixels.Row(i))
			file := slices.Clone(c.stream.Bytes())
			if length != 8*len(file) {
				t.Errorf("%d×%d: %d bits for a file of %d bytes", w, h, length, len(file))
			}
			// Byte 24 of a PNG file is its number of bits for each pixel.
			if file[24] != 1 {
				t.Errorf("%d×%d: %d bits for each pixel", w, h, file[24])
			}
			picture, err := png.Decode(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			for j := range w * h {
				level := color.GrayModel.Convert(picture.At(j%w, j/w)).(color.Gray).Y
				if (level == 255) != pixels.Get(i, j) {
					t.Fatalf("%d×%d: pixel %d of image %d has level %d", w, h, j, i, level)
				}
			}
		}
	}
}

func TestBlankImagesCostLessThanNoise(t *testing.T) {
	c := NewCoder(28, 28)
	blank, noisy := bits.NewMatrix(1, 784), noise(1, 784, .5)
	if a, b := c.Gzip(blank.Row(0)), c.Gzip(noisy.Row(0)); a >= b || b < 784 {
		t.Errorf("gzip: %d bits for a blank image, %d for noise", a, b)
	}
	if a, b := c.PNG(blank.Row(0)), c.PNG(noisy.Row(0)); a >= b || b < 784 {
		t.Errorf("PNG: %d bits for a blank image, %d for noise", a, b)
	}
}

func TestIndependentPixelsByHand(t *testing.T) {
	// On at 1/4: 2 bits; off at 1/8: log2 8/7; on where it never was: log2 1/.02;
	// on in half of the draws at 1/2: 1 bit.
	got := Independent([]float32{1, 0, 1, .5}, []float32{.25, .125, 0, .5})
	want := 2 + math.Log2(8./7) + math.Log2(50) + 1
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := Independent([]float32{0, 1}, []float32{1, 1}); math.Abs(got-math.Log2(50)+math.Log2(.98)) > 1e-6 {
		t.Errorf("the upper bound: got %v", got)
	}
}

func TestMeasureIsTheSameOnAnyNumberOfThreads(t *testing.T) {
	pixels := noise(250, 64, .3)
	frequencies := make([]float32, 64)
	for j := range frequencies {
		frequencies[j] = float32(j) / 64
	}
	one, err := Measure(t.Context(), pixels, 8, 8, frequencies, 1)
	if err != nil {
		t.Fatal(err)
	}
	three, _ := Measure(t.Context(), pixels, 8, 8, frequencies, 3)
	for name, pair := range map[string][2][]float64{
		"independent": {one.Independent, three.Independent}, "gzip": {one.Gzip, three.Gzip}, "PNG": {one.PNG, three.PNG},
	} {
		if !slices.Equal(pair[0], pair[1]) || slices.Contains(pair[0], 0) {
			t.Errorf("%s: %v with one thread, %v with three", name, pair[0], pair[1])
		}
	}
	coder := NewCoder(8, 8)
	if got, want := one.Gzip[249], float64(coder.Gzip(pixels.Row(249))); got != want {
		t.Errorf("the last image: %v bits, want %v", got, want)
	}
}

func TestMeasureCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Measure(ctx, noise(250, 64, .3), 8, 8, nil, 2); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestMeanCountsByProbabilities(t *testing.T) {
	c := &Costs{width: 3, height: 2, Gzip: []float64{100, 200}, PNG: []float64{300, 500}}
	b := c.Mean([]float64{.75, .25})
	if b.Bytes != 48 || b.Pixels != 6 || b.Gzip != 125 || b.PNG != 350 || b.Independent != nil {
		t.Errorf("got %+v", b)
	}
}

func TestDrawsAreAveraged(t *testing.T) {
	draws := noise(30, 49, .5)
	frequencies := make([]float32, 49)
	for j := range frequencies {
		frequencies[j] = .2
	}
	b := OfDraws(draws, 7, 7, frequencies)
	ones := float64(draws.Ones()) / 30
	if want := -ones*math.Log2(.2) - (49-ones)*math.Log2(.8); math.Abs(*b.Independent-want) > 1e-4 {
		t.Errorf("independent pixels: %v bits, want %v", *b.Independent, want)
	}
	coder, sum := NewCoder(7, 7), 0
	for i := range 10 {
		sum += coder.Gzip(draws.Row(i))
	}
	if want := float64(sum) / 10; b.Gzip != want {
		t.Errorf("gzip: %v bits, want %v", b.Gzip, want)
	}
	if b := OfDraws(draws, 7, 7, nil); b.Independent != nil {
		t.Error("independent pixels without frequencies")
	}
}
