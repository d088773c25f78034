package learn

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// rateSetting is the name of the learning rate among a record's changes.
const rateSetting = "rate"

// SetRate changes the learning rate from the next cycle on; a falling rate is
// given up for it. The change is recorded.
func (t *Trainer) SetRate(rates []float64) error {
	if err := t.holdRate(rates); err != nil {
		return err
	}
	t.record.Changes = append(t.record.Changes, Change{
		Cycle: t.cycles, Setting: rateSetting, Value: formatRates(rates),
	})
	return nil
}

// holdRate puts a constant rate in force.
func (t *Trainer) holdRate(rates []float64) error {
	s := t.settings
	s.Rate, s.FinalRate = slices.Clone(rates), nil
	if err := s.Validate(); err != nil {
		return err
	}
	t.settings = s
	t.rate = spread(s.Rate, t.machine.Top()+1)
	t.course.final = nil
	t.course.first = slices.Clone(t.rate)
	return nil
}

// repeatChanges puts in force what was changed since the training began.
func (t *Trainer) repeatChanges(changes []Change) error {
	t.record.Changes = slices.Clone(changes)
	for _, c := range changes {
		rates, err := parseRates(c.Value)
		if c.Setting != rateSetting || err != nil {
			return fmt.Errorf("metadata: a change of %s to %q is unknown", c.Setting, c.Value)
		}
		if err := t.holdRate(rates); err != nil {
			return fmt.Errorf("metadata: %w", err)
		}
	}
	return nil
}

func formatRates(rates []float64) string {
	words := make([]string, len(rates))
	for i, r := range rates {
		words[i] = strconv.FormatFloat(r, 'g', -1, 64)
	}
	return strings.Join(words, ",")
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
