package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// compared is the number of images that show what preparing does.
const compared = 4

// dataPictures show what preparing does to the first images: before and after they are
// straightened, and how their pixels are drawn in one epoch and in the next.
type dataPictures struct {
	object                        *fyne.Container
	written, upright, epoch, next *dataPicture
	// drawn is the row of the epochs.
	drawn *fyne.Container
}

// dataPicture is a few images under a caption.
type dataPicture struct {
	object  *fyne.Container
	caption *widget.Label
	sheet   *pictures.Sheet
}

func newDataPicture() *dataPicture {
	p := &dataPicture{caption: centred(""), sheet: pictures.NewSheet()}
	p.sheet.SetMinSize(fyne.NewSquareSize(28))
	p.object = container.NewBorder(container.New(layout.NewCustomPaddedLayout(-6, -8, 0, 0), p.caption), nil, nil, nil, p.sheet)
	return p
}

func newDataPictures() *dataPictures {
	p := &dataPictures{written: newDataPicture(), upright: newDataPicture(), epoch: newDataPicture(), next: newDataPicture()}
	setText(p.upright.caption, texts.Of("data.pictures.upright"))
	setText(p.epoch.caption, texts.Of("data.pictures.epoch"))
	p.drawn = container.New(evenLayout{}, p.epoch.object, p.next.object)
	straight := container.New(evenLayout{}, p.written.object, p.upright.object)
	p.object = container.NewGridWithColumns(1, straight, p.drawn)
	return p
}

// show shows the images of a set. What is black and white is not drawn, and what is no
// handwriting not straightened.
func (p *dataPictures) show(m *stock, afresh bool) {
	set, used := m.raw.Training, m.source.Training
	var written, upright, epoch, next [][]float32
	for i := range min(compared, set.Count()) {
		written = append(written, shades(set.Image(i)))
		epoch = append(epoch, shades(used.Image(i)))
		next = append(next, shades(used.Image(i)))
		if m.canStraighten() {
			upright = append(upright, shades(dataset.StraightenImage(set.Image(i), set.Width, set.Height)))
		}
	}
	binarise(epoch, 1)
	setText(p.written.caption, texts.Of("data.pictures.plain"))
	setText(p.next.caption, texts.Of("data.pictures.same"))
	if m.canStraighten() {
		setText(p.written.caption, texts.Of("data.pictures.written"))
	}
	seed := uint64(1)
	if afresh {
		seed = 2
		setText(p.next.caption, texts.Of("data.pictures.next"))
	}
	binarise(next, seed)
	for sheet, list := range map[*pictures.Sheet][][]float32{
		p.written.sheet: written, p.upright.sheet: upright, p.epoch.sheet: epoch, p.next.sheet: next,
	} {
		sheet.SetImages(list, set.Width, set.Height, pictures.FullRows, pictures.Grey())
	}
	setVisible(p.upright.object, m.canStraighten())
	setVisible(p.drawn, !used.Binary())
	p.object.Refresh()
}
