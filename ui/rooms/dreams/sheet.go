package dreams

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// dreamAgain fills the sheet again, with other dreams if asked for. It does so even
// while the sheet is held, because somebody wants it.
func (r *Room) dreamAgain(others bool) {
	v := r.desk.View()
	if v == nil {
		return
	}
	if others {
		r.seed++
	}
	r.showInputs(v)
	r.dream(v)
}

// dream lets the machine dream in the background.
func (r *Room) dream(v *desk.View) {
	r.dreamt.Done()
	h, n, seed, temperature := r.holding(), r.count(), r.seed, r.temperature()
	r.desk.Background("dreams", func(context.Context) func() {
		made := newNight(v, h, n, seed, temperature)
		return func() { r.showNight(made) }
	})
}

// showNight puts dreams on the sheet and opens the one that was open.
func (r *Room) showNight(n *night) {
	r.night = n
	r.empty.Hide()
	r.chosen = kit.Either(r.chosen < n.dreams.Count(), r.chosen, 0)
	r.end = kit.Either(r.end < n.dreams.Count(), r.end, -1)
	r.showSheet()
	r.detail.open(n, r.chosen)
}

func (r *Room) showSheet() {
	m := r.night.machines[0]
	r.dreams.SetImages(pictures.Dreamt(r.night.dreams, r.firings()), m.Width, m.Height, pictures.FullRows, pictures.Grey())
	r.dreams.Select(r.chosen)
	r.dreams.Mark(r.end)
	r.say()
}

// say tells when the dreams were made.
func (r *Room) say() {
	if r.night != nil {
		r.panel.Say(dreamsMade(r.night.cycle, r.hold.Checked))
	}
}

// showForm shows everything as shades or as firings.
func (r *Room) showForm() {
	if v := r.desk.View(); v != nil {
		r.showInputs(v)
	}
	if r.night != nil {
		r.showSheet()
		r.detail.refresh()
	}
}

// choose opens a dream, or makes it the end of the walk.
func (r *Room) choose(index int, other bool) {
	if r.night == nil {
		return
	}
	r.holdStill()
	if other || r.walking {
		r.walkTo(index)
		return
	}
	r.chosen = index
	r.dreams.Select(index)
	r.detail.open(r.night, index)
}

// walkTo makes a dream the end of the walk; the same one once more ends it.
func (r *Room) walkTo(index int) {
	r.walking = false
	if index == r.end {
		index = -1
		r.desk.Say(texts.Of("dreams.walk.gone"))
	}
	r.end, r.walked = index, true
	r.dreams.Mark(index)
	r.more.walkButton(false)
	r.detail.refresh()
}

// holdStill keeps the sheet while the machine learns, because somebody looks at it.
func (r *Room) holdStill() {
	v := r.desk.View()
	if v != nil && v.Snapshot.State == session.Running && !r.hold.Checked {
		r.hold.SetChecked(true)
		r.desk.Say(texts.Of("dreams.hold.said"))
	}
}

// sheets are the dreams, and the inputs beside them when somebody wants them; then
// each has a caption.
func (r *Room) sheets() fyne.CanvasObject {
	captioned := func(caption fyne.CanvasObject, sheet fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(0, 0, kit.Gap, kit.Gap), container.NewBorder(caption, nil, nil, nil, sheet))
	}
	r.caption = kit.Centred(texts.Of("dreams.beside.dreams"))
	r.inputsBox = captioned(kit.Centred(texts.Of("dreams.beside.inputs")), r.inputs)
	r.caption.Hide()
	r.inputsBox.Hide()
	return container.New(kit.Even{}, captioned(r.caption, r.dreams), r.inputsBox)
}

// showBeside shows or hides the inputs.
func (r *Room) showBeside(on bool) {
	kit.SetVisible(r.caption, on)
	kit.SetVisible(r.inputsBox, on)
	if v := r.desk.View(); v != nil {
		r.showInputs(v)
	}
	r.Object().Refresh()
}

// showInputs puts as many images of the data beside the dreams; where the machine
// dreams of what has a label, those with that label.
func (r *Room) showInputs(v *desk.View) {
	if !r.beside.Checked {
		return
	}
	set, label := v.Data.Training, r.holding().label
	if label < 0 && v.Class >= 0 {
		label = v.WatchedLabel()
	}
	list := pictures.PickLabelled(set, label, r.count(), r.seed)
	r.inputs.SetImages(v.Inputs(list, r.firings(), r.seed), set.Width, set.Height, pictures.FullRows, pictures.Grey())
}
