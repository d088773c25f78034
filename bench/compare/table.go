package main

import (
	"cmp"
	"fmt"
	"math"
	"strings"
)

// markdown writes everything as a document.
func (r *results) markdown() string {
	var text strings.Builder
	text.WriteString("# Side by side\n\n")
	known := func(s string) string { return cmp.Or(s, "unknown") }
	fmt.Fprintf(&text, "Written by `make bench-peers` on %s with %d threads; %s, products in %s; %s.\n",
		known(r.cpu), r.options.threads, known(r.goVersion), known(r.kernels), known(r.torch))
	fmt.Fprintf(&text, "Best of %d rounds in which the programs took turns, and the range of the ratio over the\n"+
		"rounds. Products run on one thread; GFLOPS count the zeros. Load of the machine before: %s.\n",
		r.options.rounds, known(r.load))
	if r.options.quick {
		text.WriteString("\n**Measured quickly: the figures mean little.**\n")
	}
	text.WriteString("\n| what | ours | peer | ratio | rounds | at least | aim |\n|---|--:|--:|--:|--:|--:|--:|\n")
	for _, w := range r.rows() {
		text.WriteString(r.line(w))
	}
	text.WriteString(r.trainings())
	for _, failure := range r.failed {
		fmt.Fprintf(&text, "\nNot measured: %s\n", strings.ReplaceAll(failure, "\n", ": "))
	}
	return text.String()
}

// line is one row of the table.
func (r *results) line(w row) string {
	unit := "GFLOPS"
	if w.seconds {
		unit = "s"
	}
	ratio := w.ratio(r.rounds...)
	mark := ""
	if w.least > 0 && ratio < w.least {
		mark = " (short)"
	}
	least, greatest := w.spread(r.rounds)
	return fmt.Sprintf("| %s | %s | %s | %s%s | %s–%s | %s | %s |\n", w.what,
		number(w.best(w.ours, r.rounds...), unit), number(w.best(w.peer, r.rounds...), unit),
		number(ratio, "×"), mark, number(least, ""), number(greatest, ""), target(w.least), target(w.aim))
}

func target(ratio float64) string {
	if ratio == 0 {
		return ""
	}
	return fmt.Sprintf("%g×", ratio)
}

// number is a figure to three digits, a dash where it is missing.
func number(v float64, unit string) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	digits := 2
	if v >= 100 {
		digits = 0
	} else if v >= 10 {
		digits = 1
	}
	text := fmt.Sprintf("%.*f", digits, v)
	if unit == "s" || unit == "GFLOPS" {
		text += " "
	}
	return text + unit
}

// trainings lists all forms of the epoch with the bounds they reached, which
// show that all did the same work.
func (r *results) trainings() string {
	var text strings.Builder
	text.WriteString("\n| RWS epoch of 60,000 digits, 784-200-200-200, K=5 | threads | best | mean bound of what was timed |\n|---|--:|--:|--:|\n")
	line := func(what, key string, threads int) {
		if bound, found := r.bounds[key]; found {
			w := row{seconds: true}
			fmt.Fprintf(&text, "| %s | %d | %s | %s |\n", what, threads,
				number(w.best([]string{key}, r.rounds...), "s"), number(bound, " nats"))
		}
	}
	for _, threads := range threadCounts(r.options.threads) {
		for _, form := range forms {
			line("PyTorch, "+formTitles[form], torchKey(form, threads), threads)
		}
	}
	for _, threads := range threadCounts(r.options.threads) {
		line("Wake-Sleep, batch 100", epochKey(chain, 100, threads), threads)
		line("Wake-Sleep, batch 20", epochKey(chain, 20, threads), threads)
		line("Wake-Sleep, lateral top and skips", epochKey(lateralTop, 100, threads), threads)
	}
	return text.String()
}

var formTitles = map[string]string{
	"repeat":   "images repeated K times",
	"once":     "bottom product once an image",
	"manual":   "that, gradients by hand",
	lateralTop: "the same, lateral top and skips",
}
