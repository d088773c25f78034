package weights

import (
	"context"

	"gonum.org/v1/gonum/floats"

	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/ui/desk"
)

// likeness tells which units of a layer have much in common, by their weights in its
// connection with layer to. It is immutable.
type likeness struct {
	machine   *network.Machine
	layer, to int
	// places has one for each unit; units alike are close to each other.
	places []float32
}

// of tells whether it is that of a connection in machines of a shape.
func (k *likeness) of(m *network.Machine, l, to int) bool {
	return k != nil && k.layer == l && k.to == to && k.machine.String() == m.String()
}

// compared is what is known of the connection that is shown, or nil.
func (r *Room) compared() *likeness {
	if !r.likeness.of(r.v.Whole, r.layer, r.to) {
		return nil
	}
	return r.likeness
}

// compare compares the units in the background, if that is asked for and due. While the
// machine learns, units keep their places.
func (r *Room) compare(v *desk.View) {
	known := r.compared()
	if r.sorting() != byLikeness || known != nil && (known.machine == v.Whole || v.Snapshot.State == session.Running) {
		return
	}
	made := &likeness{machine: v.Whole, layer: r.layer, to: r.to}
	r.desk.Background("weights.likeness", func(context.Context) func() {
		made.places = along(alike(made.machine, made.layer, made.to))
		return func() {
			if made.of(r.v.Whole, r.layer, r.to) {
				r.likeness, r.order = made, nil
				r.refresh()
			}
		}
	})
}

// along tells for each of some units how far it lies along the direction in which they
// differ most: the first principal component of their weights, each unit's scaled to
// length 1. Units with much in common have places close to each other.
func along(units [][]float32) []float32 {
	rows := centred(units)
	axis := make([]float64, len(rows[0]))
	copy(axis, longest(rows))
	places := make([]float32, len(rows))
	const rounds = 30
	for range rounds {
		next := make([]float64, len(axis))
		for u, row := range rows {
			place := floats.Dot(row, axis)
			places[u] = float32(place)
			floats.AddScaled(next, place, row)
		}
		if !normalise(next) {
			break
		}
		axis = next
	}
	return places
}

// centred are the units' weights scaled to length 1, less their mean. Units without any
// stay at zero.
func centred(units [][]float32) [][]float64 {
	rows, mean := make([][]float64, len(units)), make([]float64, len(units[0]))
	for u, unit := range units {
		row := make([]float64, len(unit))
		for i, w := range unit {
			row[i] = float64(w)
		}
		normalise(row)
		floats.AddScaled(mean, 1/float64(len(units)), row)
		rows[u] = row
	}
	for _, row := range rows {
		floats.Sub(row, mean)
	}
	return rows
}

// longest is the longest of vectors.
func longest(rows [][]float64) []float64 {
	best, most := rows[0], -1.0
	for _, row := range rows {
		if length := floats.Dot(row, row); length > most {
			best, most = row, length
		}
	}
	return best
}

// normalise gives a vector length 1, and tells whether it has a length.
func normalise(v []float64) bool {
	length := floats.Norm(v, 2)
	if !(length > 0) {
		return false
	}
	floats.Scale(1/length, v)
	return true
}

// alike are the weights by which units of layer l are compared: those that the connection
// with layer to has in dreams, or else in recognition. Within a layer they are those with
// all other units, before and after.
func alike(m *network.Machine, l, to int) [][]float32 {
	list := make([][]float32, m.Layers[l].Units)
	for unit := range list {
		switch field := m.GenerativeField(l, to, unit); {
		case to == l:
			from, onward := lateralFields(m, l, unit)
			list[unit] = make([]float32, len(from))
			for i := range from {
				list[unit][i] = orZero(from[i]) + orZero(onward[i])
			}
		case field != nil:
			list[unit] = field
		default:
			list[unit] = m.RecognitionField(l, to, unit)
		}
	}
	return list
}

// orZero is a number, or zero for what is none.
func orZero(v float32) float32 {
	if v != v {
		return 0
	}
	return v
}
