package e2e

import (
	"testing"

	"wakesleep/e2e/desktop"
	"wakesleep/ui/inspect"
)

// A map is made, moved and enlarged by keys, leads to Draw, and is there again at the next
// start.
func TestMap(t *testing.T) {
	needDesktop(t)
	home := t.TempDir()
	binary, err := buildChecked()
	if err != nil {
		t.Fatal(err)
	}
	machine := trained(t, binary, home, []string{"train", "--data", "bars4", "--cycles", "2000"})
	options := desktop.Options{Binary: binary, Home: home, Arguments: []string{machine}}
	p := start(t, options)
	p.Click("room map")
	p.Click("make map")
	p.Object("map colour")
	p.ClickAt("map", .01, .01, "") // there is no image, but the keys come here
	before := p.Object("map").Paintings
	p.Keys("plus", "Down", "0")
	p.Wait("the map to move", func(w *inspect.Window) bool { return w.Find("map").Paintings > before })
	p.Choose("map colour", "by bits")
	p.Click("map nearer")
	p.ClickAt("map", .01, .01, "")
	p.Keys("0", "Return")
	p.Object("pad")
	quit(t, p)

	p = start(t, options)
	p.Click("room map")
	p.Object("map colour") // of the map that was kept
	quit(t, p)
}
