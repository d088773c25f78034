package draw

import (
	"fmt"

	"wakesleep/ui/chart"
	"wakesleep/ui/desk"
	"wakesleep/ui/texts"
)

// bitsChart is what the drawing costs with the machine and without, to save; nil while
// nothing is drawn.
func (r *Room) bitsChart() desk.Chart {
	s := r.shown
	if s == nil || s.nothing {
		return nil
	}
	rows := []chart.Bar{{
		Name: s.ownName(), Parts: []float64{s.CauseBits, s.DifferenceBits, 0}, Label: texts.Bits(s.FreeEnergy()),
	}}
	for i, way := range s.ways() {
		if way.bits == way.bits {
			rows = append(rows, chart.Bar{
				Name: way.name, Parts: []float64{0, 0, way.bits}, Label: texts.Bits(way.bits), Aside: i == otherWays-1,
			})
		}
	}
	return chart.Costs(texts.Of("chart.bars.drawing"), rows).Write
}

// lengthsChart is what the machine of each class needs for the drawing, to save; nil
// where there are none.
func (r *Room) lengthsChart() desk.Chart {
	s := r.shown
	if s == nil || s.nothing || !s.ofClasses() {
		return nil
	}
	b := chart.Bars{
		Title: texts.Of("chart.bars.lengths", s.BoundSamples), X: texts.Of("chart.bars.x"), Y: texts.Of("chart.bars.class"),
		Parts: []string{texts.Of("chart.bars.x")},
	}
	for k, bits := range s.every.Lengths {
		b.Rows = append(b.Rows, chart.Bar{
			Name: fmt.Sprint(s.labels[k]), Parts: []float64{bits}, Label: texts.Bits(bits), Strong: k == s.every.Best,
		})
	}
	return b.Write
}

// Names of charts' files, without extensions.
const (
	saveBitsName    = "bits-of-the-drawing"
	saveLengthsName = "bits-by-class"
)
