package main

import "wakesleep/e2e/desktop"

// classes makes one machine for each class, lets them learn, and draws for them.
// What was learnt before is lost.
func classes(c *camera) {
	w := c.window
	w.Key("ctrl+n")
	w.ClickText("one for each class")
	w.ClickText("Make it")
	w.ClickText("Don't save")
	w.WaitForText("status", "10 machines")
	learn(c, 400, 400)
	w.Click("room draw")
	w.ClickText("See")
	w.Draw("pad", desktop.Digits[3])
	w.WaitForText("margin", "shortest")
	w.Settled("margin")
	c.calm()
	c.shoot("classes")
}
