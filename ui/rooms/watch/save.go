package watch

import (
	"wakesleep/ui/chart"
	"wakesleep/ui/desk"
	"wakesleep/ui/texts"
)

// curveChart is the curve as it is now, to save; nil while there is none.
func (r *Room) curveChart() desk.Chart {
	if len(r.curve.Points()) == 0 {
		return nil
	}
	c := chart.Curve{
		Title: texts.Of("chart.plot.title"), X: texts.Of("chart.plot.x"), Y: texts.Of("chart.plot.y"), Points: r.curve.Points(), Marks: r.curve.Marks(),
	}
	return c.Write
}

// chart is what an image costs with the machine and without, to save; nil while
// that is not known.
func (l *ledger) chart() desk.Chart {
	y := l.bars
	if y.causes+y.difference == 0 {
		return nil
	}
	rows := []chart.Bar{{
		Name: texts.Of("draw.bits.own"), Parts: []float64{y.causes, y.difference, 0}, Label: texts.Bits(y.causes + y.difference),
	}}
	for i, bits := range y.costs {
		rows = append(rows, chart.Bar{Name: texts.Of("draw.bits." + otherWays()[i]), Parts: []float64{0, 0, bits}, Label: texts.Bits(bits)})
	}
	return chart.Costs(texts.Of("chart.bars.average", l.panel.Remark.Text), rows).Write
}
