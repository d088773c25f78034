package main

// task is a recipe that is trained from seeds 1 to seeds and measured.
type task struct {
	recipe string
	seeds  uint64
	// evaluation is the arguments of evaluate.
	evaluation []string
}

// bound measures with K = 1000, dreams scores dreams as well, and quick takes as
// many samples as an answer needs.
var (
	bound  = []string{"--samples", "1000"}
	dreams = []string{"--samples", "1000", "--dreams", "10000"}
	quick  = []string{"--samples", "100"}
)

// work is all that docs/RESULTS.md has, cheap trainings first.
var work = []task{
	{"bars", 12, bound},
	{"classic-1995", 3, quick},
	{"categories-50", 3, quick},
	{"categories-30", 1, quick},
	{"categories-10", 3, quick},
	{"found-10", 3, quick},
	{"found-10-best", 3, quick},
	{"classes-quick", 1, quick},
	{"classic", 1, bound},
	{"classic-lateral", 1, bound},
	{"dreams", 1, dreams},
	{"density-fixed", 1, bound},
	{"density-fixed-plain", 1, bound},
	{"density-lateral-top", 1, dreams},
	{"density-plain", 1, dreams},
	{"classes-best", 1, quick},
	{"density-best-plain", 1, dreams},
	{"density", 1, dreams},
	{"density-best", 1, dreams},
}

// anySize stands for the recipe among ofAnySize whose machine describes images the shortest.
const anySize = "any size"

var ofAnySize = []string{"density", "density-lateral-top", "density-best"}

// figure is a line of the table of results.
type figure struct {
	// what is measured of the machine of a recipe, or of anySize.
	what, recipe, key string
	// unit comes after the number, which is printed with decimals digits.
	unit     string
	decimals int
	// least and aim are the targets; more means that greater is better.
	least, aim float64
	more       bool
}

var figures = []figure{
	{"200-200-200, lateral, drawn afresh, NLL(K=1000)", "density", "nll_nats", "nats", 2, 85.5, 84, false},
	{"the same, binarised once", "density-fixed", "nll_nats", "nats", 2, 86.7, 85, false},
	{"lateral in the top alone, drawn afresh", "density-lateral-top", "nll_nats", "nats", 2, 86.2, 85, false},
	{"any size, NLL(K=1000)", anySize, "nll_nats", "nats", 2, 84.6, 82, false},
	{"classic wake-sleep, lateral, NLL(K=1000)", "classic-lateral", "nll_nats", "nats", 2, 0, 92, false},
	{"a chain 200-200-200, drawn afresh, NLL(K=1000)", "density-plain", "nll_nats", "nats", 2, 91.5, 89, false},
	{"the same, binarised once", "density-fixed-plain", "nll_nats", "nats", 2, 93.5, 90.1, false},
	{"a chain of any size, NLL(K=1000)", "density-best-plain", "nll_nats", "nats", 2, 90, 84.8, false},
	{"classic wake-sleep, a chain 200-200-200, NLL(K=1000)", "classic", "nll_nats", "nats", 2, 101.3, 96, false},
	{"10 categories, accuracy", "categories-10", "category_accuracy_percent", "%", 2, 78, 95, true},
	{"10 classes that machines compete for, accuracy", "found-10", "category_accuracy_percent", "%", 2, 96.3, 98, true},
	{"10 classes that machines compete for, learnt again, accuracy", "found-10-best", "category_accuracy_percent", "%", 2, 96.6, 98, true},
	{"30 categories, accuracy", "categories-30", "category_accuracy_percent", "%", 2, 0, 0, true},
	{"50 categories, accuracy", "categories-50", "category_accuracy_percent", "%", 2, 87, 95, true},
	{"the experiment of 1995, one machine per class, error", "classic-1995", "error_percent", "%", 2, 0, 4.8, false},
	{"one machine per class, two minutes, error", "classes-quick", "error_percent", "%", 2, 3.2, 2.2, false},
	{"the same, lengths calibrated", "classes-quick", "calibrated_error_percent", "%", 2, 0, 0, false},
	{"one machine per class, best, error", "classes-best", "error_percent", "%", 2, 2.2, 1.25, false},
	{"the same, lengths calibrated", "classes-best", "calibrated_error_percent", "%", 2, 2.1, 1.25, false},
	{"dreams of the machine of any size told from digits", anySize, "two_sample_percent", "%", 2, 58, 53, false},
	{"the same, digits told from digits (control)", anySize, "two_sample_control_percent", "%", 2, 0, 0, false},
	{"dreams told from digits, loose pixels shown", anySize, "two_sample_strict_percent", "%", 2, 0, 68, false},
	{"the digit least dreamt of, its share", anySize, "smallest_digit_share_percent", "%", 2, 8, 0, true},
	{"dreams near training images, memorising_z", anySize, "memorising_z", "", 2, -2, 0, true},
	{"dreams told from digits, recipe dreams", "dreams", "two_sample_percent", "%", 2, 0, 0, false},
	{"dreams of a chain told from digits", "density-best-plain", "two_sample_percent", "%", 2, 75, 60, false},
	{"4×4 bars, 16-8-1, exact KL", "bars", "kl_bits", "bits", 3, .46, .10, false},
}
