package dreams

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

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
	r.content.Refresh()
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
