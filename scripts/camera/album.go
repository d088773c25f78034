package main

import (
	"strconv"

	"wakesleep/e2e/desktop"
	"wakesleep/ui/inspect"
)

// album visits every room, and in the end watches a machine learn from the
// beginning.
func album(c *camera) {
	c.Resize(1280, 800)
	draw(c, 3)
	views(c)
	dreams(c)
	mapOfDigits(c)
	c.Click("room data")
	c.WaitForText("data facts", "data.facts.parts")
	c.shoot("data")
	weights(c)
	c.Resize(1280, 800)
	dialogs(c)
	c.Click("reset")
	c.ClickText("dialog.reset.button")
	c.WaitForCycle(0)
	c.Click("show curve")
	learn(c, 6000, 5400)
	c.snap("watch")
	c.Click("show machine")
	film(c)
	lesson(c)
	classes(c)
}

// tour visits every room in a window of a size, in pixels, the first one while the
// machine learns.
func tour(c *camera, width, height int) {
	c.Resize(width, height)
	learn(c, 50_000, 600)
	c.snap("watch")
	c.Click("stop")
	draw(c, 2)
	for _, room := range []string{"weights", "dreams", "data", "map", "film", "lessons"} {
		c.Click("room " + room)
		c.shoot(room)
	}
}

// draw shows the machine a digit.
func draw(c *camera, digit int) {
	c.Click("room draw")
	c.Draw("pad", desktop.Digits[digit])
	c.Settled("answer")
	c.shoot("draw")
}

// views are the other two views of a drawing.
func views(c *camera) {
	c.Click("view vary")
	c.shoot("draw-vary")
	c.ClickText("draw.fill.button")
	c.shoot("draw-fill")
}

// dialogs are the settings, and damage to a machine.
func dialogs(c *camera) {
	c.Click("settings")
	c.shoot("settings")
	c.Key("Escape")
	c.Click("room watch")
	c.Click("trouble")
	c.ClickAt("dead units", .4, .5, "")
	c.ClickAt("noisy pixels", .3, .5, "")
	c.shoot("trouble")
	c.Click("repair all")
	c.ClickAt("inputs", .5, .1, "") // closes it
}

// lesson begins the first one, and leaves it.
func lesson(c *camera) {
	c.Click("room lessons")
	c.Click("begin lesson")
	c.ClickText("dialog.unsaved.dont")
	c.Object("leave lesson")
	c.shoot("lessons")
	c.Click("leave lesson")
	c.WaitForHidden("leave lesson")
}

// film looks at how the machine that has just learnt changed.
func film(c *camera) {
	c.Click("room film")
	c.WaitForText("film left title", "film.moment.then")
	c.calm()
	c.ClickAt("film", .38, .25, "")
	c.shoot("film")
}

// dreams looks at a seven, makes it an eight, and walks to another dream.
func dreams(c *camera) {
	c.Click("room dreams")
	c.WaitForText("nearest line", "dreams.one.differ")
	c.ClickAt("dream sheet", .85, .35, "")
	c.ClickAt("dream sheet", .55, .35, "shift")
	c.WaitForText("causes line 3", "dreams.causes.category")
	c.ClickAt("causes 3", .601, .36, "")
	c.WaitForText("changed line", "dreams.flipped.one")
	c.shoot("dreams")
}

// mapOfDigits makes the map of all digits, which takes a minute or two, zooms in, and lets the
// machine dream its way from one to another.
func mapOfDigits(c *camera) {
	c.Click("room map")
	c.Click("make map")
	c.Object("cancel map")
	c.WaitForHidden("cancel map")
	c.Draw("map pad", desktop.Digits[2])
	c.WaitForWords("map image line", "")
	c.ClickAt("map", .31, .22, "shift")
	c.ClickAt("map", .58, .57, "shift")
	c.calm()
	c.shoot("map")
}

// weights have so many colours that only a picture of a small window is a small
// file.
func weights(c *camera) {
	c.Resize(1024, 640)
	c.Click("room weights")
	c.shoot("weights")
}

// classes makes one machine for each class, lets them learn, and draws for them.
// What was learnt before is lost.
func classes(c *camera) {
	c.Key("ctrl+n")
	c.ClickText("settings.kind.classes.name")
	c.ClickText("settings.make.button")
	c.ClickText("dialog.unsaved.dont")
	c.WaitForText("status", "bar.status.classes")
	learn(c, 400, 400)
	c.Click("room draw")
	c.ClickText("draw.see.button")
	c.Draw("pad", desktop.Digits[3])
	c.WaitForText("margin", "draw.lengths.margin")
	c.Settled("margin")
	c.shoot("classes")
}

// learn starts a run and waits until part of it is done.
func learn(c *camera, cycles, part int) {
	begin, _ := desktop.Cycle(c.WaitForText("progress", "bar.progress.cycle"))
	c.Fill("cycles", strconv.Itoa(cycles))
	c.Click("wake-sleep")
	c.Rest()
	c.Wait("part of the run", func(now *inspect.Window) bool {
		at, _ := desktop.Cycle(now.Find("progress").Text)
		return at >= begin+uint64(part)
	})
}
