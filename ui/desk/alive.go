package desk

import (
	"fyne.io/fyne/v2"

	"wakesleep/ui/inspect"
)

// aliveEvery is the number of ticks between two calls of keepAlive: ten seconds.
const aliveEvery = 10 * TicksPerSecond

// keepAlive asks for the window of everything in it. What nobody has asked for in a
// minute Fyne (2.7, internal/cache) forgets, and learns again only when it paints: until
// then a click on a choice would end the program, and tips would not appear.
func (d *Desk) keepAlive() {
	driver := fyne.CurrentApp().Driver()
	ask := func(o fyne.CanvasObject) { driver.CanvasForObject(o) }
	canvas := d.window.Canvas()
	inspect.Each(canvas.Content(), ask)
	for _, o := range canvas.Overlays().List() {
		inspect.Each(o, ask)
	}
}
