package dreams

import (
	"slices"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/ui/inspect"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

func TestDetailShowsTheDreamsOwnCauses(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,12,3c")
	s.Session().SetNames([]string{"4", "7", "7"})
	s.Session().Fresh()
	r := s.Shown()
	r.dreams.OnChosen(17, false)
	s.Settle()
	if r.dreams.Selected() != 17 || !s.Reads("dreams.one.number", 18, 100) {
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
	if want := texts.Category(category, []string{"4", "7", "7"}[category]); !s.ReadsWords(want) {
		t.Errorf("%q is not on the screen", want)
	}
	layer := r.detail.causes.layers[0]
	layer.strip.OnHovered(5, true)
	if !s.ReadsWords(texts.Of("common.unit", 5, 1)) {
		t.Errorf("the unit pointed at is called %q", layer.caption.Text)
	}
	layer.strip.OnHovered(0, false)
	if !s.ReadsWords(texts.Count("draw.bits.layer.units", 20, 1)) {
		t.Errorf("without the pointer: %q", layer.caption.Text)
	}
}

func TestNearestTrainingImage(t *testing.T) {
	s := stage.WithBars(newScene(t))
	r := s.Shown()
	rows := stage.BinaryRows(s.Data().Training)
	for _, index := range []int{0, 3, 50} {
		r.dreams.OnChosen(index, false)
		s.Settle()
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
	s := stage.WithDigits(newScene(t), "20,12,3c")
	oracle.Randomise(s.Session().Fresh().Machine, 1)
	r := s.Shown()
	d := r.detail
	if d.putBackPlace.Visible() || d.changed.object.Visible() || !s.Reads("dreams.one.hint") {
		t.Error("something is flipped before anybody did it")
	}
	before := d.dream.States[1].Get(0, 4)
	r.detail.causes.layers[0].strip.OnTapped(4)
	s.Settle()
	if d.other.States[1].Get(0, 4) == before || !d.changed.object.Visible() || !s.Reads("dreams.flipped.one") {
		t.Error("unit 4 of layer 1 is not flipped")
	}
	if u := d.causes.layers[0].strip.Units()[4]; !u.Other || u.On == before {
		t.Errorf("the strip shows unit 4 as %+v", u)
	}
	r.detail.causes.layers[1].strip.OnTapped(2)
	s.Settle()
	if !s.Reads("dreams.flipped.other", 2) {
		t.Error("the second flip is not counted")
	}
	r.detail.causes.layers[0].strip.OnTapped(4)
	r.detail.causes.layers[1].strip.OnTapped(2)
	s.Settle()
	for l := range d.dream.States {
		if !slices.Equal(d.other.States[l].Words, d.dream.States[l].Words) {
			t.Errorf("layer %d is not what it was after both were clicked again", l)
		}
	}
	own := d.dream.States[3].FirstOne(0)
	r.detail.causes.layers[2].strip.OnTapped((own + 1) % 3)
	s.Settle()
	if got := d.other.States[3]; got.Ones() != 1 || got.FirstOne(0) != (own+1)%3 {
		t.Error("another category does not take the place of the dream's own")
	}
	d.putBack.OnTapped()
	s.Settle()
	if d.other.States[3].FirstOne(0) != own || d.flipped() != 0 {
		t.Error("put back leaves the other category")
	}
}

func TestSameCausesDreamtAgain(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,12,3c")
	r := s.Shown()
	want := []string{texts.Of("dreams.rows.category"), texts.Of("dreams.rows.layer", 2), texts.Of("dreams.rows.causes")}
	if !slices.Equal(r.more.kept.Options, want) || r.more.again.Count() != rowPictures {
		t.Errorf("%d pictures; choices %q", r.more.again.Count(), r.more.kept.Options)
	}
	for i, l := range []int{3, 2, 1} {
		r.more.kept.SetSelectedIndex(i)
		s.Settle()
		if got := r.more.layer(r.night.machine(0)); got != l {
			t.Errorf("%q keeps layer %d and above", want[i], got)
		}
	}
}

func TestWalkToAnotherDream(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	if !s.Reads("dreams.walk.example", 1, 2) || r.more.walk.Count() != rowPictures || r.dreams.Marked() != -1 {
		t.Error("no example of a walk before anybody chose where to")
	}
	r.dreams.OnChosen(4, false)
	r.dreams.OnChosen(9, true)
	s.Settle()
	if r.dreams.Marked() != 9 || r.dreams.Selected() != 4 || r.more.walk.Count() != rowPictures || !s.Reads("dreams.walk.line", 5, 10) {
		t.Errorf("marked %d, %d pictures", r.dreams.Marked(), r.more.walk.Count())
	}
	r.more.to.OnTapped()
	r.dreams.OnChosen(2, false)
	s.Settle()
	if r.dreams.Marked() != 2 || r.walking || r.dreams.Selected() != 4 {
		t.Errorf("after “walk to…” and a click on 2: marked %d, chosen %d", r.dreams.Marked(), r.dreams.Selected())
	}
	r.dreams.OnChosen(2, true)
	s.Settle()
	if r.dreams.Marked() != -1 || r.more.walk.Visible() || !s.Reads("dreams.walk.hint") {
		t.Error("the same dream once more does not end the walk")
	}
}

func TestDreamGoesToTheDrawRoom(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	r.form.SetSelectedIndex(1)
	r.dreams.OnChosen(7, false)
	s.Settle()
	drawRoom := stage.NewDrawRoom(s.Desk)
	r.detail.send.OnTapped()
	for i, v := range drawRoom.Image.Ink {
		if (v == 255) != r.night.dreams.States[0].Get(7, i) {
			t.Fatalf("pixel %d has %d ink", i, v)
		}
	}
	if !inspect.Says(drawRoom.From, "dreams.send.plain", 8) {
		t.Errorf("what was sent is %q", drawRoom.From)
	}
}

func TestVariationsOfDeepMachinesKeepMoreThanTheTop(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,12,8,6,4")
	r := s.Shown()
	if l := r.more.layer(r.night.machine(0)); l != 3 {
		t.Errorf("layer %d is kept", l)
	}
}
