package draw

import (
	"testing"

	"wakesleep/io/recovery"
	"wakesleep/ui/rescue"
	"wakesleep/ui/stage"
)

// Drawings that were kept and not saved are there again however the program ends, and only
// those.
func TestKeptDrawingsComeBack(t *testing.T) {
	for name, c := range map[string]struct {
		end  func(s *scene)
		back int
	}{
		"a signal": {func(s *scene) {
			if err := s.Autosave().Rescue(); err != nil {
				s.T.Error(err)
			}
		}, 1},
		"a signal without checkpoints in between": {func(s *scene) {
			s.Autosave().SetEvery(0)
			s.keepOne()
			if err := s.Autosave().Rescue(); err != nil {
				s.T.Error(err)
			}
		}, 2},
		"not wanted": {func(s *scene) {
			s.MenuLine("menu.file.quit").Action()
			s.Press("dialog.unsaved.dont")
			s.FinishWrites()
		}, 0},
		"forgotten": {func(s *scene) {
			s.Room.kept.askForget()
			s.Press("pad.keep.dropYes")
			s.Settle()
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f := recovery.In(t.TempDir())
			s := stage.WithDigits(newScene(t), "10,3c")
			s.Autosave().KeepIn(f)
			s.keepOne()
			s.Settle()
			want := s.Room.kept.list
			c.end(s)
			for range 2 { // a second crash, right after the start
				again := stage.WithDigits(newScene(t), "10,3c")
				again.Autosave().KeepIn(f)
				rescue.Begin(again.Desk)
				again.Settle()
				k := again.Shown().kept
				if len(k.list) != c.back || k.unsaved != (c.back > 0) || k.count.Text != keptCount(c.back) {
					t.Fatalf("%d drawings are back, want %d", len(k.list), c.back)
				}
				if c.back > 0 && (string(k.list[0].Ink) != string(want[0].Ink) || k.list[0].label != 1) {
					t.Error("it is another drawing")
				}
				if err := again.Autosave().Rescue(); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func TestDamagedDrawingsAreRefused(t *testing.T) {
	k := &keptDrawings{unsaved: true, list: []keptDrawing{{label: 3}}}
	k.list[0].Ink, k.list[0].Width, k.list[0].Height = make([]uint8, 20), 4, 5
	whole := k.pack()()
	if list, err := unpack(whole); err != nil || len(list) != 1 || list[0].Width != 4 {
		t.Fatalf("%v, %v", list, err)
	}
	for n := range len(whole) {
		if list, err := unpack(whole[:n]); err == nil && len(list) > 0 {
			t.Errorf("of %d bytes there are %d drawings", n, len(list))
		}
	}
	k.list[0].Width, k.list[0].Height = 60_000, 60_000
	if _, err := unpack(k.pack()()); err == nil {
		t.Error("an impossible drawing is taken")
	}
}
