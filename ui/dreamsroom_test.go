package ui

import (
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"wakesleep/internal/oracle"
	"wakesleep/learn"
	"wakesleep/network"
)

func (s *stage) dreamsRoom() *dreamsRoom {
	for _, t := range s.frame.rooms {
		if r, ok := t.room.(*dreamsRoom); ok {
			s.frame.chooseRoom(t.key)
			s.settle()
			return r
		}
	}
	s.t.Fatal("no room for dreams")
	return nil
}

// rows are the states of layer l of all dreams on the sheet.
func (r *dreamsRoom) statesOf(l int) (rows [][]uint64) {
	states := r.night.dreams.States[l]
	for i := range states.Rows {
		rows = append(rows, states.Row(i))
	}
	return rows
}

func sameDreams(a, b [][]uint64) bool {
	return slices.EqualFunc(a, b, func(x, y []uint64) bool { return slices.Equal(x, y) })
}

func TestDreamsFillTheSheetByThemselves(t *testing.T) {
	s := newDigitsStage(t, "20,12,3c")
	r := s.dreamsRoom()
	if r.dreams.Count() != 100 || r.dreams.Selected() != 0 || r.empty.Visible() {
		t.Errorf("%d dreams, number %d chosen, empty text shown: %v", r.dreams.Count(), r.dreams.Selected(), r.empty.Visible())
	}
	if !s.reads("noise") {
		t.Error("nobody says that the machine has learnt nothing yet")
	}
	first := r.statesOf(0)
	r.again.OnTapped()
	s.settle()
	if sameDreams(first, r.statesOf(0)) {
		t.Error("dream again shows the same dreams")
	}
	for _, size := range dreamSizes {
		r.size.SetSelected(size)
		s.settle()
		if got := thousands(r.dreams.Count()); got != size {
			t.Errorf("%s dreams on the sheet, want %s", got, size)
		}
	}
}

func TestInputsStandBesideInTheSameForm(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	r := s.dreamsRoom()
	if r.inputsBox.Visible() {
		t.Error("inputs are shown before anybody asks")
	}
	r.beside.SetChecked(true)
	r.form.SetSelectedIndex(1)
	s.settle()
	if !r.inputsBox.Visible() || !s.reads("images it learns from") || r.inputs.Count() != 60 || r.inputs.Size() != r.dreams.Size() {
		t.Errorf("inputs shown: %v, %d, of size %v beside %v", r.inputsBox.Visible(), r.inputs.Count(), r.inputs.Size(), r.dreams.Size())
	}
	grey := 0
	for _, values := range dreamt(r.night.dreams, r.firings()) {
		for _, v := range values {
			if v != 0 && v != 1 {
				grey++
			}
		}
	}
	if grey > 0 {
		t.Errorf("%d pixels of firings are grey", grey)
	}
}

func TestDetailShowsTheDreamsOwnCauses(t *testing.T) {
	s := newDigitsStage(t, "20,12,3c")
	s.session.SetNames([]string{"4", "7", "7"})
	s.session.Fresh()
	r := s.dreamsRoom()
	r.dreams.OnChosen(17, false)
	s.settle()
	if r.dreams.Selected() != 17 || !s.reads("18 of 100") {
		t.Error("dream 18 is not open")
	}
	for i, layer := range r.detail.causes.layers {
		for unit, u := range layer.strip.Units() {
			if u.On != r.night.dreams.States[i+1].Get(17, unit) || u.Other {
				t.Errorf("layer %d, unit %d: %+v", i+1, unit, u)
			}
		}
	}
	category := r.night.dreams.States[3].FirstOne(17)
	if want := categoryWords(category, []string{"4", "7", "7"}[category]); !s.reads(want) {
		t.Errorf("%q is not on the screen", want)
	}
	layer := r.detail.causes.layers[0]
	layer.strip.OnHovered(5, true)
	if !s.reads("unit 5 of layer 1: o") {
		t.Errorf("the unit pointed at is called %q", layer.caption.Text)
	}
	layer.strip.OnHovered(0, false)
	if !s.reads("layer 1 · 20 units, ") {
		t.Errorf("without the pointer: %q", layer.caption.Text)
	}
}

