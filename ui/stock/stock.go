package stock

import (
	"wakesleep/io/dataset"
	"wakesleep/network"
	"wakesleep/network/images"
)

// Stock is a data set as it was opened and as it is used.
type Stock struct {
	// Raw is as opened; Source is raw or raw straightened.
	Raw, Source *dataset.Source
	// Path is where it was read; empty for built-in sets.
	Path string
	// Swapped tells that ink and paper are swapped.
	Swapped bool
}

// New straightens raw if asked to, which takes a moment for many images.
func New(raw *dataset.Source, path string, straighten bool) *Stock {
	m := &Stock{Raw: raw, Source: raw, Path: path}
	if straighten && m.CanStraighten() {
		m.Source = raw.Straighten(true)
	}
	return m
}

// CanStraighten tells whether there is handwriting that could be slanted: an exact
// distribution has none.
func (m *Stock) CanStraighten() bool { return m.Raw.Training.Probabilities == nil }

// Straightened tells whether the images in use are.
func (m *Stock) Straightened() bool { return m.Source.Training.Straightened }

// Fits tells whether a machine takes the images.
func Fits(s *images.Set, m *network.Machine) bool {
	return s.Width == m.Width && s.Height == m.Height
}

// Open opens a built-in set or a file with the labels that lie beside it.
func Open(name string, straighten bool) (*Stock, error) {
	path, labels := "", ""
	if !builtIn(name) {
		path, labels = name, dataset.GuessLabels(name)
	}
	raw, err := dataset.Open(name, labels)
	if err != nil {
		return nil, err
	}
	if err := raw.Training.Validate(); err != nil {
		return nil, err
	}
	return New(raw, path, straighten), nil
}

func builtIn(name string) bool {
	return dataset.IsBuiltIn(name)
}

// For finds the data that a machine was trained on as [dataset.Find] does.
func For(want dataset.Identity, now *Stock, folders []string) (*Stock, dataset.Match) {
	var used *dataset.Source
	if now != nil {
		used = now.Source
	}
	s, match := dataset.Find(want, used, folders)
	if s == nil || s == used {
		return now, match
	}
	return &Stock{Raw: s.Straighten(false), Source: s, Path: s.Path, Swapped: s.Training.Swapped}, match
}

// Swap is the same data with ink and paper swapped.
func (m *Stock) Swap() *Stock {
	s := m.Source.Swap()
	return &Stock{Raw: s, Source: s, Path: m.Path, Swapped: true}
}
