package draw

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/network"
	"wakesleep/ui/inspect"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// The lengths are the machines' own, and the pictures the winner's.
func TestDrawingIsMeasuredByEveryClass(t *testing.T) {
	s := stage.WithClasses(newScene(t))
	snap := s.RunOf("60", "bar.wakeSleep.button")
	r := s.Shown()
	r.stroke([2]float32{.2, .1}, [2]float32{.2, .9}, [2]float32{.35, .1}, [2]float32{.35, .9})
	s.Settle()
	ink, w, h := r.pad.Ink()
	want := snap.Ensemble.Recognise(dataset.PrepareInk(ink, w, h, 28, 28, false), defaultFirings, readingSeed)
	l := r.answer.lengths
	if !l.object.Visible() || r.answer.found.Visible() {
		t.Fatal("the lengths are not shown in the place of categories")
	}
	if l.head.Text != fmt.Sprint([]int{4, 7}[want.Best]) || !inspect.Says(l.line.Text, "draw.lengths.margin", texts.Bits(want.Margin), r.shown.BoundSamples) {
		t.Errorf("answer %s, %s; want %+v", l.head.Text, l.line.Text, want.Lengths)
	}
	for k, row := range l.rows {
		share := float64(row.Bar.Shares()[0])
		if row.Value.Text != texts.Bits(want.Lengths[k]) || math.Abs(share-want.Lengths[k]/slices.Max(want.Lengths)) > 1e-6 {
			t.Errorf("class %s has %s bits and a bar of %v", row.Name.Text, row.Value.Text, share)
		}
		if row.Name.TextStyle.Bold != (k == want.Best) || row.column.Visible() {
			t.Errorf("class %s is marked %v, with a probability: %v", row.Name.Text, row.Name.TextStyle.Bold, row.column.Visible())
		}
	}
	if r.shown.machine != snap.Ensemble.Machines[want.Best] || !slices.Equal(r.equation.values[1], want.Each[want.Best].Image) {
		t.Error("the pictures are not those of the winner")
	}
	other := 1 - want.Best
	whose := texts.Of("classes.named", []int{4, 7}[other])
	l.each.OnTapped(other)
	if !slices.Equal(r.equation.values[1], want.Each[other].Image) || l.head.Text != fmt.Sprint([]int{4, 7}[want.Best]) ||
		!s.Reads("draw.see.ownOfClass", whose) || !s.Reads("draw.bits.ownOfClass", whose) || !s.Reads("draw.bits.total", texts.Bits(want.Each[other].FreeEnergy())) {
		t.Error("a tap on another class does not show what its machine sees")
	}
	l.each.OnTapped(other)
	if !slices.Equal(r.equation.values[1], want.Each[want.Best].Image) {
		t.Error("a second tap does not go back to the answer's")
	}
	typical, err := measure.NewTypical(t.Context(), snap.Ensemble, s.Data().Test)
	if err != nil {
		t.Fatal(err)
	}
	if words := strangeWords(typical.Judge(want.Plainest()), texts.Of("draw.strange.imagesOf", s.Data().Name)); r.bits.strange.Text != words {
		t.Errorf("strangeness is %q, want %q", r.bits.strange.Text, words)
	}
}

func TestCalibratedProbabilitiesAreShown(t *testing.T) {
	s := stage.WithClasses(newScene(t))
	s.RunOf("10", "bar.wakeSleep.button")
	saved := s.Session().Checkpoint()
	saved.SetCalibration(&network.Calibration{Scales: []float64{.01, .01}, Offsets: []float64{0, 0}, Samples: 5})
	training, err := learn.Continue(saved, s.Data().Training, 2)
	if err != nil {
		t.Fatal(err)
	}
	s.Install(training, s.Data())
	r := s.Shown()
	r.stroke([2]float32{.2, .1}, [2]float32{.2, .9})
	s.Settle()
	sum := 0
	for k, row := range r.answer.lengths.rows {
		var n int
		if _, err := fmt.Sscanf(row.share.Text, "%d %%", &n); err != nil {
			t.Errorf("class %d: probability %q", k, row.share.Text)
		}
		sum += n
	}
	if sum < 99 || sum > 101 || !s.Reads("draw.lengths.calibrated") {
		t.Errorf("probabilities add up to %d %%", sum)
	}
}
