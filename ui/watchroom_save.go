package ui

import (
	"io"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/chart/export"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// newSaveButton is a button for a panel's head.
func newSaveButton(save func()) *widget.Button {
	b := widget.NewButtonWithIcon("", base.DocumentSaveIcon(), save)
	b.Importance = widget.LowImportance
	return b
}

// saveSheet is what a button does that saves a sheet.
func (d *desk) saveSheet(title, name string, s *pictures.Sheet) func() {
	return func() {
		if s.Count() > 0 {
			d.askSaveImage(title, name, s.Picture(pictureScale))
		}
	}
}

// askSaveCurve asks as what the curve is to be saved.
func (r *watchRoom) askSaveCurve() {
	if len(r.curve.Points()) == 0 {
		return
	}
	var items []*fyne.MenuItem
	for _, format := range export.Formats() {
		items = append(items, fyne.NewMenuItem(texts.Of("chart.save.as."+format), func() { r.saveCurve(format) }))
	}
	r.desk.showMenu(r.saving, items...)
}

// saveCurve asks for a file and writes the curve to it as it is now.
func (r *watchRoom) saveCurve(format string) {
	c := export.Curve{
		Title: texts.Of("chart.plot.title"), X: texts.Of("chart.plot.x"), Y: texts.Of("chart.plot.y"), Points: r.curve.Points(), Marks: r.curve.Marks(),
	}
	r.desk.askSaveFile(texts.Of("chart.save.title"), saveCurveName+"."+format, format, func(w io.Writer) error {
		return export.Write(w, format, c)
	})
}
