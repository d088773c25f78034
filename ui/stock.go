package ui

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/ui/texts"
)

// stock is a data set as it was opened and as it is used.
type stock struct {
	// raw is as opened; source is raw or raw straightened.
	raw, source *dataset.Source
	// path is where it was read; empty for built-in sets.
	path string
	// swapped tells that ink and paper are swapped.
	swapped bool
}

// newStock straightens raw if asked to, which takes a moment for many images.
func newStock(raw *dataset.Source, path string, straighten bool) *stock {
	m := &stock{raw: raw, source: raw, path: path}
	if straighten && m.canStraighten() {
		m.source = straightened(raw)
	}
	return m
}

func straightened(raw *dataset.Source) *dataset.Source {
	s := &dataset.Source{Name: raw.Name, Training: dataset.Straighten(raw.Training)}
	s.Test = s.Training
	if raw.Test != raw.Training {
		s.Test = dataset.Straighten(raw.Test)
	}
	return s
}

// canStraighten tells whether there is handwriting that could be slanted: an exact
// distribution has none.
func (m *stock) canStraighten() bool { return m.raw.Training.Probabilities == nil }

func (m *stock) straightened() bool { return m.source.Training.Straightened }

// fits tells whether a machine takes the images.
func fits(s *images.Set, m *network.Machine) bool {
	return s.Width == m.Width && s.Height == m.Height
}

// openStock opens a built-in set or a file with the labels that lie beside it.
func openStock(name string, straighten bool) (*stock, error) {
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
	return newStock(raw, path, straighten), nil
}

func builtIn(name string) bool {
	return slices.ContainsFunc(dataset.BuiltIn(), func(i dataset.Info) bool { return i.Name == name })
}

// testMark is put behind a data set's name by the command line where a machine was
// trained on its test images.
const testMark = " (test)"

// swapMark is put behind a data set's name where ink and paper are swapped.
const swapMark = "-negative"

// stockFor finds the data that a machine was trained on: those in use, a built-in
// set, or a file of that name in one of the folders. Where the data are not to be
// found, any in use that fit will do.
func stockFor(r *learn.Record, now *stock, folders []string) (*stock, error) {
	name := strings.TrimSuffix(r.Data, testMark)
	if now != nil && now.source.Name == name && now.straightened() == r.Straightened {
		return now, nil
	}
	if builtIn(name) {
		return openStock(name, r.Straightened)
	}
	if original := strings.TrimSuffix(name, swapMark); original != name && builtIn(original) {
		m, err := openStock(original, r.Straightened)
		if err != nil {
			return nil, err
		}
		return m.swap(), nil
	}
	for _, folder := range folders {
		path := filepath.Join(folder, filepath.Base(name))
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			if m, err := openStock(path, r.Straightened); err == nil && m.raw.Training.Width == r.Width && m.raw.Training.Height == r.Height {
				return m, nil
			}
		}
	}
	if now != nil && now.raw.Training.Width == r.Width && now.raw.Training.Height == r.Height {
		return now, nil
	}
	return nil, errors.New(texts.Of("files.open.missing", filepath.Base(name)))
}
