package ui

import (
	"testing"

	"wakesleep/learn"
	"wakesleep/ui/kit"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// The rooms that watch, show data and show the film fit a window of 1024×640 with the strip
// of a lesson in it, which leaves them about this much.
func TestRoomsFitBesideALesson(t *testing.T) {
	const width, height = 900, 458
	defer texts.Use("en")
	for _, code := range []string{"en", "de"} {
		texts.Use(code)
		s := newScene(t)
		settings := learn.Defaults()
		settings.Layers, settings.Batch, settings.Rebinarise = "5,2c", 10, true
		set := stage.TwoKinds(28, 28, 300)
		set.Grey[0] = 100
		s.Begin(stage.WriteImages(t, t.TempDir(), set), settings)
		s.Button("wake-sleep").OnTapped()
		s.Stop()
		s.AtRest()
		s.ChooseRoom("data")
		s.Object("pixels drawn").(*kit.Select).SetSelectedIndex(0)
		s.ChooseRoom("film")
		s.Settle()
		for _, r := range s.frame.Rooms() {
			switch r.Key {
			case "watch", "data", "map", "film":
				s.ChooseRoom(r.Key)
				s.Settle()
				if least := r.Object().MinSize(); least.Width > width || least.Height > height {
					t.Errorf("%s, %s: takes %v", code, r.Key, least)
				}
			}
		}
	}
}
