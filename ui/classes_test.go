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
	"wakesleep/network/images"
	"wakesleep/ui/phrase"
)

// newClassesStage is a stage with one machine for each of the classes 4 and 7,
// which are the two halves of 28×28 pixels.
func newClassesStage(t *testing.T) *stage {
	t.Helper()
	m, err := openStock(writeImages(t, t.TempDir(), twoKinds(28, 28, 60)), false)
	if err != nil {
		t.Fatal(err)
	}
	settings := learn.Defaults()
	settings.Layers, settings.Batch, settings.Rate = "8,4", 10, []float64{.01}
	trainer, err := learn.NewClassTrainer(settings, m.source.Training, 0, 2)
	if err != nil {
		t.Fatal(err)
	}
	s := newStage(t)
	s.install(trainer, m, document{}, "")
	s.settle()
	return s
}

// learnClasses lets all machines learn for some cycles.
func (s *stage) learnClasses(n int) *learn.Snapshot {
	s.t.Helper()
	s.frame.bar.cycles.SetText(fmt.Sprint(n))
	s.press("wake-sleep")
	return s.atRest()
}

// chooserButton is the button of the class chooser with that text.
func (s *stage) chooserButton(text string) *widget.Button {
	c := s.frame.chooser
	for _, b := range append([]*widget.Button{c.all}, c.buttons...) {
		if b.Text == text {
			return b
		}
	}
	s.t.Fatalf("no class %q to choose", text)
	return nil
}

func TestAClassIsChosenOnceForAllRooms(t *testing.T) {
	s := newClassesStage(t)
	s.frame.chooseRoom("watch")
	if !s.frame.chooser.object.Visible() || s.chooserButton("all").Importance != widget.MediumImportance {
		t.Fatal("at first, Watch shows all classes")
	}
	s.until("all classes are dreamt", func() bool { return s.reads("all classes · made just now") })
	s.chooserButton("7").OnTapped()
	s.session.Fresh()
	s.until("class 7 is dreamt", func() bool { return s.reads("class 7 · made just now") })
	s.frame.chooseRoom("weights")
	s.settle()
	if s.chooserButton("all").Visible() || s.chooserButton("7").Importance != widget.MediumImportance {
		t.Error("Weights shows the machine of one class, the one chosen before")
	}
	for _, key := range []string{"draw", "data"} {
		s.frame.chooseRoom(key)
		if s.frame.chooser.object.Visible() {
			t.Errorf("there is a class to choose in %s", key)
		}
	}
}

