package dreams

import (
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"

	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// Numbers of dreams on the sheet.
var dreamSizes = []string{"25", "100", "400"}

func (r *Room) makeControls() {
	redream := func() { r.dreamAgain(false) }
	r.again = kit.QuietButton(texts.Of("dreams.again.text"), base.ViewRefreshIcon(), func() { r.dreamAgain(true) })
	r.desk.Offer("dreams", &r.dreams.Sheet, r.inputs)
	r.save = r.desk.NewPictureButton(texts.Of("dreams.save.title"), "dreams.png", desk.PictureOf(&r.dreams.Sheet))
	r.hold = kit.NewCheck(texts.Of("dreams.hold.text"), func(on bool) {
		r.say()
		if !on {
			redream()
		}
	})
	r.beside = kit.NewCheck(texts.Of("dreams.beside.text"), r.showBeside)
	r.size = kit.NewSelect(dreamSizes, func(string) { redream() })
	r.size.Selected = dreamSizes[1]
	r.form = kit.NewChoice([]string{pictures.AsShades(), pictures.AsFirings()}, func(string) { r.showForm() })
	r.held = kit.NewChoice([]string{texts.Of("dreams.of.anything")}, func(string) { redream() })
	r.makeHeat()
}

func (r *Room) makeHeat() {
	r.heatText = kit.NewSmall("")
	r.heat = kit.NewSlider(-2, 2)
	r.heat.Step = .125
	r.heat.OnChanged = func(float64) {
		r.sayTemperature()
		r.desk.Say(temperatureWords(r.temperature()))
		r.dreamAgain(false)
	}
	r.sayTemperature()
}

// tools stand at the head of the panel.
func (r *Room) tools() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		tip.On(r.hold, texts.Of("dreams.hold.tip")),
		tip.On(r.again, texts.Of("dreams.again.tip")),
		tip.On(r.save, texts.Of("dreams.save.tip")),
	}
}

// controls are two lines above the sheet.
func (r *Room) controls() fyne.CanvasObject {
	number := container.NewHBox(
		kit.FixedWidth(kit.ChoiceWidth(r.size), tip.On(r.size, texts.Of("dreams.count.tip"))), kit.FixedWidth(kit.ChoiceWidth(r.form), tip.On(r.form, texts.Of("dreams.form.tip"))))
	heat := container.NewBorder(nil, nil, kit.NewSmall(texts.Of("dreams.temperature.label")), kit.FixedWidth(40, r.heatText),
		tip.On(r.heat, texts.Of("dreams.temperature.tip")))
	of := container.NewBorder(nil, nil, kit.NewSmall(texts.Of("dreams.of.label")), tip.On(r.beside, texts.Of("dreams.beside.tip")),
		tip.On(r.held, texts.Of("dreams.of.tip")))
	return container.New(layout.NewCustomPaddedVBoxLayout(2), container.NewBorder(nil, nil, number, nil, heat), of)
}

// temperature is what the slider says: its powers of two, so that one is in the
// middle.
func (r *Room) temperature() float64 { return math.Exp2(r.heat.Value) }

func (r *Room) sayTemperature() { kit.SetText(r.heatText, texts.Format("%.2f", r.temperature())) }

// count is the number of dreams on the sheet.
func (r *Room) count() int {
	n, _ := strconv.Atoi(r.size.Selected)
	return n
}

// firings tells whether pictures show which pixels fired.
func (r *Room) firings() bool { return r.form.SelectedIndex() == 1 }
