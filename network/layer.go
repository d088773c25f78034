package network

import (
	"strconv"
	"strings"

	"wakesleep/internal/sentence"
)

// Kind says how the units of a layer fire.
type Kind uint8

const (
	// Bernoulli units fire independently of each other, given the layer that
	// drives them.
	Bernoulli Kind = iota
	// Categorical units compete: exactly one of the layer fires.
	Categorical
)

// String is the kind's name in files and messages.
func (k Kind) String() string { return [...]string{"bernoulli", "categorical"}[k] }

// Layer describes one layer of a machine.
type Layer struct {
	Units int
	Kind  Kind
}

// maxUnits bounds one layer, so that a typing error cannot ask for all memory.
const maxUnits = 1 << 16

// ParseLayers reads hidden layers as people write them, bottom to top without
// the pixels: "200,100,50c" has a categorical top of 50 units.
func ParseLayers(text string) ([]Layer, error) {
	words := strings.Split(text, ",")
	layers := make([]Layer, len(words))
	for i, word := range words {
		layer, err := parseLayer(strings.TrimSpace(word))
		if err != nil {
			return nil, sentence.Errorf("layers %.80q: %w", text, err)
		}
		if layer.Kind == Categorical && i != len(words)-1 {
			return nil, sentence.Errorf("layers %.80q: only the last layer may be categorical (%.40s)", text, word)
		}
		layers[i] = layer
	}
	return layers, nil
}

func parseLayer(word string) (Layer, error) {
	digits, categorical := strings.CutSuffix(word, "c")
	units, err := strconv.Atoi(digits)
	if err != nil || units < 1 || units > maxUnits {
		return Layer{}, sentence.Errorf("%.40q is no layer; write a number of units from 1 to %d, "+
			"with a c behind the last for a categorical top, as in 200,100,50c", word, maxUnits)
	}
	if categorical {
		if units < 2 {
			return Layer{}, sentence.Errorf("%.40q: a categorical layer needs at least 2 units", word)
		}
		return Layer{Units: units, Kind: Categorical}, nil
	}
	return Layer{Units: units}, nil
}

// FormatLayers writes hidden layers as ParseLayers reads them.
func FormatLayers(layers []Layer) string {
	words := make([]string, len(layers))
	for i, layer := range layers {
		words[i] = strconv.Itoa(layer.Units)
		if layer.Kind == Categorical {
			words[i] += "c"
		}
	}
	return strings.Join(words, ",")
}
