package desk

import (
	"testing"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/network/images"
)

func TestActionsAreBounded(t *testing.T) {
	moment := func(layers string, side int) *session.Moment {
		settings := learn.ClassicDefaults()
		settings.Layers, settings.Rate = layers, []float64{.1}
		blank := &images.Set{Name: "blank", Width: side, Height: side, Grey: make([]uint8, side*side)}
		trainer, err := learn.New(settings, blank, 1)
		if err != nil {
			t.Fatal(err)
		}
		defer trainer.Close()
		return &session.Moment{Checkpoint: trainer.Finished()}
	}
	small, large := moment("2", 3), moment("10000", 28)
	actions := func(m *session.Moment, n int) (list []*action) {
		for range n {
			list = append(list, newAction("", m))
		}
		return list
	}
	if got := len(bound(actions(small, 50))); got != mostActions {
		t.Errorf("%d actions are kept", got)
	}
	// 10,000 units of 784 weights in both directions take 63 MB.
	if got := len(bound(actions(large, 10))); got != 3 {
		t.Errorf("%d actions with large machines are kept", got)
	}
}

// Which category is left, of those that both the share and the user silence, is the same
// each time.
func TestTheCategoryThatIsLeftIsNoAccident(t *testing.T) {
	m, err := network.New(3, 3, []network.Layer{{Units: 5, Kind: network.Categorical}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	by := &Damage{Damage: network.Damage{Silenced: .6, Seed: damageSeed}, silenced: map[place]bool{}}
	for u := range 5 {
		if !by.Damage.Machine(m).Silent(1, u) {
			by.silenced[place{0, 1, u}] = true
		}
	}
	first := by.machine(0, m)
	for range 50 {
		for u := range 5 {
			if by.machine(0, m).Silent(1, u) != first.Silent(1, u) {
				t.Fatalf("category %d lives at times and is dead at others", u)
			}
		}
	}
}
