package main

import "wakesleep/e2e/desktop"

// classes makes one machine for each class, lets them learn, and draws for them.
// What was learnt before is lost.
func classes(c *camera) {
	w := c.window
	w.Key("ctrl+n")
	w.ClickText("settings.kind.classes.name")
	w.ClickText("settings.make.button")
	w.ClickText("dialog.unsaved.dont")
	w.WaitForText("status", "bar.status.classes")
	learn(c, 400, 400)
	w.Click("room draw")
	w.ClickText("draw.see.button")
	w.Draw("pad", desktop.Digits[3])
	w.WaitForText("margin", "draw.lengths.margin")
	w.Settled("margin")
	c.calm()
	c.shoot("classes")
}
