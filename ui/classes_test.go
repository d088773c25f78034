package ui

import (
	"slices"
	"strings"
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

// However categories are called, they fit a small window, and so do many classes.
func TestClassesFitASmallWindow(t *testing.T) {
	defer texts.Use("en")
	for _, language := range texts.Languages {
		texts.Use(language.Code)
		for count, name := range map[int]string{10: strings.Repeat("a long name ", 8), 17: "7"} {
			s := newScene(t)
			first := make([]int, count)
			for i := range first {
				first[i] = i
			}
			s.FoundOf("8,4", first, count)
			s.Session().SetNames(slices.Repeat([]string{name}, count))
			s.Session().Fresh()
			for _, tab := range s.frame.Rooms() {
				s.ChooseRoom(tab.Key)
				s.Settle()
				if size := s.Window().Content().MinSize(); size.Width > 1024 || size.Height > 640-menuBar {
					t.Errorf("%s: with %d classes and the room %s the window needs %v", language.Code, count, tab.Key, size)
				}
			}
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
