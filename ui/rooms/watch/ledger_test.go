package watch

import (
	"math"
	"strings"
	"testing"

	"wakesleep/learn/measure"
	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

func TestLedgerOfClassesIsThatOfTheRightOnes(t *testing.T) {
	s := stage.WithClasses(newScene(t))
	s.ChooseRoom("watch")
	classes := s.RunOf("30", "bar.wakeSleep.button").Ensemble
	test := s.Data().Test.First(desk.LedgerImages)
	bits := 0.0
	for k, label := range classes.Labels {
		own := test.Select(func(i int) bool { return test.Labels[i] == label })
		e, err := measure.Evaluate(t.Context(), network.Alone(classes.Machines[k]), own, measure.Options{Samples: 2000, Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		bits += e.BoundNats / math.Ln2 * float64(own.Count()) / float64(test.Count())
	}
	e, err := desk.Evaluate(t.Context(), classes, test)
	if err != nil {
		t.Fatal(err)
	}
	if got := e.BoundNats / math.Ln2; math.Abs(got-bits) > .03*bits || e.Images != test.Count() {
		t.Errorf("images cost %v bits, want about %v", got, bits)
	}
	words := amountText(e.Ledger.Causes)
	s.Until("the ledger says "+words+" for the causes", func() bool { return s.ReadsWords(words) })
}

func TestLedgerShowsBaselinesAndConfidence(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,4")
	s.ChooseRoom("watch")
	s.Settle()
	for _, key := range []string{"draw.ledger.without", "draw.ledger.totalReach"} {
		if !s.Reads(key) {
			t.Errorf("%q is not on the screen", texts.Of(key))
		}
	}
	if got := amountText(measure.Amount{Bits: 29.72, High: 30.97}); got != texts.Of("draw.ledger.amountReach", "29.7", "1.2") {
		t.Errorf("got %q", got)
	}
	if got := amountText(measure.Amount{Bits: 5, High: 5}); strings.Contains(got, "±") {
		t.Errorf("a figure without error is written %q", got)
	}
}
