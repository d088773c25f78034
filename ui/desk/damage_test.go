package desk_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/ui/kit"
	"wakesleep/ui/stage"
)

// deadUnits are the silent units of a layer of the machine that is shown.
func (s *scene) deadUnits(layer int) []int {
	return silent(s.Latest().Snapshot.Machine, layer)
}

// silent are the silent units of a layer.
func silent(m *network.Machine, layer int) []int {
	var list []int
	for u := range m.Layers[layer].Units {
		if m.Silent(layer, u) {
			list = append(list, u)
		}
	}
	return list
}

func TestTroubleDamagesWhatIsShownAndNotWhatLearns(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,10c")
	s.Press("trouble.title")
	units, button := s.Object("dead units").(*kit.Slider), s.Button("trouble")
	units.SetValue(.3)
	s.Settle()
	if dead := s.deadUnits(1); len(dead) != 6 {
		t.Errorf("units %v of twenty are dead, want 30 %%", dead)
	}
	if dead := s.deadUnits(2); len(dead) != 3 {
		t.Errorf("categories %v of ten are dead, want three", dead)
	}
	if m := s.Session().Fresh().Machine; m.Silent(1, s.deadUnits(1)[0]) || s.Latest().Whole != s.Session().Snapshot().Machine {
		t.Error("the machine that learns is damaged")
	}
	if button.Importance != widget.WarningImportance || !s.Reads("trouble.dead", 9, 30) {
		t.Errorf("importance %v", button.Importance)
	}
	s.Press("trouble.repair.button")
	if v := s.Latest(); v.Snapshot != s.Session().Snapshot() || units.Value != 0 || button.Importance != widget.LowImportance {
		t.Error("damage is left")
	}
}

func TestDamagedSnapshotIsMadeOnce(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,10c")
	s.Damages().SetShares(.5, 0)
	before := s.Latest().Snapshot
	if again := s.Latest().Snapshot; again != before {
		t.Error("a machine that has not changed was damaged twice")
	}
	s.Press("bar.step.button")
	s.AtRest()
	if after := s.Latest(); after.Snapshot == before || after.Snapshot.Cycle != 1 || len(s.deadUnits(1)) != 10 {
		t.Error("the damage did not follow the machine that learns")
	}
}

func TestUnitsAreSilencedOneByOneUntilAnotherMachineComes(t *testing.T) {
	s := stage.WithDigits(newScene(t), "5,3c")
	for unit := range 2 {
		if err := s.Damages().SetSilent(2, unit, true); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Damages().SetSilent(2, 2, true); err == nil {
		t.Error("the last category was silenced")
	}
	_ = s.Damages().SetSilent(1, 4, true)
	_ = s.Damages().SetSilent(2, 0, false)
	if a, b := s.deadUnits(1), s.deadUnits(2); !slices.Equal(a, []int{4}) || !slices.Equal(b, []int{1}) {
		t.Errorf("silent: %v and %v, want 4 and 1", a, b)
	}
	if !s.Damages().Now.IsSilenced(s.Session().Snapshot(), 1, 4) {
		t.Error("a unit is not known to be silenced")
	}
	s.Damages().SetShares(.2, 0)
	s.Begin("bars3", learn.ClassicDefaults())
	s.Settle()
	if d := s.Damages().Now; d.IsSilenced(s.Session().Snapshot(), 1, 4) || d.Damage.Silenced != .2 || len(s.deadUnits(1)) != 1 {
		t.Errorf("damage of another machine: %+v", d)
	}
}

func TestTroubleKeepsOneCategory(t *testing.T) {
	s := stage.WithDigits(newScene(t), "5,3c")
	test.Tap(s.Button("trouble"))
	s.Object("dead units").(*kit.Slider).SetValue(1)
	alive := 0
	for alive = range 3 {
		if !s.Latest().Snapshot.Machine.Silent(2, alive) {
			break
		}
	}
	if len(s.deadUnits(2)) != 2 || len(s.deadUnits(1)) != 5 {
		t.Errorf("dead: %v, %v", s.deadUnits(1), s.deadUnits(2))
	}
	if err := s.Damages().SetSilent(2, alive, true); err == nil {
		t.Error("the last category was silenced")
	}
}
