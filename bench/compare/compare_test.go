package main

import (
	"math"
	"strings"
	"testing"
)

func TestRatiosSayHowManyTimesBetterOursIs(t *testing.T) {
	rounds := []figures{{"a": 2, "x": 6, "y": 8}, {"a": 4, "x": 5}}
	seconds := row{ours: []string{"a"}, peer: []string{"x", "y"}, seconds: true}
	if got := seconds.ratio(rounds...); got != 5./2 {
		t.Errorf("best seconds 5 and 2: ratio %g", got)
	}
	if least, greatest := seconds.spread(rounds); least != 5./4 || greatest != 6./2 {
		t.Errorf("rounds 6/2 and 5/4: %g to %g", least, greatest)
	}
	speed := row{ours: []string{"a"}, peer: []string{"x", "y"}}
	if got := speed.ratio(rounds...); got != 4./8 {
		t.Errorf("best speeds 4 and 8: ratio %g", got)
	}
	if got := speed.ratio(figures{"a": 1}); !math.IsNaN(got) {
		t.Errorf("without a peer: ratio %g", got)
	}
}

func TestTableMarksWhatFallsShort(t *testing.T) {
	r := newResults(options{rounds: 1, threads: 2})
	r.rounds[0] = figures{epochKey(chain, 100, 1): 4, epochKey(chain, 100, 2): 2, epochKey(lateralTop, 100, 2): 3, torchKey(lateralTop, 1): 12, torchKey(lateralTop, 2): 10.5, torchKey("manual", 1): 8.5, torchKey("repeat", 2): 7}
	text := r.markdown()
	for _, want := range []string{
		"PyTorch at its best ÷ ours with 2 threads | 2.00 s | 7.00 s | 3.50× | 3.50–3.50 | 3.5× | 7× |",
		"one thread each, PyTorch ÷ ours | 4.00 s | 8.50 s | 2.12× (short) |",
		"lateral top and skips, PyTorch at its best ÷ ours with 2 threads | 3.00 s | 10.5 s | 3.50× | 3.50–3.50 | 3× | 6× |",
		"batches of 100, ours: 1 thread ÷ 2 | 2.00 s | 4.00 s | 2.00× |",
		"at 0.5, ÷ gonum | – | – | – |",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestThreadCounts(t *testing.T) {
	for most, want := range map[int]int{1: 1, 2: 2, 8: 3} {
		if got := threadCounts(most); len(got) != want {
			t.Errorf("up to %d: %v", most, got)
		}
	}
}
