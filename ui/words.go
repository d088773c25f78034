package ui

import (
	"errors"
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
		return texts.Of("bar.phase.awake")
	}
	return texts.Of("bar.phase.asleep")
}

// phaseLine is the small print beside the light, with how much of a run is done; longer
// numbers than the bar has room for become a percentage.
func phaseLine(s learn.Status) string {
	doing := "dreaming"
	switch {
	case s.State == learn.Idle:
		return texts.Of("bar.line.rest")
	case s.State == learn.Paused:
		doing = "paused"
	case s.Awake:
		doing = "looking"
	}
	switch {
	case s.Total == 0:
		return texts.Of("bar.line." + doing)
	case s.Total >= 1000:
		return texts.Of("bar.line.share."+doing, 100*s.Done/s.Total)
	}
	return texts.Of("bar.line.of."+doing, s.Done, s.Total)
}

// progressLine is the small print under the progress bar.
func progressLine(s learn.Status) string { return texts.Of("bar.progress.cycle", s.Cycle) }

// speedLine is the line below.
func speedLine(s learn.Status) string {
	var parts []string
	if s.TimeLeft > 0 {
		parts = append(parts, texts.Of("bar.progress.left", clock(s.TimeLeft)))
	}
	if s.State == learn.Running && s.ImagesPerSecond > 0 {
		parts = append(parts, texts.Of("bar.progress.speed", roundish(s.ImagesPerSecond)))
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
		words[i] = strings.Replace(strconv.FormatFloat(r, 'g', 4, 64), ".", decimalMark(), 1)
	}
	return strings.Join(words, listMark())
}

// parseNumbers reads a list of numbers, written as the language does or as programs do;
// what names it in errors.
func parseNumbers(what, text string) ([]float64, error) {
	var numbers []float64
	for word := range strings.SplitSeq(plainNumbers(text), ";") {
		n, err := strconv.ParseFloat(strings.TrimSpace(word), 64)
		if err != nil {
			return nil, errors.New(texts.Of("common.noNumber", what, strings.TrimSpace(text)))
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

// plainNumbers writes a list with decimal points, and semicolons between the numbers.
// Where the language has a decimal comma, a point tells that it is not used.
func plainNumbers(text string) string {
	if decimalMark() == "," && !strings.Contains(text, ".") {
		return strings.ReplaceAll(text, ",", ".")
	}
	return strings.ReplaceAll(text, ",", ";")
}

// decimalMark is what the language writes before decimals, and listMark what it can
// write between numbers then.
func decimalMark() string { return strings.Trim(texts.Format("%.1f", 1.1), "1") }

func listMark() string {
	if decimalMark() == "," {
		return ";"
	}
	return ","
}

// parseCount reads a number from least to most.
func parseCount(what, text string, least, most int) (int, error) {
	plain := strings.NewReplacer(groupMark(), "", " ", "").Replace(text)
	n, err := strconv.Atoi(plain)
	if err != nil || n < least || n > most {
		return 0, errors.New(texts.Of("common.noCount", what, text, least, most))
	}
	return n, nil
}

// groupMark is what the language writes between thousands.
func groupMark() string { return strings.Trim(thousands(1111), "1") }

// parseSeed reads a seed.
func parseSeed(text string) (uint64, error) {
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 64)
	if err != nil {
		return 0, errors.New(texts.Of("common.noSeed", text))
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
		return texts.Format("%.2f", bits)
	case bits < 100:
		return texts.Format("%.1f", bits)
	case bits < 1e15:
		return thousands(int(math.Round(bits)))
	}
	return strconv.FormatFloat(bits, 'g', 3, 64)
}
