package baseline

import (
	"fmt"
	"math"
)

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
