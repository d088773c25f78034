package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wakesleep/io/dataset"
	"wakesleep/learn"

	"github.com/spf13/cobra"
)

// bad is a command line that must fail. In args, FOLDER is a folder with the
// files that badFiles makes.
type bad struct {
	args   string
	status int
	want   string // part of the complaint
}

// quick keeps a training that is not refused, by a fault, from taking long.
const quick = " --data bars3 --cycles 1"

var badCommands = []bad{
	// Settings.
	{"train --out FOLDER/new --layers 6,0" + quick, 2, "layer"},
	{"train --out FOLDER/new --layers 6c,1" + quick, 2, "only the last layer"},
	{"train --out FOLDER/new --layers 6,x" + quick, 2, "no layer"},
	{"train --out FOLDER/new --layers 65000,65000" + quick, 2, "smaller"},
	{"train --out FOLDER/new --method magic" + quick, 2, "classic or reweighted"},
	{"train --out FOLDER/new --optimiser magic" + quick, 2, "sgd or adam"},
	{"train --out FOLDER/new --init magic" + quick, 2, "zero, glorot or sparse"},
	{"train --out FOLDER/new --method classic --samples 5" + quick, 2, "reweighted"},
	{"train --out FOLDER/new --method reweighted --samples 0" + quick, 2, "samples"},
	{"train --out FOLDER/new --batch 0" + quick, 2, "batch"},
	{"train --out FOLDER/new --rate .1,.1" + quick, 2, "give one, or 3"},
	{"train --out FOLDER/new --rate NaN" + quick, 2, "rate"},
	{"train --out FOLDER/new --rate -1" + quick, 2, "rate"},
	{"train --out FOLDER/new --final-rate 0" + quick, 2, "rate"},
	{"train --out FOLDER/new --rate fast" + quick, 2, "--rate"},
	{"train --out FOLDER/new --average -1" + quick, 2, "average"},
	{"train --out FOLDER/new --cycles -1 --data bars3", 2, "negative"},
	{"train --out FOLDER/new --epochs 1" + quick, 2, "not both"},
	{"train --out FOLDER/new --threads 0" + quick, 2, "--threads 0"},
	{"train --out FOLDER/new --threads -2" + quick, 2, "--threads -2"},
	{"train --out FOLDER/new --seed -1" + quick, 2, "--seed"},
	{"train --out FOLDER/new --wings" + quick, 2, "--wings"},
	{"train --out FOLDER/new more" + quick, 2, "no arguments"},
	{"train --out FOLDER/new --split half" + quick, 2, "training, fitting, held-out, test"},
	{"train --out FOLDER/new --limit 5" + quick, 2, "distribution"},
	{"train --out FOLDER/new --limit 0 --epochs 1", 2, "--limit 0"},
	{"train --out FOLDER/new --limit -3 --epochs 1", 2, "--limit -3"},
	{"train --out FOLDER/new --labels FOLDER/labels" + quick, 2, "own labels"},
	{"train" + quick, 2, "--out FILE"},

	// Places to write.
	{"train --out FOLDER" + quick, 1, "folder of that name"},
	{"train --out FOLDER/none/new" + quick, 1, "does not exist"},
	{"train --out FOLDER/old/new" + quick, 1, "not a folder"},
	{"train --out FOLDER/protected" + quick, 1, "write-protected"},
	{"dream FOLDER/machine --out FOLDER", 1, "folder of that name"},
	{"dream FOLDER/machine --out FOLDER/protected", 1, "write-protected"},
	{"dream FOLDER/machine", 2, "--out FILE.png"},

	// Data.
	{"train --out FOLDER/old --epochs 1 --data FOLDER/none", 1, "FOLDER/none"},
	{"train --out FOLDER/old --epochs 1 --data FOLDER", 1, "it is a folder"},
	{"train --out FOLDER/old --epochs 1 --data FOLDER/truncated", 1, "FOLDER/truncated: it ends"},
	{"train --out FOLDER/old --epochs 1 --data FOLDER/labels", 1, "IDX file of labels"},
	{"train --out FOLDER/old --epochs 1 --data FOLDER/machine", 1, "saved machine"},
	{"train --out FOLDER/old --epochs 1 --data FOLDER/images --labels FOLDER/images", 1, "IDX file of images"},
	{"train --out FOLDER/old --epochs 1 --data FOLDER/images --labels FOLDER/few", 1, "belong together"},

	// Machines.
	{"evaluate FOLDER/none", 1, "FOLDER/none: there is no such file"},
	{"evaluate FOLDER", 1, "FOLDER"},
	{"evaluate FOLDER/old", 1, "FOLDER/old"},
	{"evaluate FOLDER/images", 1, "FOLDER/images"},
	{"evaluate FOLDER/cut", 1, "FOLDER/cut"},
	{"evaluate FOLDER/flipped", 1, "FOLDER/flipped: damaged"},
	{"train --resume FOLDER/cut", 1, "FOLDER/cut"},
	{"train --resume FOLDER/none --out FOLDER/old", 1, "FOLDER/none"},
	{"dream FOLDER/cut --out FOLDER/old", 1, "FOLDER/cut"},
	{"recognise FOLDER/cut FOLDER/images", 1, "FOLDER/cut"},

	// Things that do not go together, and the rest of the flags.
	{"evaluate FOLDER/machine --data FOLDER/images", 1, "5×5"},
	{"evaluate FOLDER/machine --samples 0", 2, "--samples 0"},
	{"evaluate FOLDER/machine --threads 0", 2, "--threads 0"},
	{"evaluate FOLDER/machine --limit 3", 2, "distribution"},
	{"evaluate", 2, "give FILE"},
	{"recognise FOLDER/machine", 2, "give MACHINE and IMAGE"},
	{"recognise FOLDER/machine FOLDER/none", 1, "FOLDER/none"},
	{"recognise FOLDER/machine FOLDER/images", 1, "FOLDER/images: it is no picture"},
	{"recognise FOLDER/machine digits:3", 1, "28×28"},
	{"recognise FOLDER/machine bars3:12", 1, "0 to 11"},
	{"recognise FOLDER/machine bars3:one", 1, "0 to 11"},
	{"recognise FOLDER/machine bars3:0 --firings 0", 2, "--firings 0"},
	{"dream FOLDER/machine --out FOLDER/old --count 0", 2, "--count 0"},
	{"dream FOLDER/machine --out FOLDER/old --columns 0", 2, "--columns 0"},
	{"dream FOLDER/machine --out FOLDER/old --scale 0", 2, "--scale 0"},
	{"dream FOLDER/machine --out FOLDER/old --count 100000 --scale 64", 2, "too large"},
}

