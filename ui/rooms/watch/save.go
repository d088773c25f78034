package watch

import (
	"io"

	"fyne.io/fyne/v2"

	"wakesleep/ui/chart/export"
	"wakesleep/ui/texts"
)

// askSaveCurve asks as what the curve is to be saved.
func (r *Room) askSaveCurve() {
	if len(r.curve.Points()) == 0 {
		return
	}
	var items []*fyne.MenuItem
	for _, format := range export.Formats() {
		items = append(items, fyne.NewMenuItem(texts.Of("chart.save.as."+format), func() { r.saveCurve(format) }))
	}
	r.desk.ShowMenu(r.saving, items...)
}

// saveCurve asks for a file and writes the curve to it as it is now.
func (r *Room) saveCurve(format string) {
	c := export.Curve{
		Title: texts.Of("chart.plot.title"), X: texts.Of("chart.plot.x"), Y: texts.Of("chart.plot.y"), Points: r.curve.Points(), Marks: r.curve.Marks(),
	}
	r.desk.AskSaveFile(texts.Of("chart.save.title"), saveCurveName+"."+format, format, func(w io.Writer) error {
		return export.Write(w, format, c)
	})
}
