package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"

	"wakesleep/cli/benchmark"
	"wakesleep/io/atomicfile"
)

// report collects rows of a table.
type report struct{ rows []string }

// add adds a row: what was measured, what came out, and the two targets.
func (r *report) add(what, measured, least, aim string) {
	r.rows = append(r.rows, fmt.Sprintf("| %s | %s | %s | %s |", what, measured, least, aim))
}

// The table comes after this line of the page; the text before it is written by hand
// and stays.
const begin = "<!-- stopwatch -->\n"

// write puts the table on the page.
func (r *report) write(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, _, found := strings.Cut(string(text), begin)
	if !found {
		return fmt.Errorf("%s: the line %q, after which the table comes, is missing", path, strings.TrimSpace(begin))
	}
	page := before + begin + fmt.Sprintf("\n%s, %d cores, drawn by software.\n\n", benchmark.CPU(), runtime.NumCPU()) +
		"| what | measured | at most | aim |\n|---|--:|--:|--:|\n" + strings.Join(r.rows, "\n") + "\n"
	return atomicfile.Write(path, func(w io.Writer) error {
		_, err := io.WriteString(w, page)
		return err
	}, nil)
}

// median is that of an odd number of values, which it sorts.
func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
