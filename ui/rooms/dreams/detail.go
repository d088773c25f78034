package dreams

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// changeSeed draws what a flipped cause changes below it, the same each time.
const changeSeed = 1

// detail shows one dream, its causes, which can be flipped, and the training
// image nearest to it.
type detail struct {
	room   *Room
	panel  *kit.Panel
	inside *fyne.Container

	its, changed, nearest *captionedPicture
	hint                  *widget.Label
	causes                *causesList
	putBack, more, send   *kit.Button
	putBackPlace          fyne.CanvasObject // what to hide in its place

	night *night
	index int
	// dream is the one looked at; flips are what the user flipped, by layer; other is
	// what became of the dream, or the dream itself.
	dream, other *network.Dreams
	flips        [][]int
}

// captionedPicture is a picture above two lines.
type captionedPicture struct {
	object fyne.CanvasObject
	sheet  *pictures.Sheet
	lines  [2]*widget.Label
}

func newCaptionedPicture() *captionedPicture {
	c := &captionedPicture{sheet: pictures.NewSheet()}
	below := container.New(layout.NewCustomPaddedVBoxLayout(-10))
	for i := range c.lines {
		c.lines[i] = kit.Centred("")
		below.Add(c.lines[i])
	}
	c.object = container.NewBorder(nil, below, nil, nil, c.sheet)
	return c
}

func (c *captionedPicture) show(m *network.Machine, values []float32, first, second string) {
	c.sheet.SetImages([][]float32{values}, m.Width, m.Height, 1, pictures.Grey())
	kit.SetText(c.lines[0], first)
	kit.SetText(c.lines[1], second)
}

func newDetail(r *Room) *detail {
	d := &detail{
		room: r, its: newCaptionedPicture(), changed: newCaptionedPicture(), nearest: newCaptionedPicture(),
		hint: kit.Wrapped(texts.Of("dreams.one.hint")), causes: newCausesList(),
	}
	r.desk.Offer("dream", d.its.sheet, d.changed.sheet, d.nearest.sheet)
	d.hint.Importance, d.hint.Alignment = widget.LowImportance, fyne.TextAlignCenter
	d.causes.onTapped = d.flip
	d.changed.object.Hide()
	hint := container.NewVBox(layout.NewSpacer(), d.hint, layout.NewSpacer())
	three := container.NewGridWithColumns(3, d.its.object, container.NewStack(hint, d.changed.object), d.nearest.object)
	d.inside = container.New(kit.Stack(.56), three, d.causes.object)
	d.panel = kit.NewPanel(texts.Of("dreams.one.title"), d.inside, d.tools()...).Explain(texts.Of("dreams.one.help"))
	return d
}

// tools stand at the head of the panel.
func (d *detail) tools() []fyne.CanvasObject {
	d.putBack = kit.NewButton(texts.Of("dreams.back.text"), d.restore)
	d.more = kit.NewButton(texts.Of("dreams.more.text"), d.room.moreLike)
	d.send = kit.NewButton(texts.Of("dreams.send.text"), d.sendToDraw)
	d.more.Disable()
	d.send.Disable()
	d.putBackPlace = tip.On(d.putBack, texts.Of("dreams.back.tip"))
	d.putBackPlace.Hide()
	return []fyne.CanvasObject{
		d.putBackPlace, tip.On(d.more, texts.Of("dreams.more.tip")), tip.On(d.send, texts.Of("dreams.send.tip")),
	}
}

// open looks at a dream of a night.
func (d *detail) open(n *night, index int) {
	d.night, d.index, d.dream = n, index, n.dream(index)
	d.other, d.flips = d.dream, make([][]int, len(n.machines[0].Layers))
	d.share(n.machines[0])
	d.more.Enable()
	d.send.Enable()
	d.refresh()
}

// share leaves more of the height to the causes where they have many layers.
func (d *detail) share(m *network.Machine) {
	if now := kit.Either[kit.Stack](m.Top() > 3, .4, .56); d.inside.Layout != now {
		d.inside.Layout = now
		d.inside.Refresh()
	}
}

// refresh shows everything about the dream again.
func (d *detail) refresh() {
	if d.night == nil {
		return
	}
	m := d.night.machine(d.index)
	d.panel.Say(texts.Of("dreams.one.number", d.index+1, d.night.dreams.Count()))
	d.its.show(m, pictures.Dreamt(d.dream, d.room.firings())[0], texts.Of("dreams.one.its"), d.night.dreamer(d.index, d.dream))
	n := d.flipped()
	kit.SetVisible(d.changed.object, n > 0)
	kit.SetVisible(d.hint, n == 0)
	if n > 0 {
		differ := distance(d.dream.States[0].Row(0), d.other.States[0].Row(0))
		d.changed.show(m, pictures.Dreamt(d.other, d.room.firings())[0], texts.Count("dreams.flipped", n), differWords(differ, m.Pixels()))
	}
	if d.putBackPlace.Visible() != (n > 0) {
		kit.SetVisible(d.putBackPlace, n > 0)
		d.panel.Object.Refresh()
	}
	d.causes.show(d.night, d.dream, d.other)
	d.room.findNearest()
	d.room.more.refresh()
}

// flipped is the number of causes that the user flipped.
func (d *detail) flipped() int { return len(slices.Concat(d.flips...)) }

// flip turns a unit over; once more turns it back.
func (d *detail) flip(l, unit int) {
	if d.night == nil {
		return
	}
	d.room.holdStill()
	flips := slices.Clone(d.flips)
	flips[l] = flippedAlso(d.night.machines[0].Layers[l].Kind, flips[l], unit, d.dream.States[l].FirstOne(0))
	d.change(flips)
}

// flippedAlso is the list with another unit flipped. Of categories one fires, so that
// it holds at most the one that takes the place of the dream's own.
func flippedAlso(kind network.Kind, list []int, unit, own int) []int {
	if kind == network.Categorical {
		if unit == own || slices.Contains(list, unit) {
			return nil
		}
		return []int{unit}
	}
	if i := slices.Index(list, unit); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return append(slices.Clone(list), unit)
}

// restore turns all units back.
func (d *detail) restore() {
	if d.night != nil {
		d.change(make([][]int, len(d.flips)))
	}
}

// change dreams the dream again with causes flipped.
func (d *detail) change(flips [][]int) {
	d.flips = flips
	m, dream := d.night.machine(d.index), d.dream
	d.room.desk.Background("dreams.change", func(context.Context) func() {
		other := m.Changed(dream, flips, changeSeed)
		return func() {
			if d.dream == dream {
				d.other = other
				d.refresh()
			}
		}
	})
}

// sendToDraw puts the dream, as it is now and looks now, on the pad.
func (d *detail) sendToDraw() {
	if d.night == nil {
		return
	}
	m, ink := d.night.machine(d.index), pictures.Ink(pictures.Dreamt(d.other, d.room.firings())[0])
	d.room.desk.RecogniseInDraw(desk.Drawing{Ink: ink, Width: m.Width, Height: m.Height, Upright: d.night.upright},
		dreamSent(d.index, d.flipped()))
}
