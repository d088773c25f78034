package ui

import (
	"testing"

	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/inspect"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// chooses tells whether there is a class to choose.
func (s *scene) chooses() bool {
	return inspect.Describe(s.Window(), s.Names()).Read(func(o inspect.Object) bool { return o.Name == "class 4" && o.Visible }) != nil
}

func TestAClassIsChosenOnceForAllRooms(t *testing.T) {
	s := stage.WithClasses(newScene(t))
	s.ChooseRoom("watch")
	if !s.chooses() || s.Button("all classes").Importance != widget.MediumImportance {
		t.Fatal("at first, Watch shows all classes")
	}
	s.Until("all classes are dreamt", func() bool { return s.ReadsWords(texts.Of("classes.every") + " · " + texts.Of("watch.dreams.made")) })
	s.Button("class 7").OnTapped()
	s.Session().Fresh()
	s.Until("class 7 is dreamt", func() bool {
		return s.ReadsWords(texts.Of("classes.named", 7) + " · " + texts.Of("watch.dreams.made"))
	})
	s.ChooseRoom("weights")
	s.Settle()
	if s.Button("all classes").Visible() || s.Button("class 7").Importance != widget.MediumImportance {
		t.Error("Weights shows the machine of one class, the one chosen before")
	}
	for _, key := range []string{"draw", "data"} {
		s.ChooseRoom(key)
		if s.chooses() {
			t.Errorf("there is a class to choose in %s", key)
		}
	}
}

func TestNoClassIsChosenForASingleMachine(t *testing.T) {
	s := stage.WithBars(newScene(t))
	for _, tab := range s.frame.Rooms() {
		s.ChooseRoom(tab.Key)
		s.Settle()
		if s.chooses() {
			t.Errorf("there is a class to choose in %s", tab.Key)
		}
	}
}
