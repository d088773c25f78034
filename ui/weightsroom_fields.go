package ui

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"wakesleep/network"
)

// fields are the weights between a unit and the layer below it.
type fields struct {
	machine *network.Machine
	layer   int
	// width and height are those of the picture that the weights make.
	width, height int
	// recognition weights lead from the layer below up to the unit, generative
	// ones from the unit down. Where the picture has more places than the layer has
	// units, the rest is not a number.
	recognition, generative []float32
	// biases are the unit's own.
	recognitionBias, generativeBias float32
}

// fieldsOf finds the weights of a unit of layer l ≥ 1.
func fieldsOf(m *network.Machine, l, unit int) *fields {
	f := &fields{machine: m, layer: l}
	f.width, f.height = fieldShape(m, l)
	f.generative = filled(m.GenerativeField(l, unit), f.width*f.height)
	f.recognition = filled(m.RecognitionField(l, unit), f.width*f.height)
	f.recognitionBias, f.generativeBias = m.Recognition.Biases[l][unit], m.Generative.Biases[l][unit]
	return f
}

// limit is what all but the greatest weights of both directions keep.
func (f *fields) limit() float32 {
	var sizes []float32
	for _, v := range slices.Concat(f.recognition, f.generative) {
		if v == v {
			sizes = append(sizes, float32(math.Abs(float64(v))))
		}
	}
	return quantile(sizes, .99)
}

// filled adds places that hold no number.
func filled(values []float32, n int) []float32 {
	list := slices.Grow(slices.Clone(values), n-len(values))
	for len(list) < n {
		list = append(list, float32(math.NaN()))
	}
	return list
}

// fieldShape is the shape of the picture of weights down from layer l: that of the
// images, or a near square for the units of a hidden layer.
func fieldShape(m *network.Machine, l int) (width, height int) {
	if l == 1 {
		return m.Width, m.Height
	}
	return nearSquare(m.Layers[l-1].Units)
}

// nearSquare is the shape with the fewest empty places among those up to half as
// wide again as high.
func nearSquare(n int) (width, height int) {
	width = int(math.Ceil(math.Sqrt(float64(n))))
	best, left := width, math.MaxInt
	for w := width; 2*w*w <= 3*n || w == width; w++ {
		if empty := (n+w-1)/w*w - n; empty < left {
			best, left = w, empty
		}
	}
	return best, (n + best - 1) / best
}

// quantile is the value below which a share of the values lies; zero without any.
func quantile(values []float32, share float64) float32 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[min(int(share*float64(len(values))), len(values)-1)]
}

// placeName names what lies at a place of the picture of weights of layer l.
func placeName(m *network.Machine, l, x, y int) string {
	if l == 1 {
		return fmt.Sprintf("pixel %d,%d", x, y)
	}
	w, _ := fieldShape(m, l)
	return fmt.Sprintf("unit %d of layer %d", y*w+x, l-1)
}

// weightText writes a weight with its sign.
func weightText(v float32) string {
	return strings.Replace(fmt.Sprintf("%+.2f", v), "-", "−", 1)
}
