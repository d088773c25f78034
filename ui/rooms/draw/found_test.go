package draw

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// newFoundDrawing shows a drawing to three machines which found their classes themselves, called
// 7, nothing and hooks, after a few cycles.
func newFoundDrawing(t *testing.T) (*scene, *Room) {
	t.Helper()
	s := stage.WithFound(newScene(t), 3)
	s.RunOf("10", "bar.wakeSleep.button")
	s.Settle() // labels have named them
	s.Session().SetNames([]string{"7", "", "hooks"})
	s.Session().Fresh()
	r := s.Shown()
	r.stroke([2]float32{.2, .1}, [2]float32{.2, .9}, [2]float32{.35, .1}, [2]float32{.35, .9})
	s.Settle()
	return s, r
}

// wordsOf are what the room calls the three classes of newFoundDrawing, and their numbers.
func wordsOf(names []string) (words, numbers []string) {
	for k, name := range names {
		number := texts.Category(k, "")
		if name == "" {
			words, numbers = append(words, number), append(numbers, "")
		} else {
			words, numbers = append(words, "“"+name+"”"), append(numbers, number)
		}
	}
	return words, numbers
}

// The category that answers is told by its name, the others by theirs, and the second best
// beside the answer.
func TestFoundClassesAnswerByName(t *testing.T) {
	s, r := newFoundDrawing(t)
	l, c := r.answer.lengths, r.shown.every
	words, numbers := wordsOf([]string{"7", "", "hooks"})
	order := []int{0, 1, 2}
	slices.SortFunc(order, func(a, b int) int { return int(1e6 * (c.Lengths[a] - c.Lengths[b])) })
	if l.head.Text != words[order[0]] || l.line.Text != texts.Of("draw.lengths.second", texts.Bits(c.Lengths[order[1]]-c.Lengths[order[0]]), words[order[1]]) {
		t.Errorf("the answer is %s, %s; lengths %v", l.head.Text, l.line.Text, c.Lengths)
	}
	for k, row := range l.rows {
		if row.Name.Text != words[k] || row.Small.Text != numbers[k] || row.Value.Text != texts.Bits(c.Lengths[k]) {
			t.Errorf("row %d: %s %s %s", k, row.Name.Text, row.Small.Text, row.Value.Text)
		}
	}
	classes := r.shown.classes
	other := order[1]
	l.each.OnTapped(other)
	if !s.Reads("draw.see.ownOfClass", classes.Brief(other)) || !s.Reads("draw.bits.ownOfClass", classes.Brief(other)) {
		t.Error("it does not tell with whose eyes it sees")
	}
	l.hover(other, 0, 0, 0, true)
	if l.sure.Text != texts.Of("draw.lengths.tapOne", classes.Brief(other)) {
		t.Errorf("pointed at: %s", l.sure.Text)
	}
	rows := s.numbers(l.save)
	if rows[0][0] != texts.Of("chart.bars.category") || rows[1][0] != "category 0 “7”" || rows[2][0] != "category 1" {
		t.Errorf("saved: %q", rows)
	}
	if !r.answer.panel.Mark.Objects[3].Visible() || r.answer.panel.Mark.Objects[2].Visible() {
		t.Error("the help is that of other machines")
	}
}

// callAnswer gives the category that answers a name, by hand.
func (s *scene) callAnswer(r *Room, name string) {
	s.T.Helper()
	rename := r.answer.lengths.rename
	test.Tap(rename.Button)
	if s.Window().Canvas().Focused() != rename.Entry {
		s.T.Error("the entry does not have the keys")
	}
	rename.Entry.SetText(name)
	rename.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.Session().Fresh()
	s.Settle()
	s.Tick()
	s.Settle()
}