// badFiles fills a folder and returns its content.
func badFiles(t *testing.T) (folder string, content map[string]string) {
	t.Helper()
	folder = t.TempDir()
	pictures, labels := idxFiles(t, folder, 20)
	machine := read(t, handMade(t, "6,1", nil))
	flipped := append([]byte{}, machine...)
	flipped[strings.Index(string(machine), "NUMPY")+130] ^= 1 // in the first array's numbers
	content = map[string]string{
		"old":       "precious",
		"protected": "precious too",
		"machine":   string(machine),
		"cut":       string(machine[:len(machine)/2]),
		"flipped":   string(flipped),
		"images":    string(read(t, pictures)),
		"truncated": string(read(t, pictures)[:100]),
		"labels":    string(read(t, labels)),
		"few":       "\x00\x00\x08\x01\x00\x00\x00\x02\x03\x04",
	}
	for name, text := range content {
		write(t, filepath.Join(folder, name), []byte(text))
	}
	for _, name := range []string{pictures, labels} {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Join(folder, "protected"), 0o400); err != nil {
		t.Fatal(err)
	}
	return folder, content
}

func TestBadInputIsASentenceAndHarmsNothing(t *testing.T) {
	folder, content := badFiles(t)
	in := func(text string) string { return strings.ReplaceAll(text, "FOLDER", folder) }
	for _, b := range badCommands {
		r := call(t.Context(), strings.Fields(in(b.args))...)
		if r.status != b.status || r.stdout != "" || !strings.Contains(r.stderr, in(b.want)) {
			t.Errorf("%s: status %d, want %d with %q\n%s%s", b.args, r.status, b.status, b.want, r.stdout, r.stderr)
		}
		if strings.Count(r.stderr, "\n") != 1 || !strings.HasPrefix(r.stderr, "wakesleep ") {
			t.Errorf("%s: not a sentence: %q", b.args, r.stderr)
		}
		unharmed(t, b.args, folder, content)
	}
}

