package texts

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestNumbersAreReadable(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 18312: "18,312", -1234567: "-1,234,567"} {
		if got := Thousands(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	for bits, want := range map[float64]string{3.5033: "3.50", 29.74: "29.7", 131.4: "131", 729491.4: "729,491", 1e20: "1e+20"} {
		if got := Bits(bits); got != want {
			t.Errorf("%v bits: %q, want %q", bits, got, want)
		}
	}
	if got := Bits(math.NaN()); got != "–" {
		t.Errorf("unknown bits: %q", got)
	}
}

func TestRatesGoThereAndBack(t *testing.T) {
	for text, want := range map[string][]float64{"1e-3": {.001}, " .15, .01,.01": {.15, .01, .01}} {
		got, err := ParseNumbers("rate", text)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "1,,2", "a"} {
		if _, err := ParseNumbers("rate", text); err == nil {
			t.Errorf("%q passed for numbers", text)
		}
	}
	if got := Rates([]float64{.01, .01, .01}); got != "0.01" {
		t.Errorf("equal rates are written %q", got)
	}
	if got := Rates([]float64{.15, .01}); got != "0.15,0.01" {
		t.Errorf("different rates are written %q", got)
	}
}

func TestSentencesBeginAndEndAsTheyShould(t *testing.T) {
	for text, want := range map[string]string{
		"training diverged":      "Training diverged.",
		"/tmp/m: it is a folder": "/tmp/m: it is a folder.",
		"m.idx: it is empty.":    "m.idx: it is empty.",
		"bars3 has images":       "bars3 has images.",
	} {
		if got := Sentence(text); got != want {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// In German, decimals have a comma, and what programs write is still read.
func TestRatesInALanguageWithADecimalComma(t *testing.T) {
	Use("de")
	defer Use("en")
	for text, want := range map[string][]float64{
		"0,001": {.001}, "0.001": {.001}, "1e-3": {.001}, "1,5e-3": {.0015}, "2": {2},
		"0,15; 0,01;0,02": {.15, .01, .02}, "0.15,0.01,0.02": {.15, .01, .02}, "0.15;0.01": {.15, .01}, "1;2": {1, 2},
	} {
		got, err := ParseNumbers("Rate", text)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "0,1,0,2", "0,1;;0,2", "viel"} {
		if _, err := ParseNumbers("Rate", text); err == nil {
			t.Errorf("%q passed for numbers", text)
		}
	}
	for _, rates := range [][]float64{{.15, .01}, {3e-4}, {1e-7}, {2, 1.5, .5}} {
		text := Rates(rates)
		if got, err := ParseNumbers("Rate", text); err != nil || !slices.Equal(got, rates) || strings.Contains(text, ".") {
			t.Errorf("%v became %q, and then %v, %v", rates, text, got, err)
		}
	}
	if n, err := ParseCount("Zyklen", "1.234", 1, 2000); err != nil || n != 1234 {
		t.Errorf("1.234 became %d, %v", n, err)
	}
	if got := Bits(29.74) + " " + Bits(729491.4); got != "29,7 729.491" {
		t.Errorf("bits are written %q", got)
	}
}
