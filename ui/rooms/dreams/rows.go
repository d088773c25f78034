package dreams

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// rowPictures is the number of pictures in a row.
const rowPictures = 9

// rows shows the dream's causes dreamt again, and a walk to another dream.
type rows struct {
	room   *Room
	object fyne.CanvasObject

	againPanel, walkPanel *kit.Panel
	again, walk           *pictures.Sheet
	kept                  *kit.Select
	to                    *kit.Button
	hint                  *widget.Label
	shape                 string
}

func newRows(r *Room) *rows {
	d := &rows{room: r, again: pictures.NewSheet(), walk: pictures.NewSheet(), hint: kit.Wrapped(texts.Of("dreams.walk.hint"))}
	small := fyne.NewSize(48, 20)
	d.again.SetMinSize(small)
	d.walk.SetMinSize(small)
	d.hint.Importance = widget.LowImportance
	d.kept = kit.NewSelect(nil, func(string) { d.refresh() })
	d.to = kit.NewButton(texts.Of("dreams.walk.to"), func() { d.walkButton(!r.walking) })
	saveAgain := d.save(texts.Of("dreams.rows.save.title"), texts.Of("dreams.rows.save.tip"), "dreamt-again", d.again)
	saveWalk := d.save(texts.Of("dreams.walk.save.title"), texts.Of("dreams.walk.save.tip"), "walk", d.walk)
	d.againPanel = kit.NewPanel(texts.Of("dreams.rows.title"), d.again, d.choice(), saveAgain).Explain(texts.Of("dreams.rows.help"))
	d.walkPanel = kit.NewPanel(texts.Of("dreams.walk.title"), container.NewStack(d.hint, d.walk), tip.On(d.to, texts.Of("dreams.walk.tip")), saveWalk).
		Explain(texts.Of("dreams.walk.help"))
	d.object = container.New(kit.Stack(.5), d.againPanel.Object, d.walkPanel.Object)
	return d
}

// choice is wide enough for all that can be kept.
func (d *rows) choice() fyne.CanvasObject {
	width := kit.ChoiceWidth(d.kept, texts.Of("dreams.rows.causes"), texts.Of("dreams.rows.category"), texts.Of("dreams.rows.top"), texts.Of("dreams.rows.layer", 9))
	return kit.FixedWidth(width, tip.On(d.kept, texts.Of("dreams.rows.tip")))
}

// save makes a button that saves a row under a name.
func (d *rows) save(title, help, name string, row *pictures.Sheet) fyne.CanvasObject {
	d.room.desk.Offer(name, row)
	return tip.On(d.room.desk.NewPictureButton(title, name+".png", desk.PictureOf(row)), help)
}

// walkButton asks for the dream to walk to, or does not any more.
func (d *rows) walkButton(on bool) {
	d.room.walking = on
	if on {
		d.room.holdStill()
		d.room.desk.Say(texts.Of("dreams.walk.where"))
	}
	kit.Emphasise(d.to, on)
}

// telling is the layer from which up causes mostly tell what a dream is of: the top
// where it is a category or the machine one of a class, else one in the middle.
func (d *rows) telling(m *network.Machine) int {
	if m.Categorical() || d.room.night.ofClasses() {
		return m.Top()
	}
	return min(m.Top(), max(2, (m.Top()+1)/2))
}

// listKept offers what can be kept when causes are dreamt again.
func (d *rows) listKept(m *network.Machine) {
	if d.shape == m.String() {
		return
	}
	d.shape = m.String()
	d.kept.Options = nil
	for l := m.Top(); l >= 1; l-- {
		d.kept.Options = append(d.kept.Options, keptWords(m, l))
	}
	d.kept.Selected = d.kept.Options[m.Top()-d.telling(m)]
	d.kept.Refresh()
}

// layer is the lowest one kept.
func (d *rows) layer(m *network.Machine) int { return m.Top() - max(0, d.kept.SelectedIndex()) }

// refresh dreams both rows in the background.
func (d *rows) refresh() {
	r := d.room
	if r.detail.night == nil {
		return
	}
	n, from, dream := r.detail.night, r.detail.index, r.detail.other
	to, example := r.walkEnd(from, n.dreams.Count())
	m := n.machine(from)
	d.listKept(m)
	l, seed := d.layer(m), r.seed
	firings := r.firings() || l == 1 // shades of the same causes are the same
	r.desk.Background("dreams.rows", func(context.Context) func() {
		again := pictures.Dreamt(m.DreamAgain(dream.States, l, rowPictures, seed), firings)
		var walk [][]float32
		if to >= 0 && to != from {
			walk = n.walk(from, to, rowPictures)
		}
		return func() {
			if r.detail.night == n {
				d.again.SetImages(again, m.Width, m.Height, rowPictures, pictures.Grey())
				d.showWalk(m, walk, from, to)
				if example && walk != nil {
					d.walkPanel.Say(texts.Of("dreams.walk.example", from+1, to+1))
				}
			}
		}
	})
}

// walkEnd is where the walk leads, −1 for nowhere. Before the user chose a dream to walk
// to it is, for example, the next one.
func (r *Room) walkEnd(from, count int) (to int, example bool) {
	if r.end >= 0 || r.walked || count < 2 {
		return r.end, false
	}
	return (from + 1) % count, true
}

// showWalk shows the walk, or how to begin one.
func (d *rows) showWalk(m *network.Machine, walk [][]float32, from, to int) {
	kit.SetVisible(d.hint, walk == nil)
	kit.SetVisible(d.walk, walk != nil)
	if walk == nil {
		d.walkPanel.Say("")
		return
	}
	d.walk.SetImages(walk, m.Width, m.Height, rowPictures, pictures.Grey())
	d.walkPanel.Say(texts.Of("dreams.walk.line", from+1, to+1))
}