// unharmed checks that a folder holds what it held, and nothing else.
func unharmed(t *testing.T, after, folder string, content map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != len(content) {
		t.Fatalf("%s: the folder holds %v (%v)", after, entries, err)
	}
	for name, text := range content {
		if string(read(t, filepath.Join(folder, name))) != text {
			t.Fatalf("%s: %s was changed", after, name)
		}
	}
}

// A machine on the brink: the next step's sums leave the range of numbers.
func TestTrainingThatDivergesAtOnceWritesNothing(t *testing.T) {
	part := interrupt(t, 500, strings.Fields("train --data bars3 --cycles 60000")...)
	c, err := openMachine(part)
	if err != nil {
		t.Fatal(err)
	}
	fill(c.Machines[0].Generative.Weights(1, 0).Row(0), 3e38)
	fill(c.Machines[0].Generative.Weights(1, 0).Row(1), 3e38)
	fill(c.Machines[0].Generative.Weights(1, 0).Row(2), -3e38)
	fill(c.Machines[0].Generative.Biases[0], 3e38)
	fill(c.Machines[0].Recognition.Biases[1], 100)
	if err := saveMachine(part, c); err != nil {
		t.Fatal(err)
	}
	before := string(read(t, part))
	r := call(t.Context(), "train", "--resume", part)
	if r.status != 1 || !strings.Contains(r.stderr, "diverged") || !strings.Contains(r.stderr, "--rate") {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
	if string(read(t, part)) != before {
		t.Error("the file was changed")
	}
}

func TestDivergedTrainingSavesTheLastGoodEpoch(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	f := &trainFlags{out: out, threads: 1, json: true}
	f.data = dataFlags{data: "bars3", split: dataset.PartTraining}
	set, err := f.data.open()
	if err != nil {
		t.Fatal(err)
	}
	s := defaultSettings("bars3", "")
	s.Rate, s.Cycles = []float64{.1}, 20000
	trainer, err := learn.New(s, set, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer trainer.Close()
	var stdout, stderr strings.Builder
	c := new(cobra.Command)
	c.SetOut(&stdout)
	c.SetErr(&stderr)
	r := f.newTraining(c, trainer, set, 1, nil)
	// The second epoch starts from weights that nothing good can come of.
	trainer.Watch(func(bool) {
		if done, _ := trainer.Progress(); done == 10001 {
			m := trainer.Machine(0)
			fill(m.Generative.Weights(1, 0).Data, 3e38)
			fill(m.Generative.Biases[0], -3e38)
			fill(topBiases(m), 100)
			fill(m.Recognition.Biases[1], 100)
		}
	})
	err = r.run(t.Context())
	if statusOf(err) != 1 || !strings.Contains(err.Error(), "cycle 10000;") {
		t.Errorf("status %d, %v", statusOf(err), err)
	}
	good, err := openMachine(out)
	if err != nil || good.Record.Cycles != 10000 || !good.Finite() {
		t.Errorf("the file: %v, %+v", err, good)
	}
}

// A disk that fails at the last moment must not cost the training.
func TestMachineIsSavedElsewhereWhereOutFails(t *testing.T) {
	folder, other := t.TempDir(), t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP"} {
		t.Setenv(name, other)
	}
	c, err := openMachine(handMade(t, "2", nil))
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(folder, "gone", "m.helmholtz")
	save := func() error {
		r := &training{flags: &trainFlags{out: out}}
		r.autosave = newAutosave(r)
		err := r.save(&part{c, "", 0})
		if err == nil || !strings.Contains(err.Error(), "does not exist") {
			t.Fatalf("saving in no folder: %v", err)
		}
		return err
	}

	leftOvers(t)
	err = save()
	list, listErr := abandoned()
	if listErr != nil || len(list) != 1 || !strings.Contains(err.Error(), "wakesleep recover "+list[0].Name+" --out "+out) {
		t.Fatalf("%v; %v, left %+v", err, listErr, list)
	}
	if _, err := openMachine(list[0].Path); err != nil {
		t.Error(err)
	}

	t.Setenv("WAKESLEEP_RECOVERY", write(t, filepath.Join(folder, "file"), nil))
	_, saved, _ := strings.Cut(save().Error(), "was saved as ")
	saved, _, _ = strings.Cut(saved, " instead")
	if _, err := openMachine(saved); err != nil || !strings.HasPrefix(saved, other) {
		t.Errorf("saved as %q: %v", saved, err)
	}
}
