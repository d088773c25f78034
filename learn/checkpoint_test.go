package learn

import (
	"slices"
	"strings"
	"testing"

	"wakesleep/network"
	"wakesleep/network/images"
)

// meanChecked trains nothing and returns the metadata and arrays of a machine for
// two images of two pixels.
func meanChecked(t *testing.T) (*Checkpoint, []network.Array) {
	t.Helper()
	set := &images.Set{Name: "two", Width: 2, Height: 1, Grey: []uint8{255, 0, 255, 255}}
	s := ClassicDefaults()
	s.Layers, s.Rate = "1", []float64{.1}
	trainer, err := New(s, set, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer trainer.Close()
	c := trainer.Finished()
	_, arrays, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return c, arrays
}

// decodeWith decodes the machine with other arrays.
func decodeWith(t *testing.T, c *Checkpoint, arrays []network.Array) (*Checkpoint, error) {
	t.Helper()
	meta, _, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return Decode(meta, arrays)
}

func TestMeanOfTheDataIsSavedWithTheMachine(t *testing.T) {
	c, arrays := meanChecked(t)
	back, err := decodeWith(t, c, arrays)
	if err != nil {
		t.Fatal(err)
	}
	if want := []float32{1, .5}; !slices.Equal(back.Mean(), want) {
		t.Errorf("got %v, want %v", back.Mean(), want)
	}
}

func TestFilesWithoutAMeanAreReadable(t *testing.T) {
	c, arrays := meanChecked(t)
	arrays = slices.DeleteFunc(arrays, func(a network.Array) bool { return a.Name == "data_mean" })
	back, err := decodeWith(t, c, arrays)
	if err != nil || back.Mean() != nil {
		t.Errorf("mean %v, error %v", back.Mean(), err)
	}
}

func TestImpossibleMeansAreRefused(t *testing.T) {
	c, arrays := meanChecked(t)
	at := slices.IndexFunc(arrays, func(a network.Array) bool { return a.Name == "data_mean" })
	for name, bad := range map[string]network.Array{
		"too few":      {Name: "data_mean", Shape: []int{1}, Data: []float32{1}},
		"a matrix":     {Name: "data_mean", Shape: []int{1, 2}, Data: []float32{1, 1}},
		"more than 1":  {Name: "data_mean", Shape: []int{2}, Data: []float32{1, 1.5}},
		"less than 0":  {Name: "data_mean", Shape: []int{2}, Data: []float32{-.5, 1}},
		"shape larger": {Name: "data_mean", Shape: []int{3}, Data: []float32{1, 1}},
	} {
		arrays[at] = bad
		if _, err := decodeWith(t, c, arrays); err == nil || !strings.Contains(err.Error(), "data_mean") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
