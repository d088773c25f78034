package draw

import (
	"testing"

	"wakesleep/learn/measure"
	"wakesleep/learn/measure/baseline"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

func TestDrawingIsComparedWithUnseenImages(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,4")
	r := s.emptied()
	if r.bits.rows.Visible() {
		t.Error("an empty pad is judged")
	}
	r.stroke([2]float32{.5, .2}, [2]float32{.5, .8})
	s.Settle()
	v := s.Latest()
	typical, err := measure.NewTypical(t.Context(), v.Snapshot.Ensemble, v.Data.Test)
	if err != nil {
		t.Fatal(err)
	}
	want := strangeWords(typical.Judge(r.shown.Recognition), texts.Of("draw.strange.imagesOf", v.Data.Name))
	if r.bits.strange.Text != want {
		t.Errorf("the room says %q, want %q", r.bits.strange.Text, want)
	}
}

func TestBaselinesStandBesideTheDescription(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,4")
	r := s.Shown()
	r.stroke([2]float32{.5, .2}, [2]float32{.5, .8})
	s.Settle()
	want := baseline.OfDraws(r.shown.Draws, 28, 28, s.Latest().Data.Training.Mean())
	rows := map[string]string{}
	for _, row := range append(r.bits.others[:], r.bits.own) {
		rows[row.Name.Text] = row.Value.Text
	}
	for name, value := range map[string]string{
		texts.Of("draw.bits.independent"): texts.Bits(*want.Independent), texts.Of("draw.bits.gzip"): texts.Bits(want.Gzip), texts.Of("draw.bits.png"): texts.Bits(want.PNG),
		texts.Of("draw.bits.pixel"): "784", texts.Of("draw.bits.byte"): "6,272", texts.Of("draw.bits.own"): texts.Bits(r.shown.FreeEnergy()),
	} {
		if rows[name] != value {
			t.Errorf("%s is said to cost %q, want %q", name, rows[name], value)
		}
	}
}

func TestStrangenessFollowsTheMachineAsItLearns(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.Shown()
	r.stroke([2]float32{.5, .2}, [2]float32{.5, .8})
	s.Settle()
	s.Entry("cycles").SetText("50")
	s.Press("bar.wakeSleep.button")
	s.AtRest()
	s.Until("the reading and what it is compared with are the new machine's", func() bool {
		m := s.Latest().Snapshot.Machine
		return r.yardstick.machine == m && r.shown.machine == m
	})
}

func TestYardstickServesAWhileWhileTheMachineLearns(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	v := s.Latest()
	y, err := newYardstick(t.Context(), v, nil)
	if err != nil {
		t.Fatal(err)
	}
	other := *v.Snapshot
	other.Machine = other.Machine.Clone()
	other.Ensemble = network.Alone(other.Machine)
	if !y.fits(v) || y.fits(&desk.View{Snapshot: &other, Data: v.Data}) {
		t.Error("at rest a yardstick serves its own machine alone")
	}
	other.State = session.Running
	if !y.fits(&desk.View{Snapshot: &other, Data: v.Data}) {
		t.Error("a fresh yardstick must serve a machine that learns")
	}
	y.taken = y.taken.Add(-yardstickEvery)
	if y.fits(&desk.View{Snapshot: &other, Data: v.Data}) {
		t.Error("an old yardstick serves a machine that learns")
	}
	if (*yardstick)(nil).fits(v) {
		t.Error("no yardstick fits")
	}
}
