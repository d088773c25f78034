package learn

import (
	"slices"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
)

func TestRename(t *testing.T) {
	m := oracle.Machine(2, 1, "3c", 1)
	var r Record
	for _, step := range []struct {
		category int
		name     string
		names    []string
		byHand   []int
	}{
		{2, "ring", []string{"", "", "ring"}, []int{2}},
		{0, " cross ", []string{"cross", "", "ring"}, []int{0, 2}},
		{2, "", []string{"cross", "", ""}, []int{0, 2}},
	} {
		if err := r.Rename(network.Alone(m), step.category, step.name); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(r.Names, step.names) || !slices.Equal(r.ByHand, step.byHand) {
			t.Errorf("names %q, by hand %v; want %q, %v", r.Names, r.ByHand, step.names, step.byHand)
		}
	}
	for _, bad := range []error{
		r.Rename(network.Alone(m), 3, "x"), r.Rename(network.Alone(m), -1, "x"), r.Rename(network.Alone(m), 0, "a\tb"), r.Rename(network.Alone(m), 0, "\xff"),
		r.Rename(network.Alone(oracle.Machine(2, 1, "3", 1)), 0, "x"),
	} {
		if bad == nil {
			t.Error("an impossible name was given")
		}
	}
	fitted := []string{"1", "2", "3"}
	r.FitNames(fitted)
	if !slices.Equal(r.Names, []string{"cross", "2", ""}) || !slices.Equal(r.ByHand, []int{0, 2}) || fitted[0] != "1" {
		t.Errorf("after fitting names %q, by hand %v", r.Names, r.ByHand)
	}
	if r.SetNames([]string{"1", "2", "3"}); r.ByHand != nil {
		t.Error("names by labels count as given by hand")
	}
}

func TestMetadataWithImpossibleNamesByHand(t *testing.T) {
	m := oracle.Machine(2, 1, "3c", 1)
	s := ClassicDefaults()
	s.Layers, s.Rate = "3c", []float64{.1}
	for _, byHand := range [][]int{{3}, {-1}, {1, 1}, {2, 1}} {
		r := Record{Settings: s, Images: 1, Names: []string{"a", "b", "c"}, ByHand: byHand}
		if err := r.check(m.Hidden()); err == nil {
			t.Errorf("%v was taken", byHand)
		}
	}
	if err := (&Record{Settings: s, Names: []string{"a", "b", "c"}, ByHand: []int{0, 2}}).check(m.Hidden()); err != nil {
		t.Error(err)
	}
}
