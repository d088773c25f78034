package watch

import (
	"context"
	"strings"

	"wakesleep/learn"
	"wakesleep/learn/measure/baseline"
	"wakesleep/ui/chart"
	"wakesleep/ui/desk"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// showCurve draws the description length over the machine's life.
func (r *Room) showCurve(v *desk.View) {
	curve, last := v.Snapshot.Curve, uint64(0)
	if n := len(curve); n > 0 {
		last = curve[n-1].Cycle
	}
	if len(curve) != r.shownPoints || last != r.lastPoint || v.MachineChanged {
		r.shownPoints, r.lastPoint = len(curve), last
		r.curve.Trace(curve)
	}
	r.curvePanel.Say(r.baselines(v))
}

// compareCurve says anew what the curve is compared with, after its room has changed.
func (r *Room) compareCurve() {
	if v := r.desk.Latest(); v != nil {
		r.curvePanel.Say(r.baselines(v))
	}
}

// baselines compares with ways to describe an image without a machine, as many as there
// is room for. What matters most stands first.
func (r *Room) baselines(v *desk.View) string {
	var parts []string
	if bits := v.Snapshot.Bits; bits == bits {
		parts = append(parts, texts.Of("chart.now.machine", texts.Bits(bits)))
	}
	parts = append(parts, texts.Of("chart.now.one-bit", v.Data.Training.Pixels()))
	if r.independent > 0 {
		parts = append(parts, texts.Of("chart.now.independent", texts.Bits(r.independent)))
	}
	if !r.lower.wide {
		parts = parts[:min(2, len(parts))]
	}
	return strings.Join(parts, " · ")
}

// measureData finds the baselines of the data.
func (r *Room) measureData(v *desk.View) {
	set, test := v.Data.Training, v.Data.Test.First(desk.LedgerImages)
	r.independent = 0
	r.desk.Background("watch.data", func(ctx context.Context) func() {
		bits := pictures.IndependentBits(set)
		costs, err := baseline.Measure(ctx, learn.Binary(test), test.Width, test.Height, nil, 1)
		if err != nil {
			return nil
		}
		return func() {
			r.independent = bits
			r.ledger.compare(costs.Mean(test.Probabilities), bits)
			r.curve.SetMarks(marks(float64(set.Pixels()), bits)...)
			r.desk.Refresh()
		}
	})
}

// marks are the baselines as lines in the chart; where they fall together the
// simpler one stands for both.
func marks(pixels, independent float64) []chart.Mark {
	list := []chart.Mark{{Y: pixels, Label: texts.Of("chart.mark.one-bit")}}
	if independent < .95*pixels {
		list = append(list, chart.Mark{Y: independent, Label: texts.Of("chart.mark.independent")})
	}
	return list
}

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
