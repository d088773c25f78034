package network

import (
	"fmt"
	"iter"
	"slices"

	"wakesleep/network/bits"
)

// Array is one named block of numbers of a machine or of a training in
// progress: the plain form in which state leaves this program's memory.
type Array struct {
	// Name is a file-name-safe path such as "generative_weights_1".
	Name string
	// Shape lists the extents, slowest-varying first; its product is len(Data).
	Shape []int
	// Data is row-major without padding.
	Data []float32
}

// Count is how many numbers the array's shape calls for.
func (a Array) Count() int {
	count := 1
	for _, extent := range a.Shape {
		count *= extent
	}
	return count
}

// Arrays names every weight matrix and bias vector of m and copies it out,
// unpadded, in a fixed order. They are generative_weights_a_b and
// recognition_weights_a_b (n[a] × n[b]) for the connection of layers a and b, which of a
// lateral one, a = b, has zeros on its diagonal and below; generative_biases_l (n[l]) for
// l = 0 … L; and recognition_biases_l (n[l]) for l = 1 … L. In a machine whose
// connections are those of [Chain], that of layers l−1 and l has only the number of the
// higher one: generative_weights_l (n[l] × n[l−1]), recognition_weights_l (n[l−1] × n[l]).
// Prefix goes in front of each name.
func (m *Machine) Arrays(prefix string) []Array {
	var arrays []Array
	for a, values := range m.each(prefix) {
		a.Data = values.Unpadded()
		arrays = append(arrays, a)
	}
	return arrays
}

// each are the arrays of m, in the order of Arrays, with the matrices that hold them; vectors
// are matrices of one row. An array's Data are left out.
func (m *Machine) each(prefix string) iter.Seq2[Array, *bits.Floats] {
	chain := m.Chain()
	return func(yield func(Array, *bits.Floats) bool) {
		_ = m.Generative.each(prefix+generative.String(), chain, yield) &&
			m.Recognition.each(prefix+recognition.String(), chain, yield)
	}
}

// each yields the weight matrices of p, laid out as one direction of a machine with that name,
// and then its bias vectors, and tells whether more are wanted.
func (p *Parameters) each(name string, chain bool, yield func(Array, *bits.Floats) bool) bool {
	for _, links := range p.Into {
		for _, link := range links {
			w := link.Weights
			if !yield(Array{Name: weightsName(name, link.Connection, chain), Shape: []int{w.Rows, w.Cols}}, w) {
				return false
			}
		}
	}
	for l, b := range p.Biases {
		a := Array{Name: biasesName(name, l), Shape: []int{len(b)}}
		if b != nil && !yield(a, bits.FloatsOver(b[:cap(b)], 1, len(b))) {
			return false
		}
	}
	return true
}

// ArraysOf lists, without their data, the arrays that [Machine.Arrays] makes of a machine
// with those layers and connections, and takes no memory for the machine. It fails where
// [New] does.
func ArraysOf(width, height int, hidden []Layer, connections Connections, prefix string) ([]Array, error) {
	layers := append([]Layer{{Units: width * height}}, hidden...)
	connections = connections.or(layers)
	if err := checkShape(width, height, layers, connections); err != nil {
		return nil, err
	}
	return outlines(layers, connections, prefix), nil
}

// outlines are the arrays of a machine with those layers, pixels first, without their data.
func outlines(layers []Layer, connections Connections, prefix string) (arrays []Array) {
	chain := slices.Equal(connections, Chain(layers))
	for _, d := range []direction{generative, recognition} {
		name := prefix + d.String()
		for _, c := range connections {
			if c.direction() == d {
				shape := []int{layers[c.From].Units, layers[c.To].Units}
				arrays = append(arrays, Array{Name: weightsName(name, c, chain), Shape: shape})
			}
		}
		for l := d.firstBias(); l < len(layers); l++ {
			arrays = append(arrays, Array{Name: biasesName(name, l), Shape: []int{layers[l].Units}})
		}
	}
	return arrays
}

func weightsName(direction string, c Connection, chain bool) string {
	if chain {
		return fmt.Sprintf("%s_weights_%d", direction, max(c.From, c.To))
	}
	return fmt.Sprintf("%s_weights_%d_%d", direction, c.From, c.To)
}

func biasesName(direction string, l int) string { return fmt.Sprintf("%s_biases_%d", direction, l) }

func index(arrays []Array) map[string]Array {
	byName := make(map[string]Array, len(arrays))
	for _, a := range arrays {
		byName[a.Name] = a
	}
	return byName
}

// Room returns the rooms that m has for the numbers of its arrays, by the names that
// [Machine.Arrays] gives them.
func (m *Machine) Room(prefix string) map[string]*bits.Floats {
	room := map[string]*bits.Floats{}
	for a, values := range m.each(prefix) {
		room[a.Name] = values
	}
	return room
}

// SetArrays fills m from arrays named and shaped as [Machine.Arrays] has them.
// Arrays with other names are left alone. On an error m is filled in part.
func (m *Machine) SetArrays(prefix string, arrays []Array) error {
	byName := index(arrays)
	for want, values := range m.each(prefix) {
		data, err := take(byName, want.Name, want.Shape...)
		if err != nil {
			return err
		}
		values.SetUnpadded(data)
	}
	return m.CheckLateral(prefix)
}

// CheckLateral reports, by its array's name with a prefix, a lateral connection with weights
// other than zero on its diagonal or below, where it would have units drive themselves or
// units before them.
func (m *Machine) CheckLateral(prefix string) error {
	for l := range m.Layers {
		_, lateral := m.Generative.Drive(l)
		if lateral == nil {
			continue
		}
		for i := range lateral.Rows {
			for j, v := range lateral.Row(i)[:i+1] {
				if v != 0 {
					return fmt.Errorf("array %s holds %v in row %d, column %d; units drive only those after them, so that it must be 0 there",
						weightsName(prefix+generative.String(), Connection{l, l}, false), v, i, j)
				}
			}
		}
	}
	return nil
}

// CheckNotNegative reports, by its array's name with a prefix, a number below zero.
func (m *Machine) CheckNotNegative(prefix string) error {
	for a, values := range m.each(prefix) {
		for i := range values.Rows {
			for _, v := range values.Row(i) {
				if v < 0 {
					return fmt.Errorf("array %s holds %v; its numbers are squares, which are not below 0", a.Name, v)
				}
			}
		}
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
	if len(a.Data) != a.Count() {
		return nil, fmt.Errorf("array %s has %d numbers for shape %v", name, len(a.Data), shape)
	}
	return a.Data, nil
}
