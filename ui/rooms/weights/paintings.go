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
	// to is the layer whose units lie at the places shown; 0 are the pixels.
	to int
	// width and height are those of a unit's picture. Only the first places stand for
	// something.
	width, height, places int
	// matrix tells that the pictures of the sheets are but rows of a matrix.
	matrix bool
	units  []int
	// up shows what makes a unit fire, down what it makes fire, and dead which units
	// are silent.
	up, down [][]float32
	dead     []bool
	// The limits are such that all but few of the values keep them.
	upLimit, downLimit float32
	// words tell what the two sheets show.
	words [2]sideWords
	// names are what the units are called, and shares for how many images they fire;
	// nil where they are not categories, or it is not known yet.
	names, shares []string
}

// rawPaintings are the weights of units of layer l in the connection with layer to.
func rawPaintings(v *desk.View, l, to int, units []int, _ *study) *paintings {
	p := &paintings{to: to, units: units, places: v.Whole.Layers[to].Units, words: rawWords(v.Whole, l, to)}
	p.width, p.height = fieldShape(v.Whole, to)
	for _, unit := range units {
		up, down := fields(v.Whole, l, to, unit)
		p.up = append(p.up, filled(up, p.width*p.height))
		p.down = append(p.down, filled(down, p.width*p.height))
	}
	p.finish(v, l)
	return p
}

// matrixPaintings are rawPaintings that the sheets show as matrices.
func matrixPaintings(v *desk.View, l, to int, units []int, s *study) *paintings {
	p := rawPaintings(v, l, to, units, s)
	p.matrix = true
	return p
}

// rows are the pictures of units without the places at their end that stand for nothing.
func (p *paintings) rows(values [][]float32) [][]float32 {
	list := make([][]float32, len(values))
	for i, row := range values {
		list[i] = row[:p.places]
	}
	return list
}

// fields are the weights that make a unit of layer l fire and those by which it makes
// others fire, in its connection with layer to; nil where there is no connection.
func fields(m *network.Machine, l, to, unit int) (up, down []float32) {
	if to == l {
		return lateralFields(m, l, unit)
	}
	return m.RecognitionField(l, to, unit), m.GenerativeField(l, to, unit)
}

// lateralFields are the weights that lead to a unit from units before it in its layer, and
// those from it to the units after it; elsewhere they are not numbers.
func lateralFields(m *network.Machine, l, unit int) (from, onward []float32) {
	w := m.Generative.Weights(l, l)
	for i := range w.Rows {
		before, after := float32(math.NaN()), float32(math.NaN())
		switch {
		case i < unit:
			before = w.Row(i)[unit]
		case i > unit:
			after = w.Row(unit)[i]
		}
		from, onward = append(from, before), append(onward, after)
	}
	return from, onward
}

// effectDreams is the number of dreams in the mean effect of a unit.
const effectDreams = 40

// pixelPaintings are the images that fire units and what they do to dreams. A unit that
// is silent shows what it did.
func pixelPaintings(v *desk.View, l, _ int, units []int, s *study) *paintings {
	p := &paintings{units: units, width: v.Whole.Width, height: v.Whole.Height, words: pixelWords()}
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
	if p.to == l { // the same weights, seen from both ends
		p.upLimit = max(p.upLimit, p.downLimit)
		p.downLimit = p.upLimit
	}
	for _, unit := range p.units {
		p.dead = append(p.dead, v.Snapshot.Machine.Silent(l, unit))
	}
}

// index is where a unit is on the sheet, or −1.
func (p *paintings) index(unit int) int { return slices.Index(p.units, unit) }

// numbers tells whether there are any in images.
func numbers(images [][]float32) bool {
	return slices.ContainsFunc(images, func(values []float32) bool {
		return slices.ContainsFunc(values, func(v float32) bool { return v == v })
	})
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

// caption writes on the pictures of categories what they are called, on the generative
// side, and for how many of the images studied they fire, on the other.
func (p *paintings) caption(v *desk.View, l int, s *study) {
	if l != v.Whole.Top() || !v.Whole.Categorical() {
		return
	}
	names := v.TopNames()
	p.names = make([]string, len(p.units))
	for i, unit := range p.units {
		p.names[i] = texts.NameAt(names, unit)
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

// fieldShape is the shape of the picture of weights with layer to: that of the images, or
// a near square for the units of a hidden layer.
func fieldShape(m *network.Machine, to int) (width, height int) {
	if to == 0 {
		return m.Width, m.Height
	}
	return nearSquare(m.Layers[to].Units)
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

// placeName names what a place stands for: unit i of layer to, or pixel i.
func placeName(m *network.Machine, to, i int) string {
	if to == 0 {
		return texts.Of("weights.pixel", i%m.Width, i/m.Width)
	}
	return texts.Of("common.unit", i, to)
}
