package main

import (
	"strconv"

	"wakesleep/e2e/desktop"
	"wakesleep/ui/inspect"
)

// album visits every room, and in the end watches a machine learn from the
// beginning.
func album(c *camera) {
	w := c.window
	w.Resize(1280, 800)
	draw(c, 3)
	c.shoot("draw")
	views(c)
	dreams(c)
	w.Click("room data")
	w.WaitForText("data facts", "data.facts.parts")
	c.calm()
	c.shoot("data")
	weights(c)
	w.Resize(1280, 800)
	dialogs(c)
	w.Click("reset")
	w.ClickText("dialog.reset.button")
	w.WaitForCycle(0)
	w.Click("show curve")
	learn(c, 6000, 5400)
	c.shoot("watch")
	w.Click("show machine")
	film(c)
	lesson(c)
	classes(c)
}

// views are the other two views of a drawing.
func views(c *camera) {
	w := c.window
	w.Click("view vary")
	c.calm()
	c.shoot("draw-vary")
	w.ClickText("draw.fill.button")
	c.calm()
	c.shoot("draw-fill")
}

// dialogs are the settings, and damage to a machine.
func dialogs(c *camera) {
	w := c.window
	w.Click("settings")
	c.calm()
	c.shoot("settings")
	w.Key("Escape")
	w.Click("room watch")
	w.Click("trouble")
	w.ClickAt("dead units", .4, .5, "")
	w.ClickAt("noisy pixels", .3, .5, "")
	c.calm()
	c.shoot("trouble")
	w.Click("repair all")
	w.ClickAt("inputs", .5, .1, "") // closes it
}

// lesson begins the first one, and leaves it.
func lesson(c *camera) {
	w := c.window
	w.Click("room lessons")
	w.Click("begin lesson")
	w.ClickText("dialog.unsaved.dont")
	w.Object("leave lesson")
	c.calm()
	c.shoot("lessons")
	w.Click("leave lesson")
	w.WaitForHidden("leave lesson")
}

// film looks at how the machine that has just learnt changed.
func film(c *camera) {
	w := c.window
	w.Click("room film")
	w.WaitForText("film left title", "film.moment.then")
	c.calm()
	w.ClickAt("film", .38, .25, "")
	c.calm()
	c.shoot("film")
}

// dreams looks at a seven, makes it an eight, and walks to another dream.
func dreams(c *camera) {
	w := c.window
	w.Click("room dreams")
	w.WaitForText("nearest line", "dreams.one.differ")
	w.ClickAt("dream sheet", .85, .35, "")
	w.ClickAt("dream sheet", .55, .35, "shift")
	w.WaitForText("causes line 3", "dreams.causes.category")
	w.ClickAt("causes 3", .601, .36, "")
	w.WaitForText("changed line", "dreams.flipped.one")
	c.calm()
	c.shoot("dreams")
}

// weights have so many colours that only a picture of a small window is a small
// file.
func weights(c *camera) {
	c.window.Resize(1024, 640)
	c.window.Click("room weights")
	c.calm()
	c.shoot("weights")
}

func draw(c *camera, digit int) {
	w := c.window
	w.Click("room draw")
	w.Draw("pad", desktop.Digits[digit])
	w.Settled("answer")
	c.calm()
}

// learn starts a run and waits until part of it is done.
func learn(c *camera, cycles, part int) {
	w := c.window
	begin, _ := desktop.Cycle(w.WaitForText("progress", "bar.progress.cycle"))
	w.Fill("cycles", strconv.Itoa(cycles))
	w.Click("wake-sleep")
	w.Rest()
	w.Wait("part of the run", func(now *inspect.Window) bool {
		at, _ := desktop.Cycle(now.Find("progress").Text)
		return at >= begin+uint64(part)
	})
}

// calm moves the pointer aside and waits until nothing changes any more.
func (c *camera) calm() {
	c.window.Rest()
	c.window.Still()
}
