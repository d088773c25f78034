package learn

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// rateSetting is the name of the learning rate among a record's changes.
const rateSetting = "rate"

// SetRate changes the learning rate of all members from the next cycle on; a falling
// rate is given up for it. The change is recorded.
func (t *Trainer) SetRate(rates []float64) error {
	if err := t.holdRate(rates); err != nil {
		return err
	}
	t.record.Changes = append(t.record.Changes, Change{
		Cycle: t.Cycles(), Setting: rateSetting, Value: formatRates(rates),
	})
	return nil
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
			return fmt.Errorf("metadata: a change of %s to %q is unknown", c.Setting, c.Value)
		}
		if err := t.holdRate(rates); err != nil {
			return fmt.Errorf("metadata: %w", err)
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
