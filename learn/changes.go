package learn

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wakesleep/internal/sentence"
)

// rateSetting is the name of the learning rate among a record's changes.
const rateSetting = "rate"

// SetRate changes the learning rate of all members from the next cycle on; a falling
// rate is given up for it. The change is recorded.
func (t *Trainer) SetRate(rates []float64) error {
	changes := withChange(t.record.Changes, Change{
		Cycle: t.Cycles(), Setting: rateSetting, Value: formatRates(rates),
	})
	if sizeOf(changes) > roomForChanges {
		return sentence.Errorf("the rate was changed %d times, and a file has no room for more; train another machine", len(changes)-1)
	}
	if err := t.holdRate(rates); err != nil {
		return err
	}
	t.record.Changes = changes
	return nil
}

// withChange adds a change, in place of an earlier one of the same setting and cycle, which
// did nothing.
func withChange(changes []Change, c Change) []Change {
	changes = slices.Clone(changes)
	if last := len(changes) - 1; last >= 0 && changes[last].Cycle == c.Cycle && changes[last].Setting == c.Setting {
		changes = changes[:last]
	}
	return append(changes, c)
}

// roomForChanges bounds the changes of a record in bytes.
const roomForChanges = 2 << 20

// sizeOf is about how many bytes changes take in a file.
func sizeOf(changes []Change) int {
	size := 0
	for _, c := range changes {
		size += 64 + len(c.Setting) + len(c.Value)
	}
	return size
}

// holdRate keeps the rate at a constant from now on.
func (t *Trainer) holdRate(rates []float64) error {
	s := t.settings
	s.Rate, s.FinalRate = slices.Clone(rates), nil
	if err := s.Validate(); err != nil {
		return err
	}
	t.settings = s
	for _, m := range t.members {
		m.settings.Rate, m.settings.FinalRate = s.Rate, nil
		m.rate = spread(s.Rate, m.machine.Top()+1)
		m.run.first, m.run.final = slices.Clone(m.rate), nil
	}
	return nil
}

// repeatChanges makes the changes again that were made since the training began.
func (t *Trainer) repeatChanges(changes []Change) error {
	for _, c := range changes {
		rates, err := parseRates(c.Value)
		if c.Setting != rateSetting || err != nil {
			return sentence.Errorf("metadata: a change of %s to %q is unknown", c.Setting, c.Value)
		}
		if err := t.holdRate(rates); err != nil {
			return sentence.Errorf("metadata: %w", err)
		}
	}
	return nil
}

func formatRates(rates []float64) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(rates), "[]"), " ", ",")
}

func parseRates(text string) ([]float64, error) {
	words := strings.Split(text, ",")
	rates := make([]float64, len(words))
	for i, word := range words {
		r, err := strconv.ParseFloat(word, 64)
		if err != nil {
			return nil, err
		}
		rates[i] = r
	}
	return rates, nil
}
