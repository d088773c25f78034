package watch

import (
	"slices"
	"testing"

	"wakesleep/ui/pictures"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// Awake, an image goes up through the machine that describes it in the fewest bits: no label
// says which is its own.
func TestImagesOfFoundClassesAreShownToTheirMachine(t *testing.T) {
	s := stage.WithFound(newScene(t), 3)
	s.RunOf("60", "bar.wakeSleep.button")
	s.ChooseRoom("watch")
	v := *s.View()
	v.Class = -1
	e := v.Snapshot.Ensemble
	for n := range uint64(20) {
		got := exampleOf(&v, true, n)
		seen := pictures.Ink(got.Seen)
		best := e.Recognise(seen, findingFirings, n).Best
		own := recognitionExample(e.Machines[best], seen, n)
		if !slices.Equal(got.Own, own.Own) {
			t.Errorf("pass %d is shown by another machine than number %d", n, best)
		}
		if dream := exampleOf(&v, false, n); !slices.Equal(dream.Own, dreamExample(e.Machines[n/2%3], n).Own) {
			t.Errorf("dream %d is of another machine", n)
		}
	}
}

// The machine that is watched sees images with the label that its category is called by.
func TestAWatchedCategorySeesItsLabel(t *testing.T) {
	s := stage.WithFound(newScene(t), 3)
	s.Session().SetNames([]string{"", "7", "hooks"})
	s.Session().WatchClass(1)
	s.Session().Fresh()
	s.ChooseRoom("watch")
	s.Settle()
	v := *s.View()
	v.Class = 1
	halves := s.Data().Training
	for n := range uint64(10) {
		if seen := exampleOf(&v, true, n).Seen; !slices.Equal(seen, pictures.Shades(halves.Image(1))) {
			t.Fatalf("pass %d is not of a right half", n)
		}
	}
	if got := v.Whose(); got != texts.Of("classes.category.called", "7") {
		t.Errorf("the machine is that of %q", got)
	}
	v.Class = -1
	if got := v.Whose(); got != texts.Of("classes.category.every") {
		t.Errorf("all are those of %q", got)
	}
}