// Names of the user are shown at once, outlive training and naming by labels, and can be undone.
func TestFoundClassesAreNamedByHand(t *testing.T) {
	s, r := newFoundDrawing(t)
	best := r.shown.every.Best
	s.callAnswer(r, " my hooks ")
	want := []string{"7", "", "hooks"}
	want[best] = "my hooks"
	if got := s.namesNow(); !slices.Equal(got, want) || r.answer.lengths.head.Text != "“my hooks”" || !s.Unsaved() {
		t.Fatalf("the names are %q, and the answer %s", got, r.answer.lengths.head.Text)
	}
	s.Undo()
	s.Settle()
	if got := s.namesNow(); !slices.Equal(got, []string{"7", "", "hooks"}) {
		t.Errorf("undone, the names are %q", got)
	}
	s.Redo()
	s.Settle()
	if got := s.namesNow(); !slices.Equal(got, want) {
		t.Errorf("redone, the names are %q", got)
	}
	s.Press("bar.step.button")
	s.AtRest()
	s.Settle()
	if got := s.namesNow(); got[best] != "my hooks" || got[(best+1)%3] == "hooks" {
		t.Errorf("after training labels name them %q", got)
	}
	s.NameByHand()
	s.Settle()
	if got := s.namesNow(); slices.Contains(got, "my hooks") || s.Session().Snapshot().Record.ByHand != nil {
		t.Errorf("the menu names them %q", got)
	}
	s.callAnswer(r, "")
	if got := s.namesNow()[r.shown.every.Best]; got != "" {
		t.Errorf("without a name it is called %q", got)
	}
}

// What no name can be is refused in words.
func TestStrangeNamesOfFoundClasses(t *testing.T) {
	s, r := newFoundDrawing(t)
	before := s.namesNow()
	for _, name := range []string{strings.Repeat("x", 101), "right\u202eleft", "\xff", "a\u2028b"} {
		s.callAnswer(r, name)
		if got := s.namesNow(); !slices.Equal(got, before) {
			t.Errorf("%q: the names are %q", name, got)
		}
	}
	name := strings.Repeat("ä", 50)
	if s.callAnswer(r, name); s.namesNow()[r.shown.every.Best] != name {
		t.Error("a long name is refused")
	}
	if head := r.answer.lengths.head.Text; len([]rune(head)) > longestAnswer {
		t.Errorf("the answer has no room: %q", head)
	}
}

// A machine that is given up while the user types its name takes the name with it.
func TestNamesGoToTheCategoryThatTheyAreGiven(t *testing.T) {
	s := stage.WithFound(newScene(t), 2)
	s.Session().SetNames([]string{"a", "b", "c"})
	s.Session().Fresh()
	before := s.Session().Moment()
	left := s.RunOf("20", "bar.wakeSleep.button").Ensemble.Labels
	for label := range uint8(3) {
		s.Undo()
		s.Settle()
		if n := s.Session().Fresh().Ensemble.Count(); n != before.Checkpoint.Count() {
			t.Fatalf("%d machines after undoing", n)
		}
		s.Redo()
		s.Settle()
		s.CallClass(int(label), "new")
		s.Settle()
		at := slices.Index(left, label)
		for k, name := range s.namesNow() {
			if (name == "new") != (k == at) {
				t.Errorf("of %v, class %d was renamed: %q", left, label, s.namesNow())
			}
		}
		if at >= 0 {
			s.Undo()
			s.Settle()
		}
	}
}

func TestCalibratedFoundClasses(t *testing.T) {
	s, r := newFoundDrawing(t)
	saved := s.Session().Checkpoint()
	saved.SetCalibration(&network.Calibration{Scales: []float64{.01, .01, .01}, Offsets: []float64{0, 0, 0}, Samples: 5})
	training, err := learn.Continue(saved, s.Data().Training, 2)
	if err != nil {
		t.Fatal(err)
	}
	s.Install(training, s.Data())
	s.Settle()
	c := r.shown.every
	if want := texts.Of("draw.lengths.calibrated", texts.Percent(float32(c.Probabilities[c.Calibrated])), r.shown.classes.Brief(c.Calibrated)); r.answer.lengths.sure.Text != want {
		t.Errorf("%q, want %q", r.answer.lengths.sure.Text, want)
	}
}

// Machines of labels have nothing to name.
func TestMachinesOfLabelsCannotBeNamed(t *testing.T) {
	s := stage.WithClasses(newScene(t))
	r := s.Shown()
	r.stroke([2]float32{.2, .1}, [2]float32{.2, .9})
	s.Settle()
	if r.answer.lengths.rename.Tipped.Visible() {
		t.Error("a label can be renamed")
	}
}

// The only machine that is left has no second beside it.
func TestTheOnlyMachineLeft(t *testing.T) {
	s := stage.WithFound(newScene(t), 1)
	s.RunOf("30", "bar.wakeSleep.button")
	r := s.Shown()
	r.stroke([2]float32{.2, .1}, [2]float32{.2, .9})
	s.Settle()
	if l := r.answer.lengths; len(l.rows) != 1 || l.line.Text != texts.Of("draw.lengths.only") {
		t.Errorf("%d rows, %q", len(l.rows), l.line.Text)
	}
}
