// Package judge carries the classifier of binarised digits that says which digits
// a machine dreams: a perceptron 784-128-10 as package learn/perceptron stores it,
// trained on MNIST's training images both straightened and not, drawn on or off
// afresh in each epoch, so that one judge serves the dreams of both kinds of
// machines. scripts/make-judge makes it
// again.
package judge

import (
	"bytes"
	_ "embed"

	"wakesleep/io/machinefile"
)

//go:embed judge.npz
var saved []byte

// Load decodes the classifier.
func Load() (*machinefile.File, error) {
	return machinefile.Decode(bytes.NewReader(saved), int64(len(saved)), "the judge of digits that comes with the program")
}
