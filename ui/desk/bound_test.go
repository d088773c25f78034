package desk

import (
	"testing"

	"wakesleep/learn"
	"wakesleep/network"
)

func TestActionsAreBounded(t *testing.T) {
	small, err := network.New(3, 3, []network.Layer{{Units: 2}})
	if err != nil {
		t.Fatal(err)
	}
	large, err := network.New(28, 28, []network.Layer{{Units: 10_000}})
	if err != nil {
		t.Fatal(err)
	}
	actions := func(m *network.Machine, n int) (list []*action) {
		for range n {
			list = append(list, newAction("", &learn.Moment{Saved: &learn.Checkpoint{Machine: m}}))
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