func TestNearestTrainingImage(t *testing.T) {
	s := newBarsStage(t)
	r := s.dreamsRoom()
	rows := binaryRows(s.data.Training)
	for _, index := range []int{0, 3, 50} {
		r.dreams.OnChosen(index, false)
		s.settle()
		best := 10
		for i := range rows.Rows {
			d := 0
			for j := range 9 {
				if rows.Get(i, j) != r.night.dreams.States[0].Get(index, j) {
					d++
				}
			}
			best = min(best, d)
		}
		if want := differWords(best, 9); r.detail.nearest.lines[1].Text != want {
			t.Errorf("dream %d: %q, want %q", index, r.detail.nearest.lines[1].Text, want)
		}
	}
}

func TestFlippedCauseAndBack(t *testing.T) {
	s := newDigitsStage(t, "20,12,3c")
	oracle.Randomise(s.session.Fresh().Machine, 1)
	r := s.dreamsRoom()
	d := r.detail
	if d.putBackPlace.Visible() || d.changed.object.Visible() || !s.reads("Click a unit below") {
		t.Error("something is flipped before anybody did it")
	}
	before := d.dream.States[1].Get(0, 4)
	r.detail.causes.layers[0].strip.OnTapped(4)
	s.settle()
	if d.other.States[1].Get(0, 4) == before || !d.changed.object.Visible() || !s.reads("1 cause flipped") {
		t.Error("unit 4 of layer 1 is not flipped")
	}
	if u := d.causes.layers[0].strip.Units()[4]; !u.Other || u.On == before {
		t.Errorf("the strip shows unit 4 as %+v", u)
	}
	r.detail.causes.layers[1].strip.OnTapped(2)
	s.settle()
	if !s.reads("2 causes flipped") {
		t.Error("the second flip is not counted")
	}
	r.detail.causes.layers[0].strip.OnTapped(4)
	r.detail.causes.layers[1].strip.OnTapped(2)
	s.settle()
	for l := range d.dream.States {
		if !slices.Equal(d.other.States[l].Words, d.dream.States[l].Words) {
			t.Errorf("layer %d is not what it was after both were clicked again", l)
		}
	}
	own := d.dream.States[3].FirstOne(0)
	r.detail.causes.layers[2].strip.OnTapped((own + 1) % 3)
	s.settle()
	if got := d.other.States[3]; got.Ones() != 1 || got.FirstOne(0) != (own+1)%3 {
		t.Error("another category does not take the place of the dream's own")
	}
	d.putBack.OnTapped()
	s.settle()
	if d.other.States[3].FirstOne(0) != own || d.flipped() != 0 {
		t.Error("put back leaves the other category")
	}
}

func TestSameCausesDreamtAgain(t *testing.T) {
	s := newDigitsStage(t, "20,12,3c")
	r := s.dreamsRoom()
	want := []string{"category kept, rest drawn again", "layer 2 kept, rest drawn again", "causes kept, pixels drawn again"}
	if !slices.Equal(r.more.kept.Options, want) || r.more.again.Count() != rowPictures {
		t.Errorf("%d pictures; choices %q", r.more.again.Count(), r.more.kept.Options)
	}
	for i, l := range []int{3, 2, 1} {
		r.more.kept.SetSelectedIndex(i)
		s.settle()
		if got := r.more.layer(r.night.machine(0)); got != l {
			t.Errorf("%q keeps layer %d and above", want[i], got)
		}
	}
}

