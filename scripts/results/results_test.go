package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wakesleep/learn/recipe"
)

// Every task and figure belongs to a recipe, and every recipe is measured.
func TestWorkNamesRecipes(t *testing.T) {
	measured := map[string]bool{}
	for _, w := range work {
		if _, found := recipe.Find(w.recipe); !found || w.seeds < 1 || measured[w.recipe] {
			t.Errorf("%s is no recipe, has no seeds or comes twice", w.recipe)
		}
		measured[w.recipe] = true
	}
	for _, r := range recipe.All() {
		if !measured[r.Name] {
			t.Errorf("%s is not measured", r.Name)
		}
	}
	for _, name := range ofAnySize {
		if !measured[name] {
			t.Errorf("%s, of any size, is not measured", name)
		}
	}
	for _, f := range figures {
		if f.recipe != anySize && !measured[f.recipe] {
			t.Errorf("%q is not measured", f.what)
		}
	}
}

// Rows of any size are of the machine with the shortest descriptions among those measured.
func TestShortestOfAnySize(t *testing.T) {
	row := func(name string, nats float64) line {
		return line{Recipe: name, Seed: 1, Measured: map[string]any{nllKey: nats, "two_sample_percent": nats / 2}}
	}
	all := []line{row("density", 85), row("classes-quick", 20), row("density-lateral-top", 84)}
	table := figureTable(all)
	for _, want := range []string{
		"any size, NLL(K=1000): density-lateral-top | ≤ 84.6 nats | ≤ 82 nats | 84.00 nats | 1 |",
		"of any size told from digits | ≤ 58 % | ≤ 53 % | 42.00 % | 1 |",
	} {
		if !strings.Contains(table, want) {
			t.Errorf("%q is not in\n%s", want, table)
		}
	}
}

// A page keeps what was written by hand, and its table has medians and ranges.
func TestPage(t *testing.T) {
	folder := t.TempDir()
	o := options{page: filepath.Join(folder, "page.md"), plots: folder, only: regexp.MustCompile("")}
	text := "above\n" + begin + "\nyesterday\n" + end + "\nbelow\n"
	if err := os.WriteFile(o.page, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	lines := filepath.Join(folder, "lines.jsonl")
	for seed, error := range []float64{2.5, 9, 2.25} {
		l := line{Recipe: "classes-quick", Seed: uint64(seed + 1), Seconds: 60, Measured: map[string]any{"error_percent": error}}
		if err := appendLine(lines, &l); err != nil {
			t.Fatal(err)
		}
	}
	all, err := readLines(lines)
	if err != nil || len(all) != 3 || find(all, "classes-quick", 2).Measured["error_percent"] != 9. {
		t.Fatalf("%v, %v", all, err)
	}
	if err := o.write(all); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(o.page)
	if err != nil {
		t.Fatal(err)
	}
	got := string(page)
	for _, want := range []string{"above\n" + begin, end + "\nbelow\n", "2.50 % (2.25–9.00) | 3 |", "not measured", "| 60 s |"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if strings.Contains(got, "yesterday") {
		t.Error("the old table is still there")
	}
}

// Going on with a stopped training from several seeds would not be the recipe.
func TestStoppedTriesAreDiscarded(t *testing.T) {
	for name, discarded := range map[string]bool{"bars": true, "density": false} {
		machine := filepath.Join(t.TempDir(), "m")
		if err := os.WriteFile(machine, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := discardTry(name, machine); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(machine); (err != nil) != discarded {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestADamagedLineIsAnError(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lines.jsonl")
	if err := os.WriteFile(path, []byte("{}\n{\"recipe\":"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readLines(path); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("%v", err)
	}
}

func TestNoLinesYet(t *testing.T) {
	if all, err := readLines(filepath.Join(t.TempDir(), "none")); err != nil || all != nil {
		t.Errorf("%v, %v", all, err)
	}
}
