package network

import (
	"fmt"
	"slices"

	"wakesleep/network/bits"
)

// Arrays names every weight matrix and bias vector of m and copies it out,
// unpadded, in a fixed order. With L layers above the pixels they are, for
// l = 1 … L, generative_weights_l (n[l] × n[l−1]) and recognition_weights_l
// (n[l−1] × n[l]); generative_biases_l (n[l]) for l = 0 … L; and
// recognition_biases_l (n[l]) for l = 1 … L. Prefix goes in front of each name.
func (m *Machine) Arrays(prefix string) []Array {
	arrays := directionArrays(prefix+generative.String(), m.Generative)
	return append(arrays, directionArrays(prefix+recognition.String(), m.Recognition)...)
}

// directionArrays is the part of [Machine.Arrays] for parameters laid out as
// one direction of a machine.
func directionArrays(name string, p *Parameters) []Array {
	var arrays []Array
	for l, w := range p.Weights {
		if w != nil {
			arrays = append(arrays, Array{
				Name: fmt.Sprintf("%s_weights_%d", name, l), Shape: []int{w.Rows, w.Cols}, Data: unpad(w),
			})
		}
	}
	for l, b := range p.Biases {
		if b != nil {
			arrays = append(arrays, Array{
				Name: fmt.Sprintf("%s_biases_%d", name, l), Shape: []int{len(b)}, Data: slices.Clone(b),
			})
		}
	}
	return arrays
}

// unpad copies a matrix row by row without padding.
func unpad(w *bits.Floats) []float32 {
	data := make([]float32, 0, w.Rows*w.Cols)
	for i := range w.Rows {
		data = append(data, w.Row(i)...)
	}
	return data
}

// CheckArrays reports weights that are missing or have another shape than the
// layers ask for, before a machine of that size is made.
func CheckArrays(width, height int, hidden []Layer, prefix string, arrays []Array) error {
	layers := append([]Layer{{Units: width * height}}, hidden...)
	if err := checkLayers(width, height, layers); err != nil {
		return err
	}
	byName := index(arrays)
	for l := 1; l < len(layers); l++ {
		for _, d := range []direction{generative, recognition} {
			inputs, outputs := d.shape(layers, l)
			name := fmt.Sprintf("%s%s_weights_%d", prefix, d, l)
			if _, err := take(byName, name, inputs, outputs); err != nil {
				return err
			}
		}
	}
	return nil
}

func index(arrays []Array) map[string]Array {
	byName := make(map[string]Array, len(arrays))
	for _, a := range arrays {
		byName[a.Name] = a
	}
	return byName
}

// SetArrays fills m from arrays named and shaped as [Machine.Arrays] has them.
// Arrays with other names are left alone. On an error m is half filled.
func (m *Machine) SetArrays(prefix string, arrays []Array) error {
	byName := index(arrays)
	if err := setDirection(prefix+generative.String(), m.Generative, byName); err != nil {
		return err
	}
	return setDirection(prefix+recognition.String(), m.Recognition, byName)
}

func setDirection(name string, p *Parameters, arrays map[string]Array) error {
	for l, w := range p.Weights {
		if w == nil {
			continue
		}
		data, err := take(arrays, fmt.Sprintf("%s_weights_%d", name, l), w.Rows, w.Cols)
		if err != nil {
			return err
		}
		for i := range w.Rows {
			copy(w.Row(i), data[i*w.Cols:])
		}
	}
	for l, b := range p.Biases {
		if b == nil {
			continue
		}
		data, err := take(arrays, fmt.Sprintf("%s_biases_%d", name, l), len(b))
		if err != nil {
			return err
		}
		copy(b, data)
	}
	return nil
}

// take finds an array and checks that it has the shape that the layers ask for.
func take(arrays map[string]Array, name string, shape ...int) ([]float32, error) {
	a, ok := arrays[name]
	if !ok {
		return nil, fmt.Errorf("array %s is missing", name)
	}
	if !slices.Equal(a.Shape, shape) {
		return nil, fmt.Errorf("array %s has shape %v where the layers ask for %v", name, a.Shape, shape)
	}
	size := 1
	for _, extent := range shape {
		size *= extent
	}
	if len(a.Data) != size {
		return nil, fmt.Errorf("array %s has %d numbers for shape %v", name, len(a.Data), shape)
	}
	return a.Data, nil
}
