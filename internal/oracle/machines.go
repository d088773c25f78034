package oracle

import (
	"math"
	"math/rand/v2"
	"strings"

	"wakesleep/network"
	"wakesleep/network/images"
)

// Machine makes a machine with the given layers, as ParseLayers reads them, and behind a
// space connections, as ParseConnections reads them, unless they are those of a chain. It
// has random parameters, of a size at which no unit always or never fires.
func Machine(width, height int, shape string, seed uint64) *network.Machine {
	layers, connections, given := strings.Cut(shape, " ")
	if !given {
		connections = network.ChainName
	}
	hidden, err := network.ParseLayers(layers)
	if err != nil {
		panic(err)
	}
	c, err := network.ParseConnections(connections, hidden)
	if err != nil {
		panic(err)
	}
	m, err := network.New(width, height, hidden, c)
	if err != nil {
		panic(err)
	}
	Randomise(m, seed)
	return m
}

// Randomise draws all parameters of m.
func Randomise(m *network.Machine, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	each := func(p *network.Parameters) {
		for _, links := range p.Into {
			for _, link := range links {
				for i := range link.Weights.Rows {
					row := link.Weights.Row(i)
					for j := firstColumn(link, i); j < len(row); j++ {
						row[j] = float32(r.NormFloat64())
					}
				}
			}
		}
		for _, b := range p.Biases {
			for i := range b {
				b[i] = float32(r.NormFloat64() / 2)
			}
		}
	}
	each(m.Generative)
	each(m.Recognition)
}

// EachParameter calls f for every weight and bias of one direction, with the
// same parameter of another block of the same layout.
func EachParameter(p, other *network.Parameters, f func(parameter, other *float32)) {
	for to, links := range p.Into {
		for k, link := range links {
			for i := range link.Weights.Rows {
				for j := firstColumn(link, i); j < link.Weights.Cols; j++ {
					f(&link.Weights.Row(i)[j], &other.Into[to][k].Weights.Row(i)[j])
				}
			}
		}
	}
	for l, b := range p.Biases {
		for i := range b {
			f(&b[i], &other.Biases[l][i])
		}
	}
}

// firstColumn is where the weights of unit i begin: those of a lateral connection behind
// the diagonal.
func firstColumn(link network.Link, i int) int {
	if link.From == link.To {
		return i + 1
	}
	return 0
}

// ManyImages are n grey images of 3×2 pixels.
func ManyImages(n int) *images.Set {
	s := &images.Set{Name: "many", Width: 3, Height: 2}
	for i := range n * 6 {
		s.Grey = append(s.Grey, uint8(i*i*37%256))
	}
	return s
}

// Labelled are n grey images of 3×2 pixels, of three classes of different sizes: 2, 4
// and 7.
func Labelled(n int) *images.Set {
	s := ManyImages(n)
	for i := range n {
		s.Labels = append(s.Labels, []uint8{7, 2, 7, 4, 7, 2}[i%6])
	}
	return s
}

// Orientation are the 3×3 bars by what is lit: columns, class 1, or rows, class 6,
// each as often as the probability of 1/n tells.
func Orientation() *images.Set {
	s := &images.Set{Name: "orientation", Width: 3, Height: 3}
	for i := range 96 {
		k, row := i%3, i%4 == 0
		for j := range 9 {
			grey := uint8(0)
			if row && j/3 == k || !row && j%3 == k {
				grey = 255
			}
			s.Grey = append(s.Grey, grey)
		}
		label := uint8(1)
		if row {
			label = 6
		}
		s.Labels = append(s.Labels, label)
	}
	return s
}

// KirbyBars are the 3×3 bars: columns and their complements at 1/9 each, rows
// and their complements at 1/18.
func KirbyBars() *images.Set {
	s := &images.Set{Name: "bars3", Width: 3, Height: 3}
	add := func(p float64, on func(row, column int) bool) {
		for _, complement := range []bool{false, true} {
			for i := range 9 {
				grey := uint8(0)
				if on(i/3, i%3) != complement {
					grey = 255
				}
				s.Grey = append(s.Grey, grey)
			}
			s.Probabilities = append(s.Probabilities, p)
		}
	}
	for k := range 3 {
		add(1.0/9, func(_, column int) bool { return column == k })
		add(1.0/18, func(row, _ int) bool { return row == k })
	}
	return s
}

// Same tells whether two machines have the same parameters, bit for bit.
func Same(a, b *network.Machine) bool {
	same := true
	check := func(x, y *float32) { same = same && math.Float32bits(*x) == math.Float32bits(*y) }
	EachParameter(a.Generative, b.Generative, check)
	EachParameter(a.Recognition, b.Recognition, check)
	return same
}
