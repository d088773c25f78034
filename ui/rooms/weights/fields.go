package weights

import (
	"math"
	"slices"

	"wakesleep/network"
	"wakesleep/ui/texts"
)

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
		return texts.Of("weights.pixel", x, y)
	}
	w, _ := fieldShape(m, l)
	return texts.Of("common.unit", y*w+x, l-1)
}
