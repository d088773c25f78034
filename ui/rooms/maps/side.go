package maps

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/learn/atlas"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pad"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// drawer is a pad on which what is drawn finds its place on the map while the pen moves.
type drawer struct {
	room        *Room
	panel       *kit.Panel
	pad         *pad.Pad
	clear, send *kit.Button
	// drawing is what is on the pad, taken what was on that of the Draw room last, and loading
	// tells that it is being taken over.
	drawing, taken desk.Drawing
	loading        bool
	width, height  int
}

func newDrawer(r *Room) *drawer {
	d := &drawer{room: r, pad: pad.New()}
	d.pad.OnChanged = d.drawn
	d.clear = kit.NewButtonWithIcon(texts.Of("map.drawing.clear"), base.ContentClearIcon(), d.pad.Clear)
	d.send = kit.NewButtonWithIcon(texts.Of("map.drawing.send"), base.DocumentCreateIcon(), func() {
		r.desk.RecogniseInDraw(d.drawing, texts.Of("map.drawing.sent"))
	})
	buttons := container.New(kit.Even{}, tip.On(d.clear, texts.Of("map.drawing.clearTip")), tip.On(d.send, texts.Of("map.drawing.sendTip")))
	d.panel = kit.NewPanel(texts.Of("map.drawing.title"), container.NewBorder(nil, buttons, nil, nil, d.pad)).Explain(texts.Of("map.drawing.explain"))
	d.enable()
	return d
}

// smallest is the side below which images are too small for a pen.
const smallest = 6

// shape gives the pad the proportions of the data's images.
func (d *drawer) shape(w, h int) {
	if w == d.width && h == d.height {
		return
	}
	d.width, d.height, d.taken = w, h, desk.Drawing{}
	if min(w, h) < smallest {
		d.pad.SetCells(w, h)
	} else {
		d.pad.SetShape(w, h)
	}
	d.pad.SetHint(texts.Of("map.drawing.hint"))
}

// take takes over what is on the pad of the Draw room, if it is something else than last time.
func (d *drawer) take(drawing desk.Drawing) {
	if len(drawing.Ink) == 0 || len(d.taken.Ink) > 0 && &drawing.Ink[0] == &d.taken.Ink[0] {
		return
	}
	d.taken = drawing
	if drawing.Blank() {
		return
	}
	d.loading = true
	d.pad.Load(drawing.Ink, drawing.Width, drawing.Height)
	d.loading = false
	d.drawing = drawing
	d.enable()
	d.room.locate()
}

// drawn is what the user does.
func (d *drawer) drawn(ink []uint8, w, h int) {
	if d.loading {
		return
	}
	d.drawing = desk.Drawing{Ink: ink, Width: w, Height: h}
	d.enable()
	d.room.locate()
}

func (d *drawer) enable() {
	kit.SetOn(d.clear, !d.drawing.Blank())
	kit.SetOn(d.send, !d.drawing.Blank())
}

// locate finds the place of the drawing, the newest one if several wait.
func (r *Room) locate() {
	c, d := r.chart, r.drawer.drawing
	if c == nil || c.placer == nil || d.Blank() {
		r.field.drawn = nil
		r.field.place()
		r.drawer.panel.Say("")
		return
	}
	placer, threads := c.placer, r.desk.Threads()
	r.desk.Background(placeKey, func(ctx context.Context) func() {
		grey := dataset.PrepareInk(d.Ink, d.Width, d.Height, c.set.Width, c.set.Height, c.upright && !d.Upright)
		at := placer.Place(grey, threads)
		return func() {
			if r.chart != c || r.drawer.drawing.Blank() {
				return
			}
			r.field.drawn = &point{float64(at.X), float64(at.Y)}
			r.field.place()
			r.drawer.panel.Say(texts.Of("map.drawing.beside", at.Nearest[0]+1))
			if r.field.hovered < 0 {
				r.showImage(int(at.Nearest[0]), true)
			}
		}
	})
}

// seen is the image under the pointer, with what is known of it.
type seen struct {
	panel *kit.Panel
	sheet *pictures.Sheet
	lines [3]*widget.Label
}

func newSeen() *seen {
	s := &seen{sheet: pictures.NewSheet()}
	s.sheet.SetMinSize(fyne.NewSquareSize(56))
	lines := container.New(layout.NewCustomPaddedVBoxLayout(-10))
	for k := range s.lines {
		s.lines[k] = kit.NewRemark("")
		s.lines[k].Importance = widget.MediumImportance
		lines.Add(s.lines[k])
	}
	s.panel = kit.NewPanel(texts.Of("map.image.title"), container.NewBorder(nil, lines, nil, nil, s.sheet)).Explain(texts.Of("map.image.explain"))
	return s
}

// hover shows the image under the pointer, or else none.
func (r *Room) hover(i int) { r.showImage(i, false) }

// showImage tells of an image; like says that it is the one that the drawing resembles most.
func (r *Room) showImage(i int, like bool) {
	s, c := r.seen, r.chart
	if i < 0 || c == nil {
		s.panel.Say("")
		return
	}
	s.sheet.SetImages([][]float32{pictures.Shades(c.set.Image(i))}, c.set.Width, c.set.Height, 1, pictures.Grey())
	s.panel.Say(kit.Either(like, texts.Of("map.image.like"), ""))
	kit.SetText(s.lines[0], texts.Image(c.set, i))
	group := ""
	if c.Kind != atlas.None {
		group = groupWords(kit.Either(c.ensemble.Found, atlas.Categories, c.Kind), r.groupName(int(c.Groups[i])))
	}
	kit.SetText(s.lines[1], group)
	kit.SetText(s.lines[2], texts.Of("map.image.bits", texts.Bits(float64(c.Bits[i]))))
}

// mostEntries is how many colours the legend has room for.
const mostEntries = 12

// legend shows what colours mean.
type legend struct{ object *fyne.Container }

func newLegend() *legend {
	return &legend{container.New(layout.NewCustomPaddedHBoxLayout(2))}
}

// show lists the colours that are used, or a scale; too many are left to the names on the map.
func (l *legend) show(c *atlas.Colouring) {
	l.object.Objects = nil
	switch {
	case c.Names != nil:
		n := 0
		for _, used := range c.Used {
			n += kit.Either(used, 1, 0)
		}
		for k, name := range c.Names {
			if c.Used[k] && n <= mostEntries {
				l.object.Add(container.NewCenter(chip(c.Colours[k])))
				l.object.Add(container.New(layout.NewCustomPaddedLayout(0, 0, -6, 0), kit.NewSmall(name)))
			}
		}
	case c.High > c.Low:
		middle := c.Colours[len(c.Colours)/2]
		l.object.Add(kit.NewSmall(texts.Bits(c.Low)))
		for _, half := range []*canvas.LinearGradient{
			canvas.NewHorizontalGradient(c.Colours[0], middle), canvas.NewHorizontalGradient(middle, c.Colours[len(c.Colours)-1]),
		} {
			half.SetMinSize(fyne.NewSize(60, 8))
			l.object.Add(container.NewCenter(half))
		}
		l.object.Add(kit.NewSmall(texts.Bits(c.High)))
		l.object.Add(kit.NewSmall(texts.Of("map.legend.bits")))
	}
	l.object.Refresh()
}

func chip(c color.Color) fyne.CanvasObject {
	dot := canvas.NewCircle(c)
	return container.NewGridWrap(fyne.NewSquareSize(9), dot)
}
