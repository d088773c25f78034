package data

import "testing"

// The check tells how the data are, also where what it asked for was taken back.
func TestTheCheckFollowsWhatGaveWay(t *testing.T) {
	s := newScene(t)
	s.Digits("4,3")
	s.Settle()
	s.Tick()
	check := s.Shown().choices.straighten
	s.Hold()
	check.SetChecked(true)
	s.Undo()
	s.Let()
	s.Settle()
	s.Tick()
	s.Tick()
	if check.Checked != s.Data().Training.Straightened {
		t.Errorf("checked is %v, the data are straightened is %v", check.Checked, s.Data().Training.Straightened)
	}
}
