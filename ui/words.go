package ui

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"wakesleep/learn"
	"wakesleep/ui/texts"
)

// thousands writes a number as the language does: 18,312.
func thousands[T ~int | ~uint64](n T) string { return texts.Format("%d", n) }

// clock writes a time left: 0:04, 12:30, 1:02:03.
func clock(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// phaseWord is what the light says.
func phaseWord(s learn.Status) string {
	if s.Awake {
		return "awake"
	}
	return "asleep"
}

// phaseLine is the small print beside the light.
func phaseLine(s learn.Status) string {
	switch s.State {
	case learn.Idle:
		return "at rest"
	case learn.Paused:
		return "paused" + ofTotal(s)
	}
	if s.Awake {
		return "looking" + ofTotal(s)
	}
	return "dreaming" + ofTotal(s)
}

// ofTotal is how much of a run is done; longer numbers than the bar has room for
// become a percentage.
func ofTotal(s learn.Status) string {
	if s.Total == 0 {
		return ""
	}
	if s.Total >= 1000 {
		return fmt.Sprintf(", %d %% done", 100*s.Done/s.Total)
	}
	return fmt.Sprintf(", %s of %s", thousands(s.Done), thousands(s.Total))
}

// progressLine is the small print under the progress bar.
func progressLine(s learn.Status) string { return "cycle " + thousands(s.Cycle) }

// speedLine is the line below.
func speedLine(s learn.Status) string {
	var parts []string
	if s.TimeLeft > 0 {
		parts = append(parts, clock(s.TimeLeft)+" left")
	}
	if s.State == learn.Running && s.ImagesPerSecond > 0 {
		parts = append(parts, thousands(roundish(s.ImagesPerSecond))+" images/s")
	}
	return strings.Join(parts, " · ")
}

// roundish keeps two digits, so that a speed can be read while it changes.
func roundish(v float64) int {
	n, unit := int(v+.5), 1
	for n/unit >= 100 {
		unit *= 10
	}
	return (n + unit/2) / unit * unit
}

// shareDone is how much of a run is done; zero without an end.
func shareDone(s learn.Status) float32 {
	if s.Total == 0 || s.State == learn.Idle {
		return 0
	}
	return float32(s.Done) / float32(s.Total)
}

// formatRates writes learning rates as parseNumbers reads them: one where all are
// equal, else a list from the bottom connection to the top biases.
func formatRates(rates []float64) string {
	if len(rates) > 1 && !slices.ContainsFunc(rates, func(r float64) bool { return r != rates[0] }) {
		rates = rates[:1]
	}
	words := make([]string, len(rates))
	for i, r := range rates {
		words[i] = strconv.FormatFloat(r, 'g', 4, 64)
	}
	return strings.Join(words, ",")
}

// parseNumbers reads a list of numbers; what names it in errors.
func parseNumbers(what, text string) ([]float64, error) {
	var numbers []float64
	for word := range strings.SplitSeq(text, ",") {
		n, err := strconv.ParseFloat(strings.TrimSpace(word), 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %q is no number; write for example 0.001 or 1e-3", what, strings.TrimSpace(word))
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

// parseCount reads a number from least to most.
func parseCount(what, text string, least, most int) (int, error) {
	plain := strings.NewReplacer(groupMark(), "", " ", "").Replace(text)
	n, err := strconv.Atoi(plain)
	if err != nil || n < least || n > most {
		return 0, fmt.Errorf("%s: %q is no whole number from %s to %s", what, text, thousands(least), thousands(most))
	}
	return n, nil
}

// groupMark is what the language writes between thousands.
func groupMark() string { return strings.Trim(thousands(1111), "1") }

// parseSeed reads a seed.
func parseSeed(text string) (uint64, error) {
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("seed: %q is no whole number that is zero or more", text)
	}
	return n, nil
}

func formatSeed(seed uint64) string { return strconv.FormatUint(seed, 10) }

// bitsText writes a description length.
func bitsText(bits float64) string {
	switch {
	case bits != bits:
		return "–"
	case bits < 10:
		return strconv.FormatFloat(bits, 'f', 2, 64)
	case bits < 100:
		return strconv.FormatFloat(bits, 'f', 1, 64)
	case bits < 1e15:
		return thousands(int(math.Round(bits)))
	}
	return strconv.FormatFloat(bits, 'g', 3, 64)
}
