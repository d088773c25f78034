package main

import (
	"path/filepath"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/plotutil"
	"gonum.org/v1/plot/vg"
)

// plot draws how the description length of the training images fell, for the
// recipes that learn all digits in one machine.
func (o *options) plot(all []line) error {
	p := plot.New()
	p.Title.Text = "Description length of the training images (K=1)"
	p.X.Label.Text, p.Y.Label.Text = "epoch", "nats"
	p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	p.Legend.Top = true
	drawn := 0
	for _, w := range work {
		l := find(all, w.recipe, 1)
		if l == nil || len(l.Curve) < 2 || l.Measured["classes"] != nil || w.recipe == "bars" {
			continue
		}
		curve, err := plotter.NewLine(points(l.Curve))
		if err != nil {
			return err
		}
		curve.Color, curve.Dashes = plotutil.Color(drawn), plotutil.Dashes(drawn)
		p.Add(curve)
		p.Legend.Add(w.recipe, curve)
		drawn++
	}
	if drawn == 0 {
		return nil
	}
	return p.Save(18*vg.Centimeter, 11*vg.Centimeter, filepath.Join(o.plots, "curves.svg"))
}

// points leave the first epoch out, which would hide the others.
func points(curve []float64) plotter.XYs {
	var all plotter.XYs
	for i, v := range curve[1:] {
		all = append(all, plotter.XY{X: float64(i + 2), Y: v})
	}
	return all
}
