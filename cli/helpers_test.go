package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
)

// TestMain lets tests start this binary as if it were the program.
func TestMain(m *testing.M) {
	if os.Getenv("WAKESLEEP_TEST_RUN") != "" {
		if gate := os.Getenv("WAKESLEEP_TEST_GATE"); gate != "" {
			saveSlowly(gate)
		}
		os.Exit(Run(os.Args[1:]))
	}
	os.Exit(runTests(m))
}

// runTests keeps checkpoints out of the user's own folder.
func runTests(m *testing.M) int {
	folder, err := os.MkdirTemp("", "wakesleep-test-")
	if err == nil {
		err = os.Setenv("WAKESLEEP_RECOVERY", folder)
	}
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	return m.Run()
}

// leftOvers gives a test a folder for checkpoints of its own.
func leftOvers(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	t.Setenv("WAKESLEEP_RECOVERY", folder)
	return folder
}

// saveSlowly has machines saved as on a disk that takes its time: until the file gate is
// gone.
func saveSlowly(gate string) {
	quickly := writeMachine
	writeMachine = func(path string, c *learn.Checkpoint) error {
		for _, err := os.Stat(gate); err == nil; _, err = os.Stat(gate) {
			time.Sleep(5 * time.Millisecond)
		}
		return quickly(path, c)
	}
}

// result is what a command left behind.
type result struct {
	status         int
	stdout, stderr string
}

func call(ctx context.Context, args ...string) result {
	var stdout, stderr bytes.Buffer
	status := run(ctx, args, &stdout, &stderr)
	return result{status, stdout.String(), stderr.String()}
}

// succeed runs a command that must do so, quietly, and returns its output.
func succeed(t *testing.T, args ...string) string {
	t.Helper()
	r := call(t.Context(), args...)
	if r.status != 0 || r.stderr != "" {
		t.Fatalf("%v: status %d, %q", args, r.status, r.stderr)
	}
	return r.stdout
}

// object reads one line of JSON.
func object(t *testing.T, text string) map[string]any {
	t.Helper()
	if strings.Count(text, "\n") != 1 || !strings.HasSuffix(text, "\n") {
		t.Fatalf("not one line: %q", text)
	}
	var all map[string]any
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	return all
}

func wantKeys(t *testing.T, all map[string]any, keys ...string) {
	t.Helper()
	for _, key := range keys {
		if _, ok := all[key]; !ok {
			t.Errorf("%s is missing in %v", key, all)
		}
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func write(t *testing.T, path string, text []byte) string {
	t.Helper()
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// stepContext is cancelled when it has been asked often enough, so that a
// training, which asks before each cycle, is interrupted at a known one.
type stepContext struct {
	context.Context
	left atomic.Int64
}

func afterCycles(t *testing.T, n int64) *stepContext {
	c := &stepContext{Context: t.Context()}
	c.left.Store(n)
	return c
}

func (c *stepContext) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// handMade saves a machine for 3×3 images with all weights zero, after change
// had its way with it.
func handMade(t *testing.T, layers string, change func(*learn.Checkpoint)) string {
	t.Helper()
	source, err := dataset.Open("bars3", "")
	if err != nil {
		t.Fatal(err)
	}
	s := learn.ClassicDefaults()
	s.Layers, s.Rate = layers, []float64{.1}
	trainer, err := learn.New(s, source.Training, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer trainer.Close()
	c := trainer.Finished()
	if change != nil {
		change(c)
	}
	path := filepath.Join(t.TempDir(), "hand.helmholtz")
	if err := saveMachine(path, c); err != nil {
		t.Fatal(err)
	}
	return path
}

// idxFiles writes a small labelled data set of crosses and rings, 5×5, and
// returns the paths of images and labels.
func idxFiles(t *testing.T, folder string, count int) (pictures, labels string) {
	t.Helper()
	shapes := []string{
		"*...*.*.*...*...*.*.*...*",
		"*****" + "*...*" + "*...*" + "*...*" + "*****",
	}
	set := &images.Set{Name: "shapes", Width: 5, Height: 5}
	for i := range count {
		for _, c := range shapes[i%2] {
			level := uint8(0)
			if c == '*' {
				level = 255
			}
			set.Grey = append(set.Grey, level)
		}
		set.Labels = append(set.Labels, uint8(3+i%2))
	}
	var text bytes.Buffer
	if err := dataset.WriteImages(&text, set); err != nil {
		t.Fatal(err)
	}
	pictures = write(t, filepath.Join(folder, "shapes-images"), text.Bytes())
	text.Reset()
	if err := dataset.WriteLabels(&text, set.Labels); err != nil {
		t.Fatal(err)
	}
	return pictures, write(t, filepath.Join(folder, "shapes-labels"), text.Bytes())
}

// otherOfThatName writes other images into a file that is called like another one, has as
// many and of the same size: as MNIST's and Fashion-MNIST's.
func otherOfThatName(t *testing.T, pictures string) string {
	t.Helper()
	data := read(t, pictures)
	for i := range data[16:] {
		data[16+i] = 255 - data[16+i]
	}
	return write(t, filepath.Join(t.TempDir(), filepath.Base(pictures)), data)
}

// forget makes a machine's file one of an older version, which does not tell the content
// of its images.
func forget(t *testing.T, path string) {
	t.Helper()
	saved, err := openMachine(path)
	if err != nil {
		t.Fatal(err)
	}
	saved.Record.Identity = nil
	if err := saveMachine(path, saved); err != nil {
		t.Fatal(err)
	}
}

func fill(values []float32, v float32) {
	for i := range values {
		values[i] = v
	}
}

func topBiases(m *network.Machine) []float32 { return m.Recognition.Biases[m.Top()] }
