package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/ui/samples"
)

// deadUnits are the silent units of a layer of the machine that is shown.
func (s *stage) deadUnits(layer int) []int {
	m := s.latest().snapshot.Machine
	var list []int
	for u := range m.Layers[layer].Units {
		if m.Silent(layer, u) {
			list = append(list, u)
		}
	}
	return list
}

func TestTroubleDamagesWhatIsShownAndNotWhatLearns(t *testing.T) {
	s := newDigitsStage(t, "20,10c")
	s.until("Watch has dreamt", func() bool { return s.watchRoom().dreams.Count() > 0 })
	s.press("Trouble")
	b := s.frame.trouble
	b.units.SetValue(.3)
	s.settle()
	if dead := s.deadUnits(1); len(dead) != 6 {
		t.Errorf("units %v of twenty are dead, want 30 %%", dead)
	}
	if dead := s.deadUnits(2); len(dead) != 3 {
		t.Errorf("categories %v of ten are dead, want three", dead)
	}
	if m := s.session.Fresh().Machine; m.Silent(1, s.deadUnits(1)[0]) || s.latest().whole != s.session.Snapshot().Machine {
		t.Error("the machine that learns is damaged")
	}
	if b.button.Importance != widget.WarningImportance || !s.reads("9 of 30 hidden units are dead") {
		t.Errorf("importance %v, text %q", b.button.Importance, b.line.Text)
	}
	s.press("repair all")
	if v := s.latest(); v.snapshot != s.session.Snapshot() || b.units.Value != 0 || b.button.Importance != widget.LowImportance {
		t.Error("damage is left")
	}
}

func TestDamagedSnapshotIsMadeOnce(t *testing.T) {
	s := newDigitsStage(t, "20,10c")
	s.damages.setShares(.5, 0)
	before := s.latest().snapshot
	if again := s.latest().snapshot; again != before {
		t.Error("a machine that has not changed was damaged twice")
	}
	s.press("step")
	s.atRest()
	if after := s.latest(); after.snapshot == before || after.snapshot.Cycle != 1 || len(s.deadUnits(1)) != 10 {
		t.Error("the damage did not follow the machine that learns")
	}
}

func TestNoiseIsOnInputsAndDrawings(t *testing.T) {
	s := newDigitsStage(t, "20")
	s.settle()
	watch := s.watchRoom()
	s.frame.chooseRoom("watch")
	s.settle()
	list := samples.Pick(s.data.Training, sheetImages, watch.seed)
	s.damages.setShares(0, .2)
	s.settle()
	if watch.noise != .2 {
		t.Fatal("the inputs were not shown again")
	}
	clean := s.data.Training.Image(list[0])
	noisy := s.damages.now.Image(clean, list[0])
	if slices.Equal(clean, noisy) {
		t.Fatal("the noise is none")
	}
	d := drawing{ink: clean, width: 28, height: 28, upright: true}
	now := s.latest().snapshot
	whole, hurt := newReading(d, now, &damage{}, 10), newReading(d, now, s.damages.now, 10)
	differ := 0
	for i := range whole.Seen {
		if (whole.Seen[i] > .5) != (hurt.Seen[i] > .5) {
			differ++
		}
	}
	if differ < 784/10 || differ > 784*3/10 {
		t.Errorf("%d of 784 pixels were turned over, want about 157", differ)
	}
}

func TestUnitsAreSilencedOneByOneUntilAnotherMachineComes(t *testing.T) {
	s := newDigitsStage(t, "5,3c")
	for unit := range 2 {
		if err := s.damages.setSilent(2, unit, true); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.damages.setSilent(2, 2, true); err == nil {
		t.Error("the last category was silenced")
	}
	_ = s.damages.setSilent(1, 4, true)
	_ = s.damages.setSilent(2, 0, false)
	if a, b := s.deadUnits(1), s.deadUnits(2); !slices.Equal(a, []int{4}) || !slices.Equal(b, []int{1}) {
		t.Errorf("silent: %v and %v, want 4 and 1", a, b)
	}
	if !s.damages.now.silenced[place{0, 1, 4}] {
		t.Error("a unit is not known to be silenced")
	}
	s.damages.setShares(.2, 0)
	s.begin("bars3", learn.ClassicDefaults())
	s.settle()
	if d := s.damages.now; len(d.silenced) != 0 || d.Damage.Silenced != .2 || len(s.deadUnits(1)) != 1 {
		t.Errorf("damage of another machine: %+v", d)
	}
}

func TestTroubleKeepsOneCategory(t *testing.T) {
	s := newDigitsStage(t, "5,3c")
	test.Tap(s.frame.trouble.button)
	s.frame.trouble.units.SetValue(1)
	alive := 0
	for alive = range 3 {
		if !s.latest().snapshot.Machine.Silent(2, alive) {
			break
		}
	}
	if len(s.deadUnits(2)) != 2 || len(s.deadUnits(1)) != 5 {
		t.Errorf("dead: %v, %v", s.deadUnits(1), s.deadUnits(2))
	}
	if err := s.damages.setSilent(2, alive, true); err == nil {
		t.Error("the last category was silenced")
	}
}

func (s *stage) watchRoom() *watchRoom { return s.frame.rooms[0].room.(*watchRoom) }

func TestMachinesOfAllClassesAreDamaged(t *testing.T) {
	s := newClassesStage(t)
	s.damages.setShares(.5, 0)
	v := s.latest()
	for k, m := range v.snapshot.Classes.Machines {
		if dead, all := countDead(m); dead != 6 || all != 12 {
			t.Errorf("class %d: %d of %d units are dead", k, dead, all)
		}
	}
	if v.snapshot.Machine != v.snapshot.Classes.Machines[0] || v.key() != s.latest().key() {
		t.Error("the machine that is watched is not one of the classes")
	}
	s.damages.repair()
	if err := s.damages.setSilent(1, 3, true); err != nil {
		t.Fatal(err)
	}
	first, second := s.latest().snapshot.Classes.Machines[0], s.latest().snapshot.Classes.Machines[1]
	if !first.Silent(1, 3) || second.Silent(1, 3) {
		t.Error("a unit is silenced in the class that is watched, and in no other")
	}
}
