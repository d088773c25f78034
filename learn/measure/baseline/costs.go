// Package baseline measures what binary images cost in bits without a machine:
// what a description by a machine has to be compared with.
//
// An image of n pixels costs 8n bits at a byte a pixel, as grey pictures are
// stored, and n bits at a bit a pixel. Independent pixels know how often each
// pixel is on in the training data, and nothing of what goes with what. Gzip and
// PNG know nothing of the data but find repetition within the one image. Their
// figures are those of a whole stream or file: of gzip's, 18 bytes are header and
// checksum, and of PNG's some 75 bytes are signature, size, palette and
// checksums, which weigh much in images this small.
package baseline

import (
	"context"
	"fmt"
	"math"
	"sync"

	"wakesleep/learn/parallel"

	"gonum.org/v1/gonum/stat"

	"wakesleep/network/bits"
)

// Bits are what an image costs, or images on average.
type Bits struct {
	// Bytes is a byte, and Pixels a bit, for each pixel.
	Bytes  int `json:"byte_per_pixel"`
	Pixels int `json:"bit_per_pixel"`
	// Independent is the cost by independent pixels; nil where the frequencies of
	// the training data are not known.
	Independent *float64 `json:"independent_pixels,omitempty"`
	// Gzip and PNG are whole streams and files.
	Gzip float64 `json:"gzip"`
	PNG  float64 `json:"png"`
}

// Costs are the bits of each of several images.
type Costs struct {
	width, height int
	// Independent is nil where the frequencies are not known.
	Independent, Gzip, PNG []float64
}

// group is the number of images that a thread takes at a time.
const group = 100

// Measure compresses binary images of width×height pixels, one in each row, on
// several threads. Frequencies, unless nil, are those of the training data's
// pixels. It fails only when ctx is cancelled.
func Measure(ctx context.Context, pixels *bits.Matrix, width, height int, frequencies []float32, threads int) (*Costs, error) {
	if pixels.Cols != width*height {
		panic(fmt.Sprintf("baseline: rows of %d pixels are not images of %d×%d", pixels.Cols, width, height))
	}
	c := &Costs{width: width, height: height, Gzip: make([]float64, pixels.Rows), PNG: make([]float64, pixels.Rows)}
	if frequencies != nil {
		c.Independent = make([]float64, pixels.Rows)
	}
	coders := sync.Pool{New: func() any { return NewCoder(width, height) }}
	err := parallel.Ranges(ctx, pixels.Rows, group, threads, nil, func(lo, hi int) error {
		coder := coders.Get().(*Coder)
		defer coders.Put(coder)
		c.measure(coder, pixels, frequencies, lo, hi)
		return nil
	})
	return c, err
}

// measure does the images lo ≤ i < hi.
func (c *Costs) measure(coder *Coder, pixels *bits.Matrix, frequencies []float32, lo, hi int) {
	shares := make([]float32, pixels.Cols)
	for i := lo; i < hi; i++ {
		words := pixels.Row(i)
		c.Gzip[i], c.PNG[i] = float64(coder.Gzip(words)), float64(coder.PNG(words))
		if c.Independent == nil {
			continue
		}
		for j := range shares {
			shares[j] = float32(words[j/64] >> (j % 64) & 1)
		}
		c.Independent[i] = Independent(shares, frequencies)
	}
}

// Mean averages over the images, by their probabilities unless these are nil.
func (c *Costs) Mean(probabilities []float64) Bits {
	n := c.width * c.height
	b := Bits{
		Bytes: 8 * n, Pixels: n,
		Gzip: stat.Mean(c.Gzip, probabilities), PNG: stat.Mean(c.PNG, probabilities),
	}
	if c.Independent != nil {
		mean := stat.Mean(c.Independent, probabilities)
		b.Independent = &mean
	}
	return b
}

// drawsCompressed is the number of draws of one grey image that are compressed.
const drawsCompressed = 10

// OfDraws is what a grey image costs that was drawn on or off several times, one
// draw in each row: independent pixels are averaged over all, the compressors'
// lengths, which vary little, over the first ten draws.
func OfDraws(draws *bits.Matrix, width, height int, frequencies []float32) Bits {
	few := draws
	if draws.Rows > drawsCompressed {
		few = bits.NewMatrix(drawsCompressed, draws.Cols)
		few.CopyRows(0, draws, 0, drawsCompressed)
	}
	c, _ := Measure(context.Background(), few, width, height, nil, 1)
	b := c.Mean(nil)
	if frequencies != nil {
		independent := Independent(draws.ColumnMeans(), frequencies)
		b.Independent = &independent
	}
	return b
}

// Frequencies outside these bounds count as the bounds, as in the biases that a
// training starts with, so that a pixel that was never on in the training data
// costs a finite number of bits.
const (
	least = 0.02
	most  = 0.98
)

// Independent is the mean description length in bits of binary images by
// independent pixels: the cross-entropy of the shares of images in which each
// pixel is on, under the frequencies in the training data. Both have a value from
// 0 to 1 for each pixel; of a single binary image the shares are 0 or 1.
func Independent(shares, frequencies []float32) float64 {
	if len(shares) != len(frequencies) {
		panic(fmt.Sprintf("baseline: %d pixels and %d frequencies", len(shares), len(frequencies)))
	}
	sum := 0.0
	for j, s := range shares {
		on := min(max(float64(frequencies[j]), least), most)
		share := float64(s)
		sum -= share*math.Log2(on) + (1-share)*math.Log2(1-on)
	}
	return sum
}
