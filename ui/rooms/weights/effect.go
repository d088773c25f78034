package weights

import (
	"context"

	base "fyne.io/fyne/v2/theme"

	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// showSilence brings the button that silences up to the unit.
func (r *Room) showSilence() {
	text, icon, on := texts.Of("weights.silence.text"), base.VisibilityOffIcon(), true
	switch {
	case r.v.Damage.IsSilenced(r.v.Snapshot, r.layer, r.unit):
		text, icon = texts.Of("weights.silence.undo"), base.VisibilityIcon()
	case r.v.Snapshot.Machine.Silent(r.layer, r.unit):
		text, on = texts.Of("weights.silence.dead"), false
	}
	kit.SetButton(r.detail.silence, text, icon)
	kit.SetOn(r.detail.silence, on)
}

// toggleSilence silences the unit, or brings it back.
func (r *Room) toggleSilence() {
	if r.v == nil {
		return
	}
	on := !r.v.Damage.IsSilenced(r.v.Snapshot, r.layer, r.unit)
	if err := r.desk.Damages().SetSilent(r.layer, r.unit, on); err != nil {
		r.desk.Say(desk.Reason(err))
	}
}

// showStrongest shows the images that fire the unit most.
func (r *Room) showStrongest() {
	u, s := r.detail, r.studied()
	if s == nil || len(s.greys) == 0 {
		u.images.Say(texts.Of("weights.images.measuring"))
		return
	}
	if s.machine.Silent(r.layer, r.unit) {
		u.strongest.SetImages(nil, 1, 1, 0, pictures.Grey())
		u.images.Say(texts.Of("weights.images.silent"))
		return
	}
	list := s.firing.Strongest(r.layer, r.unit, strongestMost)
	values := make([][]float32, len(list))
	for i, image := range list {
		values[i] = pictures.Shades(s.greys[image])
	}
	u.strongest.SetImages(values, r.v.Whole.Width, r.v.Whole.Height, 0, pictures.Grey())
	u.images.Say(firesWords(s.firing.Shares(r.layer)[r.unit], s.favourites(r.layer, r.unit)))
}

// dreamHeld dreams with the unit held on and off, in the background.
func (r *Room) dreamHeld() {
	m, l, unit := r.v.Snapshot.Machine, r.layer, r.unit
	if m.Silent(l, unit) {
		m = r.v.Whole
	}
	r.desk.Background("weights.held", func(context.Context) func() {
		on, off := m.DreamClamped(l, unit, true, heldDreams, 1), m.DreamClamped(l, unit, false, heldDreams, 1)
		difference := on.Probabilities.ColumnMeans()
		for i, mean := range off.Probabilities.ColumnMeans() {
			difference[i] -= mean
		}
		return func() {
			if r.layer == l && r.unit == unit && r.v.Whole.String() == m.String() {
				r.detail.showHeld(m, pictures.Dreamt(on, false)[:heldShown], pictures.Dreamt(off, false)[:heldShown], difference)
			}
		}
	})
}

func (u *unitPanels) showHeld(m *network.Machine, on, off [][]float32, difference []float32) {
	u.on.SetImages(on, m.Width, m.Height, heldColumns, pictures.Grey())
	u.off.SetImages(off, m.Width, m.Height, heldColumns, pictures.Grey())
	one := [][]float32{difference}
	u.difference.SetImages(one, m.Width, m.Height, 1, pictures.Floating(limitOf(one)))
}
