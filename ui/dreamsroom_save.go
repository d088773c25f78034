package ui

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"io"

	"wakesleep/io/atomicfile"
	"wakesleep/ui/inspect"
	"wakesleep/ui/picker"
)

// pictureScale is the extent of a dream's pixel in a picture of the sheet.
const pictureScale = 4

// askSavePicture asks for a file and writes a picture of the sheet to it.
func (r *dreamsRoom) askSavePicture() {
	if r.night == nil {
		return
	}
	r.desk.askSaveImage("Save the dreams", "dreams.png", r.dreams.Picture(pictureScale))
}

// askSaveImage asks for a file and writes an image to it.
func (d *desk) askSaveImage(title, name string, picture image.Image) {
	d.pick(picker.Picker.Save, picker.Request{
		Title: title, Name: name, Filters: []picker.Filter{{Name: "PNG (*.png)", Extensions: []string{"png"}}},
	}, func(path string) {
		d.confirmReplace(path, ".png", func(whole string) { d.writeImage(whole, picture) })
	})
}

func (d *desk) writeImage(path string, picture image.Image) {
	d.background("save picture", func(context.Context) func() {
		err := atomicfile.Write(path, func(w io.Writer) error { return png.Encode(w, picture) }, nil)
		return func() {
			if err != nil {
				d.fail("save the picture", err)
				return
			}
			d.say("Saved as " + path)
		}
	})
}

func (r *dreamsRoom) names() inspect.Names {
	all := inspect.Names{
		r.dreams: "dream sheet", r.inputs: "dream inputs", r.size: "dream count", r.form: "dream form",
		r.held: "dream of", r.heat: "temperature", r.heatText: "temperature text", r.beside: "inputs beside",
		r.hold: "hold", r.again: "dream again", r.save: "save dreams",
		r.detail.its.sheet: "dream", r.detail.changed.sheet: "changed dream", r.detail.changed.lines[0]: "changed line", r.detail.nearest.sheet: "nearest",
		r.detail.nearest.lines[1]: "nearest line", r.detail.putBack: "put back", r.detail.send: "send to Draw",
		r.more.again: "dreamt again", r.more.kept: "kept", r.more.walk: "walk", r.more.to: "walk to",
	}
	for i, l := range r.detail.causes.layers {
		all[l.strip], all[l.caption] = fmt.Sprintf("causes %d", i+1), fmt.Sprintf("causes line %d", i+1)
	}
	return all
}
