package perceptron

import (
	"fmt"
	"slices"

	"wakesleep/network"
)

// Names of a perceptron's arrays.
const (
	hiddenWeights = "hidden_weights" // inputs × hidden
	hiddenBiases  = "hidden_biases"  // hidden
	outputWeights = "output_weights" // classes × hidden
	outputBiases  = "output_biases"  // classes
)

// maxUnits bounds each layer of a perceptron that is read.
const maxUnits = 1 << 16

// Arrays are the perceptron's weights and biases, copied.
func (p *Perceptron) Arrays() []network.Array {
	w := &p.weights
	return []network.Array{
		{Name: hiddenWeights, Shape: []int{p.Inputs, p.Hidden}, Data: w.first.Unpadded()},
		{Name: hiddenBiases, Shape: []int{p.Hidden}, Data: slices.Clone(w.firstBias)},
		{Name: outputWeights, Shape: []int{p.Classes, p.Hidden}, Data: w.second.Unpadded()},
		{Name: outputBiases, Shape: []int{p.Classes}, Data: slices.Clone(w.secondBiases)},
	}
}

// FromArrays makes a perceptron of what Arrays returned, or says what is wrong
// with it.
func FromArrays(arrays []network.Array) (*Perceptron, error) {
	found := map[string]network.Array{}
	for _, a := range arrays {
		found[a.Name] = a
	}
	shape := found[hiddenWeights].Shape
	classes := found[outputBiases].Shape
	if len(shape) != 2 || len(classes) != 1 {
		return nil, fmt.Errorf("no perceptron: the arrays %s or %s are missing or of a wrong shape", hiddenWeights, outputBiases)
	}
	inputs, hidden := shape[0], shape[1]
	if min(inputs, hidden) < 1 || classes[0] < 2 || max(inputs, hidden, classes[0]) > maxUnits {
		return nil, fmt.Errorf("no perceptron: %d inputs, %d hidden units, %d classes", inputs, hidden, classes[0])
	}
	p := empty(inputs, hidden, classes[0])
	for _, want := range p.Arrays() {
		got := found[want.Name]
		if !slices.Equal(got.Shape, want.Shape) || len(got.Data) != len(want.Data) {
			return nil, fmt.Errorf("no perceptron: the array %s has the shape %v instead of %v", want.Name, got.Shape, want.Shape)
		}
	}
	p.weights.first.SetUnpadded(found[hiddenWeights].Data)
	copy(p.weights.firstBias, found[hiddenBiases].Data)
	p.weights.second.SetUnpadded(found[outputWeights].Data)
	copy(p.weights.secondBiases, found[outputBiases].Data)
	return p, nil
}
