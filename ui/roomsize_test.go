package ui

import (
	"testing"

	"wakesleep/learn"
	"wakesleep/ui/texts"
)

// The rooms that watch, show data and show the film fit a window of 1024×640 with the strip
// of a lesson in it, which leaves them about this much.
func TestRoomsFitBesideALesson(t *testing.T) {
	const width, height = 900, 458
	defer texts.Use("en")
	for _, code := range []string{"en", "de"} {
		texts.Use(code)
		s := newStage(t)
		settings := learn.Defaults()
		settings.Layers, settings.Batch, settings.Rebinarise = "5,2c", 10, true
		set := twoKinds(28, 28, 300)
		set.Grey[0] = 100
		s.begin(writeImages(t, t.TempDir(), set), settings)
		s.runFor(learn.WakeSleep)
		s.stop()
		s.atRest()
		s.dataRoom().choices.pixels.SetSelectedIndex(0)
		s.filmRoom()
		for _, r := range s.frame.rooms {
			switch r.key {
			case "watch", "data", "film":
				s.frame.chooseRoom(r.key)
				s.settle()
				if least := r.object().MinSize(); least.Width > width || least.Height > height {
					t.Errorf("%s, %s: takes %v", code, r.key, least)
				}
			}
		}
	}
}
