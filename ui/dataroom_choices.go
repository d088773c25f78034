package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/ui/pictures"
)

// dataChoices are how images are prepared, with pictures of what that does.
type dataChoices struct {
	desk               *desk
	controls, pictures fyne.CanvasObject

	straighten *widget.Check
	pixels     *widget.Select
	differ     *widget.Label
	upright    *widget.Label
	// sheets are the images as written, straightened, and drawn on or off as they are
	// in use.
	sheets [3]*pictures.Sheet
	// binary tells that the data have no grey.
	binary bool
}

func newDataChoices(d *desk) *dataChoices {
	c := &dataChoices{desk: d, upright: newRemark(dataUpright), differ: wrapped("")}
	c.straighten = widget.NewCheck(dataStraighten, d.setStraightened)
	c.pixels = widget.NewSelect([]string{dataOnce, dataAfresh}, nil)
	c.differ.SizeName, c.differ.Importance = base.SizeNameCaptionText, widget.WarningImportance
	c.differ.Hide()
	c.controls = container.NewVBox(c.straighten, c.pixels, c.differ)
	row := container.NewGridWithColumns(len(c.sheets))
	for i, caption := range []*widget.Label{newRemark(dataWritten), c.upright, newRemark(dataDrawn)} {
		caption.Alignment = fyne.TextAlignCenter
		c.sheets[i] = pictures.NewSheet()
		row.Add(container.NewBorder(caption, nil, nil, nil, c.sheets[i]))
	}
	c.pictures = row
	return c
}

// show brings the controls up to the data and the machine.
func (c *dataChoices) show(v *view) {
	m := c.desk.stock
	c.straighten.OnChanged = nil
	if c.straighten.Checked != m.straightened() {
		c.straighten.SetChecked(m.straightened())
	}
	c.straighten.OnChanged = c.desk.setStraightened
	setOn(c.straighten, m.canStraighten())
	if v.dataChanged {
		c.binary = v.data.Training.Binary()
	}
	c.showPixels(v.snapshot.Record.Settings.Rebinarise)
}

// showPixels shows how pixels are drawn: as a person chose for the next new machine,
// or else as this one's are.
func (c *dataChoices) showPixels(present bool) {
	chosen := present
	if c.desk.afresh != nil {
		chosen = *c.desk.afresh
	}
	text := map[bool]string{false: dataOnce, true: dataAfresh}[chosen]
	if c.binary {
		text = dataBinary
	}
	c.pixels.OnChanged = nil
	if c.pixels.Selected != text {
		c.pixels.Selected = text
		c.pixels.Refresh()
	}
	c.pixels.OnChanged = func(text string) {
		afresh := text == dataAfresh
		c.desk.afresh = &afresh
		c.showPixels(present)
	}
	setOn(c.pixels, !c.binary)
	setText(c.differ, pixelsDiffer(chosen))
	setShown(c.differ, chosen != present && !c.binary)
}

// compared is the number of images that show what preparing does.
const compared = 4

// showPictures shows the same images as written, upright, and on or off.
func (c *dataChoices) showPictures() {
	m := c.desk.stock
	set, used := m.raw.Training, m.source.Training
	var lists [3][][]float32
	for i := range min(compared, set.Count()) {
		lists[0] = append(lists[0], shades(set.Image(i)))
		if m.canStraighten() {
			lists[1] = append(lists[1], shades(dataset.StraightenImage(set.Image(i), set.Width, set.Height)))
		}
		lists[2] = append(lists[2], shades(used.Image(i)))
	}
	binarise(lists[2], 1)
	setText(c.upright, dataUpright)
	if !m.canStraighten() {
		lists[1] = lists[0]
		setText(c.upright, dataSlanted)
	}
	for i, s := range c.sheets {
		s.SetImages(lists[i], set.Width, set.Height, pictures.FullRows, pictures.Grey())
	}
}
