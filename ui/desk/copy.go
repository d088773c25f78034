package desk

import (
	"bytes"
	"context"
	"image"
	"image/png"

	"wakesleep/ui/texts"
)

// CanCopy tells whether pictures can be copied.
func (d *Desk) CanCopy() bool { return d.CopyPicture != nil }

// CopyImage puts a picture into the clipboard, in the background, and says so.
func (d *Desk) CopyImage(picture image.Image) {
	if picture == nil || !d.CanCopy() {
		return
	}
	d.tasks.Start("copy", func(context.Context) func() {
		var file bytes.Buffer
		err := png.Encode(&file, picture)
		if err == nil {
			err = d.CopyPicture(file.Bytes())
		}
		return func() {
			if err != nil {
				d.Fail(texts.Of("common.copy.failed"), err)
				return
			}
			d.Say(texts.Of("common.copy.done"))
		}
	})
}
