package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// troubleButton stands below the rooms. It opens the panel in which the user damages
// the machine, and is marked while there is damage.
type troubleButton struct {
	desk   *desk.Desk
	button *kit.Button
	object fyne.CanvasObject

	units, pixels       *kit.Slider
	unitShare, pixShare *widget.Label
	line                *widget.Label
	repair              *kit.Button
	panel               fyne.CanvasObject
	popUp               *widget.PopUp
}

// mostNoise is the probability of flipping a pixel at which nothing of an image is
// left.
const mostNoise = .5

func newTroubleButton(d *desk.Desk) *troubleButton {
	t := &troubleButton{desk: d, line: kit.NewRemark(""), unitShare: kit.NewSmall(""), pixShare: kit.NewSmall("")}
	t.button = kit.QuietButton(texts.Of("trouble.title"), base.WarningIcon(), t.open)
	t.button.Alignment = widget.ButtonAlignLeading
	t.object = tip.On(t.button, texts.Of("trouble.tip"))
	change := func(float64) { d.Damages().SetShares(t.units.Value, t.pixels.Value) }
	t.units, t.pixels = kit.NewSlider(0, 1), kit.NewSlider(0, mostNoise)
	t.units.Step, t.pixels.Step = .01, .005
	t.units.OnChanged, t.pixels.OnChanged = change, change
	t.repair = kit.NewButtonWithIcon(texts.Of("trouble.repair.button"), base.MediaReplayIcon(), func() {
		d.Damages().Repair()
		d.Say(texts.Of("trouble.repair.done"))
	})
	t.panel = t.layOut()
	t.show(d.Damages().Now)
	return t
}

func (t *troubleButton) layOut() fyne.CanvasObject {
	row := func(text, help string, slider *kit.Slider, share *widget.Label) fyne.CanvasObject {
		return container.NewBorder(nil, nil, kit.FixedWidth(118, widget.NewLabel(text)), kit.FixedWidth(48, share), tip.On(slider, help))
	}
	help := kit.Wrapped(texts.Of("trouble.help"))
	help.SizeName, help.Importance = base.SizeNameCaptionText, widget.LowImportance
	foot := container.NewBorder(nil, nil, nil, tip.On(t.repair, texts.Of("trouble.repair.tip")), t.line)
	list := container.New(layout.NewCustomPaddedVBoxLayout(0), kit.NewHeading(texts.Of("trouble.title")), help,
		row(texts.Of("trouble.units.label"), texts.Of("trouble.units.tip"), t.units, t.unitShare),
		row(texts.Of("trouble.pixels.label"), texts.Of("trouble.pixels.tip"), t.pixels, t.pixShare), foot)
	inside := container.New(layout.NewCustomPaddedLayout(2, 8, 8, 8), kit.FixedWidth(420, list))
	return container.NewStack(inside, tip.NewLayer(t.desk.Do))
}

// open shows the panel beside the button.
func (t *troubleButton) open() {
	if t.popUp == nil {
		t.popUp = widget.NewPopUp(t.panel, t.desk.Window().Canvas())
	}
	t.show(t.desk.Damages().Now)
	height := t.popUp.MinSize().Height - t.button.Size().Height + 2*kit.Gap
	t.popUp.ShowAtRelativePosition(fyne.NewPos(t.button.Size().Width+kit.Gap, -height), t.button)
}

// close hides the panel if that is what lies on top, and tells whether it was.
func (t *troubleButton) close() bool {
	if t.popUp == nil || t.desk.Window().Canvas().Overlays().Top() != fyne.CanvasObject(t.popUp) {
		return false
	}
	t.popUp.Hide()
	return true
}

// show brings button and panel up to the damage.
func (t *troubleButton) show(d *desk.Damage) {
	kit.Weigh(t.button, kit.Either(d.None(), widget.LowImportance, widget.WarningImportance))
	t.set(t.units, t.unitShare, d.Damage.Silenced)
	t.set(t.pixels, t.pixShare, d.Flipped)
	kit.SetText(t.line, t.words(d))
	kit.SetOn(t.repair, !d.None())
}

// set moves a slider without telling anybody.
func (t *troubleButton) set(s *kit.Slider, text *widget.Label, share float64) {
	kit.SetText(text, shareWords(share))
	if s.Value != share {
		s.Value = share
		s.Refresh()
	}
}

// words count the units that are dead.
func (t *troubleButton) words(d *desk.Damage) string {
	v := t.desk.Latest()
	if v == nil {
		return texts.Of("trouble.nothing")
	}
	dead, all := countDead(v.Snapshot.Machine)
	return troubleWords(d, dead, all)
}

// countDead counts the hidden units that are silent, and all.
func countDead(m *network.Machine) (dead, all int) {
	for l := 1; l <= m.Top(); l++ {
		for u := range m.Layers[l].Units {
			all++
			if m.Silent(l, u) {
				dead++
			}
		}
	}
	return dead, all
}

// Names are what scripts call its parts.
func (t *troubleButton) Names() inspect.Names {
	return inspect.Names{
		t.button: "trouble", t.units: "dead units", t.pixels: "noisy pixels", t.repair: "repair all", t.line: "trouble line",
	}
}

// shareWords are a share in whole per cent.
func shareWords(share float64) string { return texts.Format("%.0f %%", 100*share) }

// troubleWords say what is damaged.
func troubleWords(d *desk.Damage, dead, all int) string {
	switch {
	case d.None():
		return texts.Of("trouble.nothing")
	case dead == 0:
		return texts.Of("trouble.noUnit")
	case d.ByHand() == 0:
		return texts.Of("trouble.dead", dead, all)
	}
	return texts.Of("trouble.byHand", dead, all, d.ByHand())
}
