package ui

import (
	"math"

	"wakesleep/network"
)

// paintings are what units of a layer add to the logits below them.
type paintings struct {
	// layer is the one whose weights lead to the places shown: the units' own, or 1
	// where their weights are followed down to the pixels.
	layer         int
	width, height int
	images        [][]float32
	// limit is one that all but few of the values keep.
	limit float32
}

// paintingsOf collects those of up to unitsShown units of layer l, from the first
// on.
func paintingsOf(m *network.Machine, l, first int, project bool) *paintings {
	p := &paintings{layer: l}
	if project {
		p.layer = 1
	}
	p.width, p.height = fieldShape(m, p.layer)
	for unit := first; unit < min(first+unitsShown, m.Layers[l].Units); unit++ {
		values := m.GenerativeField(l, unit)
		if project {
			values = projected(m, l, values)
		}
		p.images = append(p.images, filled(values, p.width*p.height))
	}
	if project && m.Layers[l].Kind == network.Categorical {
		centre(p.images)
	}
	p.limit = limitOf(p.images)
	return p
}

// centre takes the mean image off. As exactly one category fires, what all paint
// alike is but a bias, and would hide what sets them apart.
func centre(images [][]float32) {
	for i := range images[0] {
		mean := float32(0)
		for _, values := range images {
			mean += values[i] / float32(len(images))
		}
		for _, values := range images {
			values[i] -= mean
		}
	}
}

// projected follows values on layer l−1 down to the pixels through the generative
// weights, as if all units between were linear.
func projected(m *network.Machine, l int, values []float32) []float32 {
	for ; l > 1; l-- {
		below := make([]float32, m.Layers[l-2].Units)
		for i, v := range values {
			for j, w := range m.GenerativeField(l-1, i) {
				below[j] += v * w
			}
		}
		values = below
	}
	return values
}

// limitOf is what 99.5 % of the absolute values keep, by some 20,000 of them.
func limitOf(images [][]float32) float32 {
	var some []float32
	step := max(1, len(images)*len(images[0])/20_000)
	for i, values := range images {
		for j := i % step; j < len(values); j += step {
			if v := values[j]; v == v {
				some = append(some, float32(math.Abs(float64(v))))
			}
		}
	}
	return quantile(some, .995)
}
