package dataset

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"wakesleep/network/images"
)

// Counts and moments of MNIST as published by others: the classes of the training
// set, and mean and deviation of its pixels, .1307 and .3081.
func TestDigits(t *testing.T) {
	source := open(t, "digits")
	if again := open(t, "digits"); again != source {
		t.Error("MNIST was decoded twice")
	}
	training, test := source.Training, source.Test
	if training.Count() != 60000 || test.Count() != 10000 {
		t.Fatalf("%d and %d images", training.Count(), test.Count())
	}
	for _, set := range []*images.Set{training, test} {
		if err := set.Validate(); err != nil {
			t.Error(err)
		}
	}
	var classes [10]int
	for _, label := range training.Labels {
		classes[label]++
	}
	if classes != [10]int{5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949} {
		t.Errorf("the training classes are %v", classes)
	}
	if got := test.Labels[:5]; !bytes.Equal(got, []byte{7, 2, 1, 0, 4}) {
		t.Errorf("the test set begins %v", got)
	}
	checkMoments(t, training)
}

func checkMoments(t *testing.T, set *images.Set) {
	t.Helper()
	var sum, squares float64
	for _, g := range set.Grey {
		v := float64(g) / 255
		sum += v
		squares += v * v
	}
	n := float64(len(set.Grey))
	mean := sum / n
	near(t, "the mean", mean, .1307, 5e-5)
	near(t, "the deviation", math.Sqrt(squares/n-mean*mean), .3081, 5e-5)
}

func TestBuiltInOpens(t *testing.T) {
	for _, name := range BuiltIn() {
		if source := open(t, name); source.Name != name || source.Training.Source != name || source.Test.Source != name {
			t.Errorf("%s opened as %q", name, source.Name)
		}
		if _, err := Open(name, "labels"); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s with labels: %v", name, err)
		}
	}
}

// writeFile writes data into folder and returns the path.
func writeFile(t *testing.T, folder, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOpenFile(t *testing.T) {
	folder := t.TempDir()
	pictures := writeFile(t, folder, "my-images-idx3-ubyte", twoPictures)
	labels := writeFile(t, folder, "my-labels-idx1-ubyte.gz", gzipped(twoLabels))
	if got := GuessLabels(pictures); got != labels {
		t.Errorf("guessed %q, want %q", got, labels)
	}
	source, err := Open(pictures, labels)
	if err != nil {
		t.Fatal(err)
	}
	want := &images.Set{
		Name: "my-images-idx3-ubyte", Origin: images.Origin{Source: "my-images-idx3-ubyte", File: true}, Width: 3, Height: 2,
		Grey: twoPictures[16:], Labels: []uint8{7, 200},
	}
	if source.Training != source.Test || source.Name != want.Name || source.Path != pictures || !reflect.DeepEqual(source.Training, want) {
		t.Errorf("opened %+v", source.Training)
	}
	if source, err := Open(pictures, ""); err != nil || source.Training.Labels != nil {
		t.Errorf("without labels: %v, %v", source, err)
	}
}

func TestOpenErrors(t *testing.T) {
	folder := t.TempDir()
	pictures := writeFile(t, folder, "images", twoPictures)
	three := writeFile(t, folder, "three", append(bytes.Clone(twoLabels[:7]), 3, 1, 2, 3))
	for _, test := range []struct{ data, labels, file, says string }{
		{filepath.Join(folder, "absent"), "", "absent", "no such file"},
		{folder, "", folder, "folder"},
		{pictures, filepath.Join(folder, "absent"), "absent", "no such file"},
		{pictures, three, three, "3 labels"},
		{pictures, pictures, pictures, "IDX file of images; pick an IDX file of their labels"},
	} {
		_, err := Open(test.data, test.labels)
		if err == nil || !strings.Contains(err.Error(), test.file) || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s, %s: %v", test.data, test.labels, err)
		}
	}
}

func TestOpenForbidden(t *testing.T) {
	path := writeFile(t, t.TempDir(), "secret", twoPictures)
	if err := os.Chmod(path, 0); err != nil {
		t.Skip(err)
	}
	if file, err := os.Open(path); err == nil {
		file.Close()
		t.Skip("this user may read everything")
	}
	if _, err := Open(path, ""); err == nil || !strings.Contains(err.Error(), "not allowed") {
		t.Error(err)
	}
}

func TestGuessLabels(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{
		"train-labels-idx1-ubyte.gz", "t10k-labels.idx1-ubyte", "mine", "both-labels", "both-labels.gz",
	} {
		writeFile(t, folder, name, nil)
	}
	if err := os.Mkdir(filepath.Join(folder, "dir-labels"), 0o700); err != nil {
		t.Fatal(err)
	}
	for pictures, want := range map[string]string{
		"train-images-idx3-ubyte.gz": "train-labels-idx1-ubyte.gz",
		"train-images-idx3-ubyte":    "train-labels-idx1-ubyte.gz",
		"t10k-images.idx3-ubyte":     "t10k-labels.idx1-ubyte",
		"t10k-images.idx3-ubyte.gz":  "t10k-labels.idx1-ubyte",
		"both-images.gz":             "both-labels.gz",
		"mine":                       "",
		"other-images-idx3-ubyte":    "",
		"dir-images":                 "",
	} {
		if want != "" {
			want = filepath.Join(folder, want)
		}
		if got := GuessLabels(filepath.Join(folder, pictures)); got != want {
			t.Errorf("%s: guessed %q, want %q", pictures, got, want)
		}
	}
}
