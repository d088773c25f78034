package stock

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/ui/texts"
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

// testMark is put behind a data set's name by the command line where a machine was
// trained on its test images.
const testMark = " (test)"

// swapMark is put behind a data set's name where ink and paper are swapped.
const swapMark = "-negative"

// For finds the data that a machine was trained on: those in use, a built-in
// set, or a file of that name in one of the folders. Where the data are not to be
// found, any in use that fit will do.
func For(r *learn.Record, now *Stock, folders []string) (*Stock, error) {
	name := strings.TrimSuffix(r.Data, testMark)
	if now != nil && now.Source.Name == name && now.Straightened() == r.Straightened {
		return now, nil
	}
	if builtIn(name) {
		return Open(name, r.Straightened)
	}
	if original := strings.TrimSuffix(name, swapMark); original != name && builtIn(original) {
		m, err := Open(original, r.Straightened)
		if err != nil {
			return nil, err
		}
		return m.Swap(), nil
	}
	for _, folder := range folders {
		path := filepath.Join(folder, filepath.Base(name))
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			if m, err := Open(path, r.Straightened); err == nil && m.Raw.Training.Width == r.Width && m.Raw.Training.Height == r.Height {
				return m, nil
			}
		}
	}
	if now != nil && now.Raw.Training.Width == r.Width && now.Raw.Training.Height == r.Height {
		return now, nil
	}
	return nil, errors.New(texts.Of("files.open.missing", filepath.Base(name)))
}

// Swap is the same data with ink and paper swapped.
func (m *Stock) Swap() *Stock {
	s := m.Source.Swap()
	return &Stock{Raw: s, Source: s, Path: m.Path, Swapped: true}
}