func TestWeightsAndDreamsAreThoseOfTheClass(t *testing.T) {
	s := newClassesStage(t)
	machines := s.learnClasses(20).Classes.Machines
	for _, key := range []string{"weights", "dreams"} {
		s.frame.chooseRoom(key)
		for k, text := range []string{"4", "7"} {
			s.chooserButton(text).OnTapped()
			s.session.Fresh()
			s.tick()
			s.settle()
			switch r := s.frame.rooms[s.frame.now].room.(type) {
			case *weightsRoom:
				if r.v.whole != machines[k] {
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
	for i := range s.frame.rooms {
		s.frame.choose(i)
		s.settle()
		if s.frame.chooser.object.Visible() {
			t.Errorf("there is a class to choose in %s", s.frame.rooms[i].title())
		}
	}
}

func TestManyClassesAreAList(t *testing.T) {
	s := newClassesStage(t)
	set := &images.Set{Name: "letters", Width: 4, Height: 4}
	for i := range 52 {
		set.Grey = append(set.Grey, make([]uint8, 16)...)
		set.Grey[i*16+i%16] = 255
		set.Labels = append(set.Labels, uint8(i%26))
	}
	settings := learn.Defaults()
	settings.Layers, settings.Batch = "2", 1
	m := &stock{raw: &dataset.Source{Name: "letters", Training: set, Test: set}}
	m.source = m.raw
	s.frame.chooseRoom("weights")
	s.replaceMachine("reset", settings, m, true, "", func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	s.settle()
	s.tick()
	list := s.frame.chooser.list
	if list == nil || len(list.Options) != 26 || len(s.frame.chooser.buttons) != 0 {
		t.Fatal("26 classes are not a list")
	}
	list.SetSelected("12")
	s.session.Fresh()
	s.tick()
	if got := s.session.Snapshot().Watched; got != 12 || list.Selected != "12" {
		t.Errorf("chose 12, watching %d, shown %s", got, list.Selected)
	}
}

// The lengths are the machines' own, and the pictures the winner's.
func TestDrawingIsMeasuredByEveryClass(t *testing.T) {
	s := newClassesStage(t)
	snap := s.learnClasses(60)
	r := s.drawRoom()
	r.stroke([2]float32{.2, .1}, [2]float32{.2, .9}, [2]float32{.35, .1}, [2]float32{.35, .9})
	s.settle()
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
		!s.reads(fmt.Sprintf("what class %d imagines", []uint8{4, 7}[other])) || !s.reads(fmt.Sprintf("that of class %d", []uint8{4, 7}[other])) || !s.reads(phrase.Bits(want.Each[other].FreeEnergy())+" bits describe") {
		t.Error("a tap on another class does not show what its machine sees")
	}
	l.each.OnTapped(other)
	if !slices.Equal(r.equation.values[1], want.Each[want.Best].Image) {
		t.Error("a second tap does not go back to the answer's")
	}
	typical, err := snap.Classes.MeasureTypical(t.Context(), s.data.Test)
	if err != nil {
		t.Fatal(err)
	}
	if words := strangeWords(typical.Judge(want.Plainest()), "images of "+s.data.Name); r.bits.strange.Text != words {
		t.Errorf("strangeness is %q, want %q", r.bits.strange.Text, words)
	}
}

func TestCalibratedProbabilitiesAreShown(t *testing.T) {
	s := newClassesStage(t)
	s.learnClasses(10)
	saved := s.session.Checkpoint().(*learn.ClassMachines)
	saved.Record.Calibration = &learn.Calibration{Scales: []float64{.01, .01}, Offsets: []float64{0, 0}, Samples: 5}
	training, err := learn.GoOn(saved, s.stock.source.Training, 2)
	if err != nil {
		t.Fatal(err)
	}
	s.install(training, s.stock, document{}, "")
	r := s.drawRoom()
	r.stroke([2]float32{.2, .1}, [2]float32{.2, .9})
	s.settle()
	sum := 0
	for k, row := range r.answer.lengths.rows {
		var n int
		if _, err := fmt.Sscanf(row.share.Text, "%d %%", &n); err != nil {
			t.Errorf("class %d: probability %q", k, row.share.Text)
		}
		sum += n
	}
	if sum < 99 || sum > 101 || !s.reads("calibrated: ") {
		t.Errorf("probabilities add up to %d %%", sum)
	}
}

func TestLedgerOfClassesIsThatOfTheRightOnes(t *testing.T) {
	s := newClassesStage(t)
	s.frame.chooseRoom("watch")
	classes := s.learnClasses(30).Classes
	test := s.data.Test.First(ledgerImages)
	bits := 0.0
	for k, label := range classes.Labels {
		own := test.Select(func(i int) bool { return test.Labels[i] == label })
		e, err := learn.Evaluate(t.Context(), classes.Machines[k], own, learn.EvaluateOptions{Samples: 2000, Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		bits += e.BoundNats / math.Ln2 * float64(own.Count()) / float64(test.Count())
	}
	e, err := evaluate(t.Context(), nil, classes, test)
	if err != nil {
		t.Fatal(err)
	}
	if got := e.BoundNats / math.Ln2; math.Abs(got-bits) > .03*bits || e.Images != test.Count() {
		t.Errorf("images cost %v bits, want about %v", got, bits)
	}
	words := amountText(e.Ledger.Causes)
	s.until("the ledger says "+words+" for the causes", func() bool { return s.reads(words) })
}

func TestClassMachinesAreTheSameAfterSavingAndOpening(t *testing.T) {
	s := newClassesStage(t)
	before := s.learnClasses(12)
	path := filepath.Join(t.TempDir(), "classes.helmholtz")
	s.saveTo(path)
	if !s.reads("2 machines 784-8-4") {
		t.Error("the status line does not say what the machines are")
	}
	s.press("wake-sleep")
	want := s.atRest()
	s.doc.savedCycle = s.session.Status().Cycle // nothing to ask about
	s.openAny(path)
	s.until("the machines are open", func() bool { return s.session.Status().Cycle == 12 && s.changing == 0 })
	if s.unsaved() || !slices.Equal(s.session.Fresh().Machine.Generative.Flat, before.Machine.Generative.Flat) {
		t.Error("other machines were opened")
	}
	s.press("wake-sleep")
	got := s.atRest()
	for k, m := range want.Classes.Machines {
		if got.Cycle != 24 || !slices.Equal(got.Classes.Machines[k].Generative.Flat, m.Generative.Flat) {
			t.Errorf("class %d went on differently", k)
		}
	}
}

func TestDialogMakesOneMachineForEachClass(t *testing.T) {
	s := newDigitsStage(t, "10,3c")
	s.askNewMachine(s.stock)
	s.press("one for each class")
	s.press("Small")
	s.press("Make it")
	s.settle()
	snap := s.session.Fresh()
	if snap.Classes == nil || string(snap.Classes.Labels) != "\x04\x07" || snap.Record.Settings.Layers != "50,20" || s.dialogs() != 0 {
		t.Fatalf("made %+v", snap.Record)
	}
	s.askReset()
	s.press("Reset")
	s.settle()
	if s.session.Fresh().Classes == nil {
		t.Error("after a reset it is a single machine")
	}
	s.askNewMachine(s.stock)
	s.press("one network")
	s.press("Small")
	s.press("Make it")
	s.settle()
	if snap := s.session.Fresh(); snap.Classes != nil || snap.Record.Settings.Layers != "100,50" {
		t.Errorf("made %+v", snap.Record)
	}
}

func TestClassMachinesNeedLabels(t *testing.T) {
	s := newBarsStage(t)
	s.askNewMachine(s.stock)
	if !s.reads("one for each class takes images with labels") {
		t.Error("the dialog does not say why there cannot be class machines")
	}
	for _, o := range s.screen() {
		if b, ok := o.(*widget.Button); ok && b.Text == "one for each class" && !b.Disabled() {
			t.Error("class machines are offered for bars")
		}
	}
}

// Layers and kind follow each other.
func TestKindFollowsLayers(t *testing.T) {
	newStage(t)
	set := digitsLike()
	set.Labels = make([]uint8, 500)
	for i := range set.Labels {
		set.Labels[i] = uint8(i % 2)
	}
	set.Labels[0] = 2
	f := newMachineForm(set)
	for _, c := range []struct {
		layers string
		kind   machineKind
	}{{"30,20c", withCategories}, {"30,20", oneNetwork}, {"9c", withCategories}} {
		f.layers.SetText(c.layers)
		if f.kind.now != c.kind {
			t.Errorf("layers %s are of kind %q", c.layers, kindKeys[f.kind.now])
		}
	}
	f.kind.buttons[oneNetwork].OnTapped()
	if kindOf(f.layers.Text) != oneNetwork {
		t.Errorf("one network has layers %s", f.layers.Text)
	}
	f.kind.buttons[perClass].OnTapped()
	if f.batch.Text != "1" || f.layers.Text != "100,50" {
		t.Errorf("where a class has one image: batch %s, layers %s", f.batch.Text, f.layers.Text)
	}
	f.layers.SetText("20c")
	if f.kind.now != perClass {
		t.Error("typing layers changed the kind of class machines")
	}
}