func TestDreamOnlyOfWhatIsHeld(t *testing.T) {
	s := newDigitsStage(t, "20,5c")
	s.session.SetNames([]string{"7", "one", "7", "", "3"})
	s.session.Fresh()
	r := s.dreamsRoom()
	want := []string{"anything", "3", "7 · 2 categories", "one", "category 0 “7”", "category 1 “one”", "category 2 “7”", "category 3", "category 4 “3”"}
	if !slices.Equal(r.held.Options, want) {
		t.Fatalf("choices %q, want %q", r.held.Options, want)
	}
	r.beside.SetChecked(true)
	r.held.SetSelected("7 · 2 categories")
	s.settle()
	seen := map[int]bool{}
	for i := range 100 {
		seen[r.night.dreams.States[2].FirstOne(i)] = true
	}
	if !seen[0] || !seen[2] || len(seen) != 2 {
		t.Errorf("sevens are dreamt by categories %v", seen)
	}
	for _, i := range sampleLabelled(s.data.Training, 7, 50, 1) {
		if s.data.Training.Labels[i] != 7 {
			t.Error("beside the sevens stands something else")
		}
	}
	s.session.SetNames([]string{"1", "1", "1", "1", "1"})
	s.session.Fresh()
	s.frame.refresh()
	s.settle()
	if r.held.Selected != "anything" {
		t.Errorf("%q is held, which is gone", r.held.Selected)
	}
}

func TestTopUnitsCanBeHeld(t *testing.T) {
	s := newDigitsStage(t, "20,6")
	r := s.dreamsRoom()
	r.held.SetSelected("unit 4 on")
	s.settle()
	for i := range 100 {
		if !r.night.dreams.States[2].Get(i, 4) {
			t.Fatalf("unit 4 is off in dream %d", i)
		}
	}
}

func TestTemperatureDividesLogits(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	r := s.dreamsRoom()
	if r.heatText.Text != "1.00" || r.temperature() != 1 {
		t.Errorf("at first the temperature is %s", r.heatText.Text)
	}
	r.heat.SetValue(1)
	s.settle()
	if r.heatText.Text != "2.00" {
		t.Errorf("the slider at 1 is a temperature of %s", r.heatText.Text)
	}
	m, warm := s.session.Fresh().Machine, r.night.machine(0)
	for i, b := range m.Generative.Biases[0] {
		if math.Abs(float64(warm.Generative.Biases[0][i]-b/2)) > 1e-7 {
			t.Fatalf("bias %d is %v at temperature 2, and %v at 1", i, warm.Generative.Biases[0][i], b)
		}
	}
}

func TestWalkToAnotherDream(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	r := s.dreamsRoom()
	if r.more.walk.Visible() || !s.reads("Shift-click another dream") {
		t.Error("a walk before anybody chose where to")
	}
	r.dreams.OnChosen(4, false)
	r.dreams.OnChosen(9, true)
	s.settle()
	if r.dreams.Marked() != 9 || r.dreams.Selected() != 4 || r.more.walk.Count() != rowPictures || !s.reads("from 5 to 10") {
		t.Errorf("marked %d, %d pictures", r.dreams.Marked(), r.more.walk.Count())
	}
	r.more.to.OnTapped()
	r.dreams.OnChosen(2, false)
	s.settle()
	if r.dreams.Marked() != 2 || r.walking || r.dreams.Selected() != 4 {
		t.Errorf("after “walk to…” and a click on 2: marked %d, chosen %d", r.dreams.Marked(), r.dreams.Selected())
	}
	r.dreams.OnChosen(2, true)
	s.settle()
	if r.dreams.Marked() != -1 || r.more.walk.Visible() {
		t.Error("the same dream once more does not end the walk")
	}
}

func TestArrowsMoveTheChoice(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	r := s.dreamsRoom()
	s.window.Canvas().Focus(r.dreams)
	r.dreams.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if r.chosen != 1 {
		t.Errorf("right leads to %d", r.chosen)
	}
	r.dreams.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	below := r.chosen
	r.dreams.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if below < 2 || r.chosen != 1 {
		t.Errorf("down leads to %d, and up again to %d", below, r.chosen)
	}
	r.dreams.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	r.dreams.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	s.settle()
	if r.end != 1 || r.chosen != 0 || !s.reads("from 1 to 2") {
		t.Errorf("the walk leads from %d to %d", r.chosen, r.end)
	}
}

