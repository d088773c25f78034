package data

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// choices are how images are prepared, with pictures of what that does.
type choices struct {
	desk     Desk
	controls fyne.CanvasObject
	pictures *preparing

	straighten *kit.Check
	pixels     *kit.Select
	differ     *widget.Label
	// binary tells that the data have no grey, and present how the machine draws it.
	binary, present bool
}

func newChoices(d Desk) *choices {
	c := &choices{desk: d, pictures: newPreparing(), differ: kit.Wrapped("")}
	c.straighten = kit.NewCheck(texts.Of("data.straighten.check"), d.SetStraightened)
	c.pixels = kit.NewSelect(nil, nil)
	c.differ.SizeName, c.differ.Importance = base.SizeNameCaptionText, widget.WarningImportance
	c.differ.Hide()
	tight := layout.NewCustomPaddedVBoxLayout(-6)
	c.controls = container.NewVBox(
		container.New(tight, kit.NewRemark(texts.Of("data.straighten.when")), tip.On(c.straighten, texts.Of("data.straighten.tip"))),
		container.New(tight, kit.NewRemark(texts.Of("data.pixels.when")), tip.On(c.pixels, texts.Of("data.pixels.tip"))), c.differ)
	return c
}

// show brings the controls up to the data and the machine.
func (c *choices) show(v *desk.View) {
	m := c.desk.Data()
	c.straighten.OnChanged = nil
	if c.straighten.Checked != m.Training.Straightened {
		c.straighten.SetChecked(m.Training.Straightened)
	}
	c.straighten.OnChanged = c.desk.SetStraightened
	kit.SetOn(c.straighten, m.CanStraighten())
	if v.DataChanged {
		c.binary = v.Data.Training.Binary()
	}
	c.present = v.Snapshot.Record.Settings.Rebinarise
	c.showPixels()
}

// everyTime tells how pixels are drawn: as the user chose for the next new machine, or
// else as this one's are.
func (c *choices) everyTime() bool {
	if everyTime := c.desk.Rebinarise(); everyTime != nil {
		return *everyTime
	}
	return c.present
}

// showPixels shows how pixels are drawn.
func (c *choices) showPixels() {
	once, everyTime := texts.Of("data.pixels.once"), texts.Of("data.pixels.afresh")
	options, text := []string{once, everyTime}, once
	switch {
	case c.binary:
		text = texts.Of("data.pixels.binary")
		options = []string{text}
	case c.everyTime():
		text = everyTime
	}
	c.pixels.OnChanged = nil
	if c.pixels.Selected != text {
		c.pixels.Options, c.pixels.Selected = options, text
		c.pixels.Refresh()
	}
	c.pixels.OnChanged = c.choosePixels
	kit.SetOn(c.pixels, !c.binary)
	kit.SetText(c.differ, pixelsDiffer(c.everyTime()))
	kit.SetVisible(c.differ, c.everyTime() != c.present && !c.binary)
}

// choosePixels is the user's choice for the next new machine.
func (c *choices) choosePixels(text string) {
	everyTime := text == texts.Of("data.pixels.afresh")
	c.desk.SetRebinarise(&everyTime)
	c.showPixels()
	c.pictures.show(c.desk.Data(), everyTime)
}
