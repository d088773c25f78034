package ui

import (
	"bytes"
	"context"
	"image"
	"image/png"

	"wakesleep/ui/texts"
)

// canCopy tells whether pictures can be copied.
func (d *desk) canCopy() bool { return d.options.CopyPicture != nil }

// copyImage puts a picture into the clipboard, in the background, and says so.
func (d *desk) copyImage(picture image.Image) {
	if picture == nil || !d.canCopy() {
		return
	}
	d.background("copy", func(context.Context) func() {
		var file bytes.Buffer
		err := png.Encode(&file, picture)
		if err == nil {
			err = d.options.CopyPicture(file.Bytes())
		}
		return func() {
			if err != nil {
				d.fail(texts.Of("common.copy.failed"), err)
				return
			}
			d.say(texts.Of("common.copy.done"))
		}
	})
}
