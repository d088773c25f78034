package atlas

import (
	"wakesleep/internal/sentence"
	"wakesleep/network"
)

// names of a map's arrays.
const (
	xName, yName, bitsName, groupsName, kindName = "x", "y", "bits", "groups", "kind"
)

// Arrays are a map as it is kept.
func (m *Map) Arrays() []network.Array {
	groups := make([]float32, len(m.Groups))
	for i, g := range m.Groups {
		groups[i] = float32(g)
	}
	of := func(name string, data []float32) network.Array {
		return network.Array{Name: name, Shape: []int{len(data)}, Data: data}
	}
	return []network.Array{
		of(xName, m.X), of(yName, m.Y), of(bitsName, m.Bits), of(groupsName, groups),
		of(kindName, []float32{float32(m.Kind), float32(m.Count)}),
	}
}

// FromArrays is the reverse of [Map.Arrays], for the map of so many images. The error says
// that they are not such.
func FromArrays(arrays []network.Array, count int) (*Map, error) {
	by := map[string][]float32{}
	for _, a := range arrays {
		by[a.Name] = a.Data
	}
	for _, name := range []string{xName, yName, bitsName, groupsName} {
		if len(by[name]) != count {
			return nil, sentence.Errorf("it is no map of %d images", count)
		}
	}
	kind := by[kindName]
	if len(kind) != 2 || kind[0] < 0 || kind[0] > float32(Machines) || kind[1] < 0 || kind[1] > float32(Most) {
		return nil, sentence.Errorf("it is no map of %d images", count)
	}
	m := &Map{X: by[xName], Y: by[yName], Bits: by[bitsName], Kind: Kind(kind[0]), Count: int(kind[1])}
	m.Groups = make([]int32, count)
	for i, g := range by[groupsName] {
		if g < 0 || g != float32(int32(g)) || int(g) >= max(1, m.Count) {
			return nil, sentence.Errorf("it is no map of %d images", count)
		}
		m.Groups[i] = int32(g)
	}
	return m, nil
}
