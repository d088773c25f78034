package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// sheets are the dreams, and the inputs beside them when somebody wants them; then
// each has a caption.
func (r *dreamsRoom) sheets() fyne.CanvasObject {
	captioned := func(caption fyne.CanvasObject, sheet fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(0, 0, gap, gap), container.NewBorder(caption, nil, nil, nil, sheet))
	}
	r.caption = centred(texts.Of("dreams.beside.dreams"))
	r.inputsBox = captioned(centred(texts.Of("dreams.beside.inputs")), r.inputs)
	r.caption.Hide()
	r.inputsBox.Hide()
	return container.New(evenLayout{}, captioned(r.caption, r.dreams), r.inputsBox)
}

// showBeside shows or hides the inputs.
func (r *dreamsRoom) showBeside(on bool) {
	setVisible(r.caption, on)
	setVisible(r.inputsBox, on)
	if v := r.desk.frame.view(); v != nil {
		r.showInputs(v)
	}
	r.content.Refresh()
}

// showInputs puts as many images of the data beside the dreams; where the machine
// dreams of what has a label, those with that label.
func (r *dreamsRoom) showInputs(v *view) {
	if !r.beside.Checked {
		return
	}
	set, label := v.data.Training, r.holding().label
	if label < 0 && v.class >= 0 {
		label = v.watchedLabel()
	}
	var values [][]float32
	for _, index := range sampleLabelled(set, label, r.count(), r.seed) {
		values = append(values, shades(v.damage.Image(set.Image(index), index)))
	}
	if r.firings() {
		binarise(values, r.seed)
	}
	r.inputs.SetImages(values, set.Width, set.Height, pictures.FullRows, pictures.Grey())
}
