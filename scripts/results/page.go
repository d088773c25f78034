package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"wakesleep/io/atomicfile"
	"wakesleep/learn/recipe"
)

// The tables are between these lines of the page; the rest is written by hand and
// stays.
const (
	begin = "<!-- results: begin -->"
	end   = "<!-- results: end -->"
)

// write renews the page and the plots from the lines.
func (o *options) write(all []line) error {
	text, err := os.ReadFile(o.page)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(text), begin)
	_, after, foundEnd := strings.Cut(rest, end)
	if !found || !foundEnd {
		return errors.New(o.page + ": the marks between which the tables stand are missing")
	}
	page := before + begin + "\n\n" + figureTable(all) + "\n" + recipeTable(all) + "\n" + end + after
	err = atomicfile.Write(o.page, func(w io.Writer) error {
		_, err := io.WriteString(w, page)
		return err
	}, nil)
	if err != nil {
		return err
	}
	return o.plot(all)
}

// figureTable has each figure beside its targets.
func figureTable(all []line) string {
	var b strings.Builder
	b.WriteString("| what | at least | aim | reached | seeds |\n|---|--:|--:|--:|--:|\n")
	for _, f := range figures {
		what := f.what
		if f.recipe == anySize {
			f.recipe = shortest(all)
			if f.key == nllKey {
				what += ": " + f.recipe
			}
		}
		values := f.values(all)
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %d |\n", what, f.target(f.least), f.target(f.aim), f.reached(values), len(values))
	}
	return b.String()
}

// nllKey is the figure that says how short a machine's descriptions are.
const nllKey = "nll_nats"

// shortest is the recipe of any size whose machine describes images the shortest.
func shortest(all []line) string {
	best, least := ofAnySize[0], math.Inf(1)
	for _, name := range ofAnySize {
		f := figure{recipe: name, key: nllKey}
		if values := f.values(all); len(values) > 0 && median(values) < least {
			best, least = name, median(values)
		}
	}
	return best
}

// values are those of all seeds, sorted.
func (f *figure) values(all []line) []float64 {
	var values []float64
	for i := range all {
		if v, found := all[i].Measured[f.key].(float64); found && all[i].Recipe == f.recipe {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	return values
}

func (f *figure) target(v float64) string {
	if v == 0 {
		return ""
	}
	sign := "≤"
	if f.more {
		sign = "≥"
	}
	return fmt.Sprintf("%s %g %s", sign, v, f.unit)
}

// reached is the median, with the range of several seeds.
func (f *figure) reached(values []float64) string {
	if len(values) == 0 {
		return "not measured"
	}
	text := fmt.Sprintf("%.*f %s", f.decimals, median(values), f.unit)
	if len(values) > 1 {
		text += fmt.Sprintf(" (%.*f–%.*f)", f.decimals, values[0], f.decimals, values[len(values)-1])
	}
	return text
}

// recipeTable has the recipes and what they cost.
func recipeTable(all []line) string {
	var b strings.Builder
	b.WriteString("| recipe | what it is | training | command |\n|---|---|--:|---|\n")
	for _, r := range recipe.All() {
		fmt.Fprintf(&b, "| %s | %s. %s | %s | `wakesleep recipe %s --seed 1 --out m.helmholtz` |\n",
			r.Name, r.Title, r.About, duration(all, r.Name), r.Name)
	}
	return b.String()
}

// duration is the median length of a recipe's training.
func duration(all []line, name string) string {
	var seconds []float64
	for _, l := range all {
		if l.Recipe == name {
			seconds = append(seconds, l.Seconds)
		}
	}
	if len(seconds) == 0 {
		return ""
	}
	slices.Sort(seconds)
	middle := median(seconds)
	if middle < 120 {
		return fmt.Sprintf("%.0f s", middle)
	}
	return fmt.Sprintf("%.0f min", middle/60)
}

// median is the middle one of sorted values, or the mean of the two middle ones.
func median(sorted []float64) float64 {
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