func TestDreamGoesToTheDrawRoom(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	r := s.dreamsRoom()
	r.form.SetSelectedIndex(1)
	r.dreams.OnChosen(7, false)
	s.settle()
	r.detail.send.OnTapped()
	s.settle()
	draw := s.frame.rooms[s.frame.now].room.(*drawRoom)
	for i, v := range draw.drawing.ink {
		if (v == 255) != r.night.dreams.States[0].Get(7, i) {
			t.Fatalf("pixel %d has %d ink", i, v)
		}
	}
	if draw.shown == nil || !s.reads("dream 8") {
		t.Error("the dream is not read")
	}
}

func TestSheetIsSavedAsPNG(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	r := s.dreamsRoom()
	s.picker.path = filepath.Join(t.TempDir(), "sheet")
	r.save.OnTapped()
	s.until("the file is there", func() bool { return strings.HasPrefix(s.frame.message.Text, "Saved as") })
	f, err := os.Open(s.picker.path + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X*size.Y < 100*28*28*pictureScale*pictureScale {
		t.Errorf("the picture has %v pixels", size)
	}
}

func TestHeldSheetStaysWhileTheMachineLearns(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	r := s.dreamsRoom()
	s.session.Play(learn.WakeSleep)
	s.until("dreams are live", func() bool { return r.night.cycle > 0 })
	r.dreams.OnChosen(5, false)
	s.until("the dream is open", func() bool { return r.detail.index == 5 })
	held := r.night
	if !r.hold.Checked {
		t.Error("looking at a dream does not hold the sheet")
	}
	now := s.session.Status().Cycle
	s.until("the machine has learnt more", func() bool { return s.session.Status().Cycle > now+5 })
	s.tick()
	if r.night != held {
		t.Error("the held sheet has changed")
	}
	r.hold.SetChecked(false)
	s.until("the sheet goes on", func() bool { return r.night != held })
	s.session.Stop()
	s.atRest()
}

func TestAnotherMachineDreamsAtOnce(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	r := s.dreamsRoom()
	r.dreams.OnChosen(60, false)
	r.dreams.OnChosen(70, true)
	r.hold.SetChecked(true)
	s.begin("bars3", learn.ClassicDefaults())
	s.settle()
	if r.night.machine(0).Pixels() != 9 || r.hold.Checked || r.end != -1 || r.dreams.Selected() != 0 {
		t.Errorf("a machine of %d pixels dreams; held %v, end %d", r.night.machine(0).Pixels(), r.hold.Checked, r.end)
	}
	if n := len(r.detail.causes.layers); n != r.night.machine(0).Top() {
		t.Errorf("%d layers of causes", n)
	}
}

func TestHoldingsOfNamelessMachines(t *testing.T) {
	m, err := network.New(2, 2, []network.Layer{{Units: 2, Kind: network.Categorical}})
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, h := range holdings(m, nil) {
		texts = append(texts, h.text)
	}
	if want := []string{"anything", "category 0", "category 1"}; !slices.Equal(texts, want) {
		t.Errorf("choices %q", texts)
	}
}

func TestAllClassesDream(t *testing.T) {
	s := newClassesStage(t)
	machines := s.learnClasses(20).Classes
	r := s.dreamsRoom()
	if len(r.night.machines) != 2 || !slices.Equal(r.held.Options, []string{"anything", "4", "7"}) {
		t.Fatalf("%d machines dream of one of %q", len(r.night.machines), r.held.Options)
	}
	by := map[int]int{}
	for i, k := range r.night.dreamers {
		by[k]++
		if got := r.night.machine(i); !slices.Equal(got.Generative.Flat, machines.Machines[k].Generative.Flat) {
			t.Fatalf("dream %d is of another machine", i)
		}
		own, want := r.night.dream(i), r.night.machine(i).DreamOf(1, r.night.dream(i).States[1], 1)
		for pixel, p := range own.Probabilities.Row(0) {
			if math.Abs(float64(p-want.Probabilities.Row(0)[pixel])) > 1e-5 {
				t.Fatalf("dream %d is not what the machine for it makes of its causes", i)
			}
		}
	}
	if by[0] < 20 || by[1] < 20 {
		t.Errorf("the classes dream %v times", by)
	}
	first, other := slices.Index(r.night.dreamers, 0), slices.Index(r.night.dreamers, 1)
	r.dreams.OnChosen(other, false)
	r.dreams.OnChosen(first, true)
	s.settle()
	if !s.reads(dreamtBy(7)) || r.more.walk.Count() != rowPictures {
		t.Error("the dream of the other class, or the walk from it, is not shown")
	}
	walk := r.night.walk(other, first, 3)
	for i, p := range walk[2] {
		if q := r.night.dreams.Probabilities.Row(first)[i]; math.Abs(float64(p-q)) > 1e-5 {
			t.Fatalf("pixel %d: the walk ends at %v, the dream has %v", i, p, q)
		}
	}
	r.held.SetSelected("7")
	s.settle()
	if slices.Contains(r.night.dreamers, 0) {
		t.Error("among sevens is a dream of another class")
	}
}

func TestDreamsRoomHelpsEverywhere(t *testing.T) {
	s := newDigitsStage(t, "20,3c")
	requireTips(t, s.dreamsRoom().content)
}

func TestMoreLikeADream(t *testing.T) {
	s := newDigitsStage(t, "20,5c")
	s.session.SetNames([]string{"7", "one", "7", "", "3"})
	s.session.Fresh()
	r := s.dreamsRoom()
	for unit, want := range []string{"7 · 2 categories", "one", "7 · 2 categories", "category 3", "3"} {
		r.held.SetSelected("anything")
		s.settle()
		index := slices.IndexFunc(r.statesOf(2), func(row []uint64) bool { return row[0]>>unit&1 == 1 })
		r.dreams.OnChosen(index, false)
		s.settle()
		r.detail.more.OnTapped()
		s.settle()
		if r.held.Selected != want {
			t.Errorf("more like a dream of category %d is %q", unit, r.held.Selected)
		}
	}
}

func TestMoreLikeADreamWithoutCategories(t *testing.T) {
	s := newDigitsStage(t, "20,6")
	r := s.dreamsRoom()
	r.dreams.OnChosen(7, false)
	s.settle()
	top := r.statesOf(2)[7][0]
	r.detail.more.OnTapped()
	s.settle()
	for i, row := range r.statesOf(2) {
		if row[0] != top {
			t.Fatalf("dream %d has the top causes %b, want %b", i, row[0], top)
		}
	}
	if r.held.Selected != "dream 8, top causes kept" {
		t.Errorf("it dreams of %q", r.held.Selected)
	}
	r.dreams.TypedKey(&fyne.KeyEvent{Name: fyne.KeyMinus})
	s.settle()
	if rows := r.statesOf(2); !slices.ContainsFunc(rows, func(row []uint64) bool { return row[0] != top }) {
		t.Error("it goes on with the same top causes")
	}
}

func TestMoreLikeADreamByALowerLayer(t *testing.T) {
	s := newDigitsStage(t, "20,12,6")
	r := s.dreamsRoom()
	r.dreams.OnChosen(7, false)
	s.settle()
	r.more.kept.SetSelectedIndex(1)
	s.settle()
	want := r.detail.other.States
	r.detail.more.OnTapped()
	s.settle()
	for i := range r.night.dreams.Count() {
		for l := 2; l <= 3; l++ {
			if !slices.Equal(r.statesOf(l)[i], want[l].Row(0)) {
				t.Fatalf("dream %d has other causes in layer %d", i, l)
			}
		}
	}
	if rows := r.statesOf(1); r.held.Selected != "dream 8, layer 2 kept" || sameDreams(rows[:1], rows[1:2]) {
		t.Errorf("%q: all causes are the same", r.held.Selected)
	}
}
