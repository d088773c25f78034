package architecture

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
)

// draw writes the drawing of the packages into ARCHITECTURE.md; `make packages` does so.
var draw = flag.Bool("draw", false, "draw the packages again")

func TestDrawingOfThePackagesIsUpToDate(t *testing.T) {
	const begin, end = "<!-- packages: begin -->\n", "<!-- packages: end -->"
	path := filepath.Join(root, "ARCHITECTURE.md")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(text), begin)
	_, after, foundEnd := strings.Cut(rest, end)
	if !found || !foundEnd {
		t.Fatalf("the lines %q and %q, between which the drawing is, are missing", begin, end)
	}
	want := before + begin + "```\n" + drawing(arrowsOf(t, root)) + "```\n" + end + after
	switch {
	case want == string(text):
	case !*draw:
		t.Error("the drawing of the packages in ARCHITECTURE.md is out of date; make packages draws it again")
	default:
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// areas are the columns of the drawing. A package of another folder is in the last one,
// the program itself in the first.
var areas = []string{"ui", "cli", "learn", "io", "network"}

// drawing has the packages that the program links in lines, so that each imports only
// from lines below its own.
func drawing(arrows []arrow) string {
	lines := map[int][][]string{}
	for folder, rank := range ranks(arrows) {
		if lines[rank] == nil {
			lines[rank] = make([][]string, len(areas))
		}
		column, name := cell(folder)
		lines[rank][column] = append(lines[rank][column], name)
	}
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 3, ' ', 0)
	writeLine(w, areas)
	for _, rank := range slices.Backward(slices.Sorted(maps.Keys(lines))) {
		writeLine(w, make([]string, len(areas))) // an empty one, in the same columns
		writeNames(w, lines[rank])
	}
	w.Flush()
	var trimmed strings.Builder
	for line := range strings.Lines(text.String()) {
		trimmed.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return trimmed.String()
}

func writeLine(w *tabwriter.Writer, cells []string) {
	fmt.Fprintln(w, strings.Join(cells, "\t")+"\t")
}

// writeNames writes the names of each column, a few beside each other.
func writeNames(w *tabwriter.Writer, columns [][]string) {
	const beside = 3
	height := 0
	for _, names := range columns {
		slices.Sort(names)
		height = max(height, (len(names)+beside-1)/beside)
	}
	for row := range height {
		cells := make([]string, len(columns))
		for i, names := range columns {
			first := min(row*beside, len(names))
			cells[i] = strings.Join(names[first:min(first+beside, len(names))], " ")
		}
		writeLine(w, cells)
	}
}

// cell is a folder's column, and its name there.
func cell(folder string) (column int, name string) {
	if folder == "." {
		return 0, "(main)"
	}
	area, rest, _ := strings.Cut(folder, "/")
	switch column = slices.Index(areas, area); {
	case column < 0:
		return len(areas) - 1, folder
	case rest == "":
		return column, area
	}
	return column, rest
}

// ranks are the lengths of the longest ways down from the folders that the program links.
// The rooms count as one folder.
func ranks(arrows []arrow) map[string]int {
	uses := map[string][]string{}
	for _, a := range arrows {
		if to, ok := folderOf(a.to); ok && !a.test {
			from := drawn(a.from)
			uses[from] = append(uses[from], drawn(to))
		}
	}
	ranks := map[string]int{}
	var visit func(folder string) int
	visit = func(folder string) int {
		rank, seen := ranks[folder]
		if !seen {
			for _, below := range uses[folder] {
				rank = max(rank, 1+visit(below))
			}
			ranks[folder] = rank
		}
		return rank
	}
	visit(".")
	return ranks
}

// drawn is the folder that stands for another in the drawing.
func drawn(folder string) string {
	if inside(folder, "ui/rooms") {
		return "ui/rooms/*"
	}
	return folder
}

func TestDrawingPutsImportsBelow(t *testing.T) {
	got := drawing([]arrow{
		{from: ".", to: "wakesleep/ui"},
		{from: "ui", to: "wakesleep/ui/rooms/draw"},
		{from: "ui/rooms/draw", to: "wakesleep/learn"},
		{from: "learn", to: "wakesleep/network"},
		{from: "learn", to: "wakesleep/internal/oracle", test: true},
		{from: "scripts/icon", to: "wakesleep/network"},
	})
	want := "ui        cli   learn   io   network\n\n(main)\n\nui\n\nrooms/*\n\n                learn\n\n                             network\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
