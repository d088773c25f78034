package ui

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/phrase"
	"wakesleep/ui/settings"
)

// learnClasses lets all machines learn for some cycles.
func (s *scene) learnClasses(n int) *learn.Snapshot {
	s.T.Helper()
	return s.RunOf(fmt.Sprint(n), "wake-sleep")
}

// chooses tells whether there is a class to choose.
func (s *scene) chooses() bool {
	return inspect.Describe(s.Window(), s.Names()).Read(func(o inspect.Object) bool { return o.Name == "class 4" && o.Visible }) != nil
}

func TestAClassIsChosenOnceForAllRooms(t *testing.T) {
	s := newClassesStage(t)
	s.ChooseRoom("watch")
	if !s.chooses() || s.Button("all classes").Importance != widget.MediumImportance {
		t.Fatal("at first, Watch shows all classes")
	}
	s.Until("all classes are dreamt", func() bool { return s.Reads("all classes · made just now") })
	s.Button("class 7").OnTapped()
	s.Session().Fresh()
	s.Until("class 7 is dreamt", func() bool { return s.Reads("class 7 · made just now") })
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

func TestWeightsAndDreamsAreThoseOfTheClass(t *testing.T) {
	s := newClassesStage(t)
	machines := s.learnClasses(20).Classes.Machines
	for _, key := range []string{"weights", "dreams"} {
		s.ChooseRoom(key)
		for k, text := range []string{"4", "7"} {
			s.Button("class " + text).OnTapped()
			s.Session().Fresh()
			s.Tick()
			s.Settle()
			switch r := s.visible().(type) {
			case *weightsRoom:
				if r.v.Whole != machines[k] {
					t.Errorf("%s: class %s: the weights of another machine", key, text)
				}
			case *dreamsRoom:
				if !slices.Equal(r.night.machine(0).Generative.Flat, machines[k].Generative.Flat) {
					t.Errorf("%s: class %s: the dreams of another machine", key, text)
				}
			}
		}
	}
}

func TestNoClassIsChosenForASingleMachine(t *testing.T) {
	s := newBarsStage(t)
	for _, tab := range s.frame.Rooms() {
		s.ChooseRoom(tab.Key)
		s.Settle()
		if s.chooses() {
			t.Errorf("there is a class to choose in %s", tab.Key)
		}
	}
}

// The lengths are the machines' own, and the pictures the winner's.
func TestDrawingIsMeasuredByEveryClass(t *testing.T) {
	s := newClassesStage(t)
	snap := s.learnClasses(60)
	r := s.drawRoom()
	r.stroke([2]float32{.2, .1}, [2]float32{.2, .9}, [2]float32{.35, .1}, [2]float32{.35, .9})
	s.Settle()
	ink, w, h := r.pad.Ink()
	want := snap.Classes.Recognise(dataset.PrepareInk(ink, w, h, 28, 28, false), defaultFirings, readingSeed)
	l := r.answer.lengths
	if !l.object.Visible() || r.answer.found.Visible() {
		t.Fatal("the lengths are not shown in the place of categories")
	}
	if l.head.Text != fmt.Sprint([]int{4, 7}[want.Best]) || !strings.Contains(l.line.Text, phrase.Bits(want.Margin)+" bits") {
		t.Errorf("answer %s, %s; want %+v", l.head.Text, l.line.Text, want.Lengths)
	}
	for k, row := range l.rows {
		share := float64(row.bar.Shares()[0])
		if row.value.Text != phrase.Bits(want.Lengths[k]) || math.Abs(share-want.Lengths[k]/slices.Max(want.Lengths)) > 1e-6 {
			t.Errorf("class %s has %s bits and a bar of %v", row.name.Text, row.value.Text, share)
		}
		if row.name.TextStyle.Bold != (k == want.Best) || row.column.Visible() {
			t.Errorf("class %s is marked %v, with a probability: %v", row.name.Text, row.name.TextStyle.Bold, row.column.Visible())
		}
	}
	if r.shown.machine != snap.Classes.Machines[want.Best] || !slices.Equal(r.equation.values[1], want.Each[want.Best].Image) {
		t.Error("the pictures are not those of the winner")
	}
	other := 1 - want.Best
	l.each.OnTapped(other)
	if !slices.Equal(r.equation.values[1], want.Each[other].Image) || l.head.Text != fmt.Sprint([]int{4, 7}[want.Best]) ||
		!s.Reads(fmt.Sprintf("what class %d imagines", []uint8{4, 7}[other])) || !s.Reads(fmt.Sprintf("that of class %d", []uint8{4, 7}[other])) || !s.Reads(phrase.Bits(want.Each[other].FreeEnergy())+" bits describe") {
		t.Error("a tap on another class does not show what its machine sees")
	}
	l.each.OnTapped(other)
	if !slices.Equal(r.equation.values[1], want.Each[want.Best].Image) {
		t.Error("a second tap does not go back to the answer's")
	}
	typical, err := snap.Classes.MeasureTypical(t.Context(), s.Data().Test)
	if err != nil {
		t.Fatal(err)
	}
	if words := strangeWords(typical.Judge(want.Plainest()), "images of "+s.Data().Name); r.bits.strange.Text != words {
		t.Errorf("strangeness is %q, want %q", r.bits.strange.Text, words)
	}
}

func TestCalibratedProbabilitiesAreShown(t *testing.T) {
	s := newClassesStage(t)
	s.learnClasses(10)
	saved := s.Session().Checkpoint().(*learn.ClassMachines)
	saved.Record.Calibration = &learn.Calibration{Scales: []float64{.01, .01}, Offsets: []float64{0, 0}, Samples: 5}
	training, err := learn.GoOn(saved, s.Stock().Source.Training, 2)
	if err != nil {
		t.Fatal(err)
	}
	s.Install(training, s.Stock(), desk.Document{}, "")
	r := s.drawRoom()
	r.stroke([2]float32{.2, .1}, [2]float32{.2, .9})
	s.Settle()
	sum := 0
	for k, row := range r.answer.lengths.rows {
		var n int
		if _, err := fmt.Sscanf(row.share.Text, "%d %%", &n); err != nil {
			t.Errorf("class %d: probability %q", k, row.share.Text)
		}
		sum += n
	}
	if sum < 99 || sum > 101 || !s.Reads("calibrated: ") {
		t.Errorf("probabilities add up to %d %%", sum)
	}
}

func TestLedgerOfClassesIsThatOfTheRightOnes(t *testing.T) {
	s := newClassesStage(t)
	s.ChooseRoom("watch")
	classes := s.learnClasses(30).Classes
	test := s.Data().Test.First(desk.LedgerImages)
	bits := 0.0
	for k, label := range classes.Labels {
		own := test.Select(func(i int) bool { return test.Labels[i] == label })
		e, err := learn.Evaluate(t.Context(), classes.Machines[k], own, learn.EvaluateOptions{Samples: 2000, Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		bits += e.BoundNats / math.Ln2 * float64(own.Count()) / float64(test.Count())
	}
	e, err := desk.Evaluate(t.Context(), nil, classes, test)
	if err != nil {
		t.Fatal(err)
	}
	if got := e.BoundNats / math.Ln2; math.Abs(got-bits) > .03*bits || e.Images != test.Count() {
		t.Errorf("images cost %v bits, want about %v", got, bits)
	}
	words := amountText(e.Ledger.Causes)
	s.Until("the ledger says "+words+" for the causes", func() bool { return s.Reads(words) })
}

func TestClassMachinesAreTheSameAfterSavingAndOpening(t *testing.T) {
	s := newClassesStage(t)
	before := s.learnClasses(12)
	path := filepath.Join(t.TempDir(), "classes.helmholtz")
	s.saveTo(path)
	if !s.Reads("2 machines 784-8-4") {
		t.Error("the status line does not say what the machines are")
	}
	s.Press("wake-sleep")
	want := s.AtRest()
	s.OpenAny(path)
	s.Press("Don't save")
	s.Until("the machines are open", func() bool { return s.Session().Status().Cycle == 12 && s.Ready() })
	if s.Unsaved() || !slices.Equal(s.Session().Fresh().Machine.Generative.Flat, before.Machine.Generative.Flat) {
		t.Error("other machines were opened")
	}
	s.Press("wake-sleep")
	got := s.AtRest()
	for k, m := range want.Classes.Machines {
		if got.Cycle != 24 || !slices.Equal(got.Classes.Machines[k].Generative.Flat, m.Generative.Flat) {
			t.Errorf("class %d went on differently", k)
		}
	}
}

func TestDialogMakesOneMachineForEachClass(t *testing.T) {
	s := newDigitsStage(t, "10,3c")
	settings.AskNewMachine(s.Desk, s.Stock())
	s.Press("one for each class")
	s.Press("Small")
	s.Press("Make it")
	s.Settle()
	snap := s.Session().Fresh()
	if snap.Classes == nil || string(snap.Classes.Labels) != "\x04\x07" || snap.Record.Settings.Layers != "50,20" || s.Dialogs() != 0 {
		t.Fatalf("made %+v", snap.Record)
	}
	settings.AskReset(s.Desk)
	s.Press("Reset")
	s.Settle()
	if s.Session().Fresh().Classes == nil {
		t.Error("after a reset it is a single machine")
	}
	settings.AskNewMachine(s.Desk, s.Stock())
	s.Press("one network")
	s.Press("Small")
	s.Press("Make it")
	s.Settle()
	if snap := s.Session().Fresh(); snap.Classes != nil || snap.Record.Settings.Layers != "100,50" {
		t.Errorf("made %+v", snap.Record)
	}
}

func TestClassMachinesNeedLabels(t *testing.T) {
	s := newBarsStage(t)
	settings.AskNewMachine(s.Desk, s.Stock())
	if !s.Reads("one for each class takes images with labels") {
		t.Error("the dialog does not say why there cannot be class machines")
	}
	for _, o := range s.Screen() {
		if b, ok := o.(*widget.Button); ok && b.Text == "one for each class" && !b.Disabled() {
			t.Error("class machines are offered for bars")
		}
	}
}
