// Package dreams scores what a machine dreams: whether a classifier tells dreams
// from real images (TwoSample), and which classes they are of (Shares). Whether
// they repeat the training images is package memory's question.
package dreams

import (
	"wakesleep/learn/perceptron"
	"wakesleep/network/bits"
)

// Shares is the percentage of the images that a judge takes for each of its
// classes.
func Shares(judge *perceptron.Perceptron, x *bits.Matrix) []float64 {
	shares := make([]float64, judge.Classes)
	for _, c := range judge.Classify(x) {
		shares[c]++
	}
	for c := range shares {
		shares[c] *= 100 / float64(x.Rows)
	}
	return shares
}
