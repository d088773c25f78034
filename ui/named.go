package ui

import (
	"maps"

	"wakesleep/ui/inspect"
)

// names are what scripts call the objects that they look for. Rooms may add their
// own by a method called names.
func (d *desk) names() inspect.Names {
	b := d.frame.bar
	all := inspect.Names{
		b.word: "phase", b.line: "phase line", b.caption: "progress",
		b.play: "play", b.stop: "stop", b.reset: "reset", b.undo: "undo", b.gear: "settings", b.speed: "speed", b.cycles: "cycles", b.rate: "rate",
		d.frame.status: "status", d.frame.message: "message",
	}
	for i, name := range []string{"step", "wake-sleep", "wake", "sleep"} {
		all[b.runs[i]] = name
	}
	maps.Copy(all, d.frame.chooser.names())
	maps.Copy(all, d.frame.trouble.names())
	for _, t := range d.frame.rooms {
		all[t.button] = "room " + t.key
		if r, ok := t.room.(interface{ names() inspect.Names }); ok {
			for object, name := range r.names() {
				all[object] = name
			}
		}
	}
	return all
}
