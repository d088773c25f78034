package weights

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
)

// atlas shows all units of a layer in both directions, side by side, in one place to
// scroll in.
type atlas struct {
	object   fyne.CanvasObject
	up, down *pictures.Choice
	// legends are those of up and of down, whose weights are not alike in size.
	legends [2]*pictures.Legend
	in, out *kit.Button
	scroll  *container.Scroll
	// body has the scroll with both sheets, or, for matrices, one scroll for each in
	// matrices, which move together.
	body, both *fyne.Container
	matrices   [2]*container.Scroll
	upWord     *widget.Label
	downWord   *widget.Label
	titles     [2]*widget.Label
	// words tell what the sheets show.
	words [2]sideWords

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
		titles: [2]*widget.Label{widget.NewLabel(""), widget.NewLabel("")},
	}
	a.up.AlignTop()
	a.down.AlignTop()
	a.in = kit.QuietButton("", base.ZoomInIcon(), func() { a.magnify(zoomStep) })
	a.out = kit.QuietButton("", base.ZoomOutIcon(), func() { a.magnify(1 / zoomStep) })
	a.out.Disable()
	a.both = container.New(kit.Even{}, a.up, a.down)
	a.scroll = container.NewVScroll(framed(a.both))
	for k := range a.matrices {
		a.matrices[k] = container.NewScroll(container.NewStack())
		a.matrices[k].OnScrolled = func(to fyne.Position) { a.follow(a.matrices[1-k], to) }
	}
	a.body = container.New(atlasLayout{a}, a.scroll)
	heads := container.New(kit.Even{}, atlasHead(a.titles[0], a.upWord), atlasHead(a.titles[1], a.downWord))
	foot := container.New(kit.Even{}, container.NewCenter(a.legends[0]), container.NewCenter(a.legends[1]))
	a.object = container.NewBorder(heads, foot, nil, nil, a.body)
	return a
}

// framed leaves room for frames around an object.
func framed(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(frameRoom, frameRoom, frameRoom, frameRoom), o)
}

// separate gives each sheet a scroll of its own, or puts both into one.
func (a *atlas) separate(on bool) {
	if on == (a.body.Objects[0] != a.scroll) {
		return
	}
	a.both.Objects, a.body.Objects = []fyne.CanvasObject{a.up, a.down}, []fyne.CanvasObject{a.scroll}
	contents := [2]fyne.CanvasObject{container.NewStack(), container.NewStack()}
	if on {
		contents = [2]fyne.CanvasObject{framed(a.up), framed(a.down)}
		a.both.Objects, a.body.Objects = nil, []fyne.CanvasObject{container.New(kit.Even{}, a.matrices[0], a.matrices[1])}
	}
	for k, scroll := range a.matrices {
		scroll.Content = contents[k]
	}
	a.body.Refresh()
}

// follow scrolls to where another is scrolled to.
func (a *atlas) follow(scroll *container.Scroll, to fyne.Position) {
	if scroll.Offset != to {
		scroll.Offset = to
		scroll.Refresh()
	}
}

// atlasHead is the title of a sheet with a line below it.
func atlasHead(title, line *widget.Label) fyne.CanvasObject {
	title.Alignment, line.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	return container.New(layout.NewCustomPaddedVBoxLayout(-12), title, line)
}

// setHead writes a sheet's head.
func setHead(title, line *widget.Label, words sideWords) {
	kit.SetText(title, words.title)
	kit.SetText(line, words.line)
}

// show puts pictures on both sheets and frames a unit.
func (a *atlas) show(p *paintings, unit int) {
	a.shown = p
	a.arrange()
	a.legends[0].SetLimit(p.upLimit)
	a.legends[1].SetLimit(p.downLimit)
	kit.SetVisible(a.legends[0], numbers(p.up))
	kit.SetVisible(a.legends[1], numbers(p.down))
	a.words = p.words
	setHead(a.titles[0], a.upWord, p.words[0])
	setHead(a.titles[1], a.downWord, p.words[1])
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
	for _, scroll := range []*container.Scroll{a.scroll, a.matrices[0], a.matrices[1]} {
		first, last := at.Y, at.Y+size.Height+2*frameRoom-scroll.Size().Height
		if y := max(last, min(scroll.Offset.Y, first)); y != scroll.Offset.Y {
			scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, y))
		}
	}
}

// arrange lays the images out for the space that there is and the zoom.
func (a *atlas) arrange() {
	p := a.shown
	if p == nil || a.space.Width <= 0 || a.space.Height <= 0 {
		return
	}
	a.separate(p.matrix)
	if p.matrix {
		a.arrangeMatrices(p)
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

// Where a matrix would leave more than half of the height empty, its rows become higher than
// its columns are wide, up to this.
const highRow = 6

// arrangeMatrices lays matrices out: a row for each unit, and as wide as the layer that it
// is connected with.
func (a *atlas) arrangeMatrices(p *paintings) {
	columns := p.places
	const spare = 1 // or there would be bars to scroll by a hair's breadth
	space := fyne.NewSize((a.space.Width-kit.Gap)/2-frameRoom-spare, a.space.Height-spare)
	rows := float32(len(p.units))
	across := min(space.Width/float32(columns), space.Height/rows)
	down := across
	if 2*down*rows < space.Height {
		down = max(across, min(space.Height/rows, highRow))
	}
	show := func(sheet *pictures.Choice, values [][]float32, limit float32) {
		sheet.SetMinSize(fyne.NewSize(a.zoom*across*float32(columns), a.zoom*down*rows))
		sheet.SetMatrix(p.rows(values), columns, pictures.Floating(limit))
		sheet.Dim(p.dead)
	}
	show(a.up, p.up, p.upLimit)
	show(a.down, p.down, p.downLimit)
	for _, scroll := range a.matrices {
		scroll.Refresh()
	}
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
