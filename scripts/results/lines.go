package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// line has the results of a recipe trained from a seed.
type line struct {
	Recipe string `json:"recipe"`
	Seed   uint64 `json:"seed"`
	// Seconds is how long the training took, with Threads on CPU.
	Seconds float64 `json:"seconds"`
	Threads int     `json:"threads"`
	CPU     string  `json:"cpu"`
	// Curve is the mean free energy of the training images in nats, by epoch.
	Curve []float64 `json:"curve_nats"`
	// Measured is what evaluate --json printed.
	Measured map[string]any `json:"measured"`
}

// readLines reads the file's lines, none where there is no file. A damaged line is
// an error.
func readLines(path string) ([]line, error) {
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var all []line
	for row := range bytes.Lines(text) {
		var l line
		if err := json.Unmarshal(row, &l); err != nil {
			return nil, fmt.Errorf("%s: line %d is no JSON object (%w); remove it, and it is measured again", path, len(all)+1, err)
		}
		all = append(all, l)
	}
	return all, nil
}

// appendLine adds a line to the file.
func appendLine(path string, l *line) error {
	text, err := json.Marshal(l)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := openToAppend(path)
	if err != nil {
		return err
	}
	_, err = file.Write(append(text, '\n'))
	return errors.Join(err, file.Close())
}

func openToAppend(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
}

// find is the line of a recipe and seed, nil if there is none.
func find(all []line, recipe string, seed uint64) *line {
	i := slices.IndexFunc(all, func(l line) bool { return l.Recipe == recipe && l.Seed == seed })
	if i < 0 {
		return nil
	}
	return &all[i]
}
