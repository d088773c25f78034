package weights

import (
	"math"
	"slices"

	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// paintings are pictures of units of a layer, in both directions.
type paintings struct {
	// layer is the one whose weights lead to the places shown: the units' own, or 1
	// where the places are pixels.
	layer         int
	width, height int
	units         []int
	// up shows what makes a unit fire, down what it makes fire, and dead which units
	// are silent.
	up, down [][]float32
	dead     []bool
	// pixels tells that they are pictures of images and dreams, not of weights.
	pixels bool
	// The limits are such that all but few of the values keep them.
	upLimit, downLimit float32
	// names are what the units are called, and shares for how many images they fire;
	// nil where they are not categories, or it is not known yet.
	names, shares []string
}

// rawPaintings are the weights of units of layer l.
func rawPaintings(v *desk.View, l int, units []int, _ *study) *paintings {
	p := &paintings{layer: l, units: units}
	p.width, p.height = fieldShape(v.Whole, l)
	for _, unit := range units {
		p.up = append(p.up, filled(v.Whole.RecognitionField(l, l-1, unit), p.width*p.height))
		p.down = append(p.down, filled(v.Whole.GenerativeField(l, l-1, unit), p.width*p.height))
	}
	p.finish(v, l)
	return p
}

// effectDreams is the number of dreams in the mean effect of a unit.
const effectDreams = 40

// pixelPaintings are the images that fire units and what they do to dreams. A unit that
// is silent shows what it did.
func pixelPaintings(v *desk.View, l int, units []int, s *study) *paintings {
	p := &paintings{layer: 1, units: units, width: v.Whole.Width, height: v.Whole.Height, pixels: true}
	p.down = effects(v.Snapshot.Machine, v.Whole, l, units)
	if s != nil && len(s.greys) > 0 {
		p.up = s.painted(l, units)
	} else {
		for range units {
			p.up = append(p.up, make([]float32, v.Whole.Pixels()))
		}
	}
	p.finish(v, l)
	return p
}

// effects are those of units in a machine, or, where they are silent, in the whole one.
func effects(m, whole *network.Machine, l int, units []int) [][]float32 {
	list := make([][]float32, len(units))
	for _, dead := range []bool{false, true} {
		var some, at []int
		for i, unit := range units {
			if m.Silent(l, unit) == dead {
				some, at = append(some, unit), append(at, i)
			}
		}
		if len(some) > 0 {
			for i, values := range kit.Either(dead, whole, m).Effects(l, some, effectDreams, 1) {
				list[at[i]] = values
			}
		}
	}
	return list
}

func (p *paintings) finish(v *desk.View, l int) {
	p.upLimit, p.downLimit = limitOf(p.up), limitOf(p.down)
	for _, unit := range p.units {
		p.dead = append(p.dead, v.Snapshot.Machine.Silent(l, unit))
	}
}

// index is where a unit is on the sheet, or −1.
func (p *paintings) index(unit int) int { return slices.Index(p.units, unit) }

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

// caption writes on the pictures of categories what they are called, on the generative
// side, and for how many of the images studied they fire, on the other.
func (p *paintings) caption(v *desk.View, l int, s *study) {
	if l != v.Whole.Top() || !v.Whole.Categorical() {
		return
	}
	p.names = make([]string, len(p.units))
	for i, unit := range p.units {
		p.names[i] = texts.NameAt(v.Snapshot.Record.Names, unit)
	}
	if s == nil {
		return
	}
	shares := s.firing.Shares(l)
	p.shares = make([]string, len(p.units))
	for i, unit := range p.units {
		p.shares[i] = texts.Percent(shares[unit])
	}
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
		return texts.Of("weights.pixel", x, y)
	}
	w, _ := fieldShape(m, l)
	return texts.Of("common.unit", y*w+x, l-1)
}
