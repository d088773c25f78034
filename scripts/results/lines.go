package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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

// number is a measured figure.
func (l *line) number(key string) (float64, bool) {
	v, found := l.Measured[key].(float64)
	return v, found
}

// readLines reads the file's lines, none where there is no file. A damaged line is
// an error.
func readLines(path string) ([]line, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var all []line
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 1<<24)
	for scanner.Scan() {
		var l line
		if err := json.Unmarshal(scanner.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s: line %d is no JSON object (%w); remove it, and it is measured again", path, len(all)+1, err)
		}
		all = append(all, l)
	}
	return all, scanner.Err()
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
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	if _, err := file.Write(append(text, '\n')); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

// find is the line of a recipe and seed, nil if there is none.
func find(all []line, recipe string, seed uint64) *line {
	for i := range all {
		if all[i].Recipe == recipe && all[i].Seed == seed {
			return &all[i]
		}
	}
	return nil
}
