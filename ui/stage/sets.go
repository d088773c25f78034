package stage

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// TwoKinds are n images of left halves, labelled 4, and of right halves, labelled 7.
func TwoKinds(width, height, n int) *images.Set {
	set := &images.Set{Name: "halves", Width: width, Height: height}
	for i := range n {
		for p := range width * height {
			on := (p%width < width/2) == (i%2 == 0)
			set.Grey = append(set.Grey, map[bool]uint8{true: 255}[on])
		}
		set.Labels = append(set.Labels, []uint8{4, 7}[i%2])
	}
	return set
}

// Quarters are n images of 8×8 pixels, labelled 0 to 3: a quarter is on, and some pixels are
// noise.
func Quarters(n int) *images.Set {
	set := &images.Set{Name: "quarters", Width: 8, Height: 8}
	noise := random.New(1, random.Compete, 0, 0)
	for i := range n {
		for p := range 64 {
			on := (p%8/4+2*(p/32) == i%4) != (noise.IntN(12) == 0)
			set.Grey = append(set.Grey, map[bool]uint8{true: 255}[on])
		}
		set.Labels = append(set.Labels, uint8(i%4))
	}
	return set
}

// Finding are settings that find two classes of images, in a moment.
func Finding() learn.Settings {
	s := learn.Defaults()
	s.Layers, s.Batch, s.Epochs, s.Average, s.Rebinarise = "8,4", 10, 5, 2, true
	s.Rate, s.FinalRate = []float64{.01}, []float64{.001}
	compete := s
	compete.Layers, compete.Epochs, compete.Average = "4", 20, 0
	compete.Contest = learn.ContestOf(compete.Epochs, 2)
	s.Finding = &learn.Finding{Neighbours: 5, Groups: 4, Compete: compete}
	return s
}

// WriteImages writes a set, and its labels if it has any, as files of the kind that MNIST has.
// It returns the path of the images.
func WriteImages(t testing.TB, folder string, set *images.Set) string {
	t.Helper()
	write := func(name string, content func(io.Writer) error) string {
		var file bytes.Buffer
		path := filepath.Join(folder, name)
		if err := errors.Join(content(&file), os.WriteFile(path, file.Bytes(), 0o600)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	if set.Labels != nil {
		write("some-labels-idx1-ubyte", func(w io.Writer) error { return dataset.WriteLabels(w, set.Labels) })
	}
	return write("some-images-idx3-ubyte", func(w io.Writer) error { return dataset.WriteImages(w, set) })
}

// BinaryRows are the images of a set whose pixels are bits already.
func BinaryRows(set *images.Set) *bits.Matrix {
	rows := bits.NewMatrix(set.Count(), set.Pixels())
	for i := range set.Count() {
		for j, g := range set.Image(i) {
			rows.Set(i, j, g > 127)
		}
	}
	return rows
}

// SameWeights tells whether two machines are the same.
func SameWeights(a, b *network.Machine) bool {
	return slices.Equal(a.Generative.Flat, b.Generative.Flat) && slices.Equal(a.Recognition.Flat, b.Recognition.Flat)
}
