package data

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// compared is the number of images that show what preparing does.
const compared = 4

// preparing show what preparing does to the first images: before and after they are
// straightened, and how their pixels are drawn in one epoch and in the next.
type preparing struct {
	object                        *fyne.Container
	written, upright, epoch, next *captioned
	// straight and drawn are the rows: of straightening, and of the epochs, which is there
	// where pixels are grey and where it has room.
	straight, drawn *fyne.Container
	grey            bool
}

// captioned is a few images under a caption.
type captioned struct {
	object  *fyne.Container
	caption *widget.Label
	sheet   *pictures.Sheet
}

func newCaptioned() *captioned {
	p := &captioned{caption: kit.Centred(""), sheet: pictures.NewSheet()}
	p.sheet.SetMinSize(fyne.NewSquareSize(20))
	p.sheet.AlignTop()
	p.object = container.NewBorder(container.New(layout.NewCustomPaddedLayout(-6, -8, 0, 0), p.caption), nil, nil, nil, p.sheet)
	return p
}

func newPreparing() *preparing {
	p := &preparing{written: newCaptioned(), upright: newCaptioned(), epoch: newCaptioned(), next: newCaptioned()}
	kit.SetText(p.upright.caption, texts.Of("data.pictures.upright"))
	kit.SetText(p.epoch.caption, texts.Of("data.pictures.epoch"))
	p.drawn = container.New(kit.Even{}, p.epoch.object, p.next.object)
	p.straight = container.New(kit.Even{}, p.written.object, p.upright.object)
	p.object = container.New(p, p.straight, p.drawn)
	return p
}

// show shows the images of a set. What is black and white is not drawn, and what is no
// handwriting not straightened.
func (p *preparing) show(m *dataset.Source, everyTime bool) {
	set, used := m.Straighten(false).Training, m.Training
	var written, upright, epoch, next [][]float32
	for i := range min(compared, set.Count()) {
		written = append(written, pictures.Shades(set.Image(i)))
		epoch = append(epoch, pictures.Shades(used.Image(i)))
		next = append(next, pictures.Shades(used.Image(i)))
		if m.CanStraighten() {
			upright = append(upright, pictures.Shades(dataset.StraightenImage(set.Image(i), set.Width, set.Height)))
		}
	}
	pictures.Binarise(epoch, 1)
	kit.SetText(p.written.caption, kit.Either(m.CanStraighten(), texts.Of("data.pictures.written"), texts.Of("data.pictures.plain")))
	kit.SetText(p.next.caption, kit.Either(everyTime, texts.Of("data.pictures.next"), texts.Of("data.pictures.same")))
	pictures.Binarise(next, kit.Either[uint64](everyTime, 2, 1))
	for sheet, list := range map[*pictures.Sheet][][]float32{
		p.written.sheet: written, p.upright.sheet: upright, p.epoch.sheet: epoch, p.next.sheet: next,
	} {
		sheet.SetImages(list, set.Width, set.Height, pictures.FullRows, pictures.Grey())
	}
	kit.SetVisible(p.upright.object, m.CanStraighten())
	p.grey = !used.Binary()
	p.object.Refresh()
}

// Layout implements fyne.Layout.
func (p *preparing) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	least := p.straight.MinSize().Height
	both := p.grey && size.Height >= 2*least+kit.Gap
	kit.SetVisible(p.drawn, both)
	if both {
		size.Height = (size.Height - kit.Gap) / 2
	}
	for i, row := range []fyne.CanvasObject{p.straight, p.drawn} {
		row.Resize(size)
		row.Move(fyne.NewPos(0, float32(i)*(size.Height+kit.Gap)))
	}
}

// MinSize implements fyne.Layout: one row gives way where space is short.
func (p *preparing) MinSize([]fyne.CanvasObject) fyne.Size { return p.straight.MinSize() }
