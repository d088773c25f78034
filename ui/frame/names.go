package frame

import (
	"maps"

	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
)

// Names implements desk.Frame. Rooms may add their own.
func (f *Frame) Names() inspect.Names {
	b := f.bar
	all := inspect.Names{
		b.word: "phase", b.line: "phase line", b.caption: "progress",
		b.play: "play", b.stop: "stop", b.reset: "reset", b.undo: "undo", b.gear: "settings", b.speed: "speed", b.cycles: "cycles", b.rate: "rate",
		f.status: "status", f.message: "message",
	}
	for i, name := range []string{"step", "wake-sleep", "wake", "sleep"} {
		all[b.runs[i]] = name
	}
	maps.Copy(all, f.chooser.Names())
	maps.Copy(all, f.trouble.Names())
	for _, t := range f.rooms {
		all[t.button] = "room " + t.Key
		if r, ok := t.Room.(desk.Named); ok {
			for object, name := range r.Names() {
				all[object] = name
			}
		}
	}
	return all
}
