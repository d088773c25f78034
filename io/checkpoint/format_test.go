package checkpoint_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/io/checkpoint"
	"wakesleep/learn"
	"wakesleep/network"
)

// documented is the Python code of docs/FORMAT.md.
func documented(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../docs/FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for i, part := range strings.Split(string(text), "```") {
		if lines, python := strings.CutPrefix(part, "python\n"); python && i%2 == 1 {
			code.WriteString(lines)
		}
	}
	if code.Len() == 0 {
		t.Fatal("docs/FORMAT.md has no Python code")
	}
	return code.String()
}

// passes prints recognitions and dreams of some machines, given by their files and prefixes:
// what fires, and with which probability.
const passes = `
import sys
number = lambda pass_: [[None if v is None else v.tolist() for v in part] for part in pass_]
for path, prefix in zip(sys.argv[1::2], sys.argv[2::2]):
    machine = read(path, prefix)
    pixels = machine[0]["width"] * machine[0]["height"]
    print(json.dumps({
        "recognitions": [number(recognise(machine, rng.integers(0, 2, pixels))) for _ in range(30)],
        "dreams": [number(dream(machine)) for _ in range(30)],
    }))
`

// drawn is a pass over all layers: what fires in each, and with which probabilities.
type drawn [2][][]float64

// The code of docs/FORMAT.md computes what the program computes.
func TestDocumentedPassesAreTheProgramsOwn(t *testing.T) {
	python := "/usr/bin/python3"
	if err := exec.CommandContext(t.Context(), python, "-c", "import numpy").Run(); err != nil {
		t.Skip("this test needs /usr/bin/python3 with numpy (Debian: apt install python3-numpy):", err)
	}
	arguments := []string{"-c", documented(t) + passes}
	var machines []*network.Machine
	var names []string
	for _, c := range []struct{ layers, connections string }{
		{"4,3", ""},
		{"4,3c", ""},
		{"5", "lateral"},
		{"4,3c", "lateral"},
		{"4,3,2", "skips"},
		{"4,3,5", "lateral"},
		{"4,3,2", "1-0,3-0,3-1,3-2,1-1,0-1,0-2,1-3"},
	} {
		for _, saved := range []*learn.Checkpoint{joined(t, c.layers, c.connections), classes(t, c.layers, c.connections)} {
			last, prefix := saved.Count()-1, ""
			if saved.OfClasses() {
				prefix = fmt.Sprintf("machine_%d/", last)
			}
			oracle.Randomise(saved.Machines[last], 7)
			path := filepath.Join(t.TempDir(), fmt.Sprint(len(machines)))
			if err := checkpoint.Write(path, saved); err != nil {
				t.Fatal(err)
			}
			machines, names = append(machines, saved.Machines[last]), append(names, fmt.Sprint(c, prefix))
			arguments = append(arguments, path, prefix)
		}
	}
	out, err := exec.CommandContext(t.Context(), python, arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("python: %v\n%s", err, out)
	}
	lines := json.NewDecoder(bytes.NewReader(out))
	for i, m := range machines {
		var got struct{ Recognitions, Dreams []drawn }
		if err := lines.Decode(&got); err != nil {
			t.Fatal(err)
		}
		compare(t, names[i]+" recognised", m, got.Recognitions, true)
		compare(t, names[i]+" dreamt", m, got.Dreams, false)
	}
}

// The code of docs/FORMAT.md finds the categories that machines found, and their images.
func TestDocumentedCategoriesAreTheProgramsOwn(t *testing.T) {
	python := "/usr/bin/python3"
	if err := exec.CommandContext(t.Context(), python, "-c", "import numpy").Run(); err != nil {
		t.Skip("this test needs /usr/bin/python3 with numpy (Debian: apt install python3-numpy):", err)
	}
	whole := found(t)
	names := []string{"7", "", "hooks"}
	if whole.Count() != len(names) {
		t.Fatalf("%d machines are left", whole.Count())
	}
	whole.Record.SetNames(names)
	const program = `
import sys
print(json.dumps([[name, None if own is None else own.tolist()] for name, own in categories(sys.argv[1])]))
`
	path := filepath.Join(t.TempDir(), "found")
	if err := checkpoint.Write(path, whole); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), python, "-c", documented(t)+program, path).CombinedOutput()
	if err != nil {
		t.Fatalf("python: %v\n%s", err, out)
	}
	var got [][2]any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	seen := map[float64]bool{}
	for k, c := range whole.Record.Classes {
		own := got[k][1].([]any)
		if got[k][0] != names[k] || len(own) != c.Images {
			t.Errorf("category %d is called %v and has %d images, want %q and %d", k, got[k][0], len(own), names[k], c.Images)
		}
		for _, i := range own {
			seen[i.(float64)] = true
		}
	}
	if len(seen) != whole.Record.Images {
		t.Errorf("%d images of %d have a category", len(seen), whole.Record.Images)
	}
}

// found are machines that have found their classes, of which two were given up.
func found(t *testing.T) *learn.Checkpoint {
	t.Helper()
	const images = 100
	s := learn.ClassicDefaults()
	s.Layers, s.Batch, s.Rate, s.Epochs, s.Rebinarise = "4", 5, []float64{.1}, 8, true
	s.Contest = learn.Contest{Keep: 3, Settled: 1, Every: 1, FirstLoss: 2, Memory: .5}
	groups := make([]int32, images)
	for i := range groups {
		groups[i] = int32(i % 5)
	}
	trainer, err := learn.NewContest(s, oracle.ManyImages(images), groups, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer trainer.Close()
	if err := trainer.Train(t.Context(), func(learn.EpochReport) {}); err != nil {
		t.Fatal(err)
	}
	return trainer.Checkpoint()
}

// classes is a machine for each of three classes before their training.
func classes(t *testing.T, layers, connections string) *learn.Checkpoint {
	t.Helper()
	s := learn.ClassicDefaults()
	s.Layers, s.Connections, s.Rate = layers, connections, []float64{.1}
	trainer, err := learn.NewPerClass(s, oracle.Labelled(30), 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer trainer.Close()
	return trainer.Checkpoint()
}

// compare gives the program the same states, and compares the probabilities of each unit.
func compare(t *testing.T, what string, m *network.Machine, passes []drawn, up bool) {
	t.Helper()
	a := network.NewActivity(m, len(passes), 1)
	for row, pass := range passes {
		for l, states := range pass[0] {
			for j, v := range states {
				a.States[l].Set(row, j, v == 1)
			}
		}
	}
	a.Score()
	for l := 1; l <= m.Top(); l++ {
		a.DriveUp(l)
		a.ScoreUp(l, 0, a.Rows())
	}
	for row, pass := range passes {
		for l, probabilities := range pass[1] {
			own := a.Down[l]
			if up && l == 0 {
				continue
			}
			if up {
				own = a.Up[l]
			}
			for j, p := range own.Row(row) {
				if math.Abs(float64(p)-probabilities[j]) > 1e-5 {
					t.Fatalf("%s: unit %d of layer %d fires with probability %v, by the documentation with %v", what, j, l, p, probabilities[j])
				}
			}
		}
	}
}
