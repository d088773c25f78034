package weights

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// atlas shows all units of a layer in both directions, side by side, in one place to
// scroll in.
type atlas struct {
	object   fyne.CanvasObject
	up, down *pictures.Choice
	// legends are those of up and of down, whose weights are not alike in size.
	legends  [2]*pictures.Legend
	in, out  *widget.Button
	scroll   *container.Scroll
	upWord   *widget.Label
	downWord *widget.Label

	shown *paintings
	// zoom is how many times larger images are than those that fit, at most.
	zoom  float32
	space fyne.Size
}

// frameRoom is the space around the sheets for the frame of the chosen unit.
const frameRoom = 3

// mostZoom is the greatest zoom, and zoomStep one step of it.
const (
	mostZoom = 8
	zoomStep = 1.5
)

func newAtlas() *atlas {
	a := &atlas{
		up: pictures.NewChoice(), down: pictures.NewChoice(), zoom: 1,
		legends: [2]*pictures.Legend{pictures.NewFloatingLegend(1), pictures.NewFloatingLegend(1)},
		upWord:  kit.NewRemark(""), downWord: kit.NewRemark(""),
	}
	a.up.AlignTop()
	a.down.AlignTop()
	a.in = kit.QuietButton("", base.ZoomInIcon(), func() { a.magnify(zoomStep) })
	a.out = kit.QuietButton("", base.ZoomOutIcon(), func() { a.magnify(1 / zoomStep) })
	a.out.Disable()
	both := container.New(kit.Even{}, a.up, a.down)
	a.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(frameRoom, frameRoom, frameRoom, frameRoom), both))
	heads := container.New(kit.Even{}, atlasHead(texts.Of("weights.up.title"), a.upWord), atlasHead(texts.Of("weights.down.title"), a.downWord))
	foot := container.New(kit.Even{}, container.NewCenter(a.legends[0]), container.NewCenter(a.legends[1]))
	a.object = container.NewBorder(heads, foot, nil, nil, container.New(atlasLayout{a}, a.scroll))
	return a
}

// atlasHead is the title of a sheet with a line below it.
func atlasHead(text string, line *widget.Label) fyne.CanvasObject {
	heading := widget.NewLabel(text)
	heading.Alignment, line.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	return container.New(layout.NewCustomPaddedVBoxLayout(-12), heading, line)
}

// show puts pictures on both sheets and frames a unit.
func (a *atlas) show(p *paintings, unit int) {
	a.shown = p
	a.arrange()
	a.legends[0].SetLimit(p.upLimit)
	a.legends[1].SetLimit(p.downLimit)
	kit.SetText(a.upWord, kit.Either(p.pixels, texts.Of("weights.up.pixels"), texts.Of("weights.up.raw")))
	kit.SetText(a.downWord, kit.Either(p.pixels, texts.Of("weights.down.pixels"), texts.Of("weights.down.raw")))
	before := a.up.Selected()
	a.choose(unit)
	if a.up.Selected() != before {
		a.reveal()
	}
}

// choose frames a unit.
func (a *atlas) choose(unit int) {
	if a.shown == nil {
		return
	}
	a.up.Select(a.shown.index(unit))
	a.down.Select(a.shown.index(unit))
}

// magnify changes the zoom.
func (a *atlas) magnify(by float32) {
	zoom := max(1, min(a.zoom*by, mostZoom))
	zoom = kit.Either(zoom < 1.01, 1, zoom)
	if zoom == a.zoom {
		return
	}
	a.zoom = zoom
	kit.SetOn(a.in, zoom < mostZoom)
	kit.SetOn(a.out, zoom > 1)
	a.arrange()
	a.reveal()
}

// reveal scrolls as little as brings the chosen unit into view.
func (a *atlas) reveal() {
	if a.up.Selected() < 0 {
		return
	}
	at, size := a.up.Cell(a.up.Selected())
	first, last := at.Y, at.Y+size.Height+2*frameRoom-a.scroll.Size().Height
	if y := max(last, min(a.scroll.Offset.Y, first)); y != a.scroll.Offset.Y {
		a.scroll.ScrollToOffset(fyne.NewPos(0, y))
	}
}

// arrange lays the images out for the space that there is and the zoom.
func (a *atlas) arrange() {
	p := a.shown
	if p == nil || a.space.Width <= 0 || a.space.Height <= 0 {
		return
	}
	width := (a.space.Width - kit.Gap) / 2
	columns := pictures.Columns(len(p.units), p.width, p.height, fyne.NewSize(width, a.space.Height))
	height := a.space.Height
	if a.zoom > 1 {
		columns = max(1, int(float32(columns)/a.zoom+.5))
		height = max(height, pictures.Extent(len(p.units), p.width, p.height, columns, width))
	}
	show := func(sheet *pictures.Choice, values [][]float32, limit float32, captions []string) {
		sheet.SetMinSize(fyne.NewSize(48, height))
		sheet.SetImages(values, p.width, p.height, columns, pictures.Floating(limit))
		sheet.Dim(p.dead)
		sheet.Caption(captions)
	}
	show(a.up, p.up, p.upLimit, p.shares)
	show(a.down, p.down, p.downLimit, p.names)
	a.scroll.Content.Refresh()
	a.scroll.Refresh()
}

// atlasLayout tells the atlas of its space.
type atlasLayout struct{ atlas *atlas }

// Layout implements fyne.Layout.
func (l atlasLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	if space := size.SubtractWidthHeight(2*frameRoom, 2*frameRoom); space != l.atlas.space {
		l.atlas.space = space
		l.atlas.arrange()
	}
}

// MinSize implements fyne.Layout.
func (l atlasLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 120) }
