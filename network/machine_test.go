package network_test

import (
	"slices"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
)

func TestParseLayers(t *testing.T) {
	for text, want := range map[string]string{
		"200,100,50c": "784-200-100-50c", "10c": "784-10c", " 6 , 1 ": "784-6-1",
	} {
		layers, err := network.ParseLayers(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := network.ShapeString(784, layers); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{"", "0", "-3", "10c,5", "x", "5,,6", "1c", "70000", "5.5", "c", "200;100"} {
		if _, err := network.ParseLayers(text); err == nil {
			t.Errorf("layers %q were taken", text)
		}
	}
}

func TestNewRefusesImpossibleMachines(t *testing.T) {
	unit := []network.Layer{{Units: 1}}
	for name, make := range map[string]func() (*network.Machine, error){
		"no pixels":       func() (*network.Machine, error) { return network.New(0, 5, unit, nil) },
		"no hidden layer": func() (*network.Machine, error) { return network.New(5, 5, nil, nil) },
		"no units":        func() (*network.Machine, error) { return network.New(5, 5, []network.Layer{{}}, nil) },
		"too large": func() (*network.Machine, error) {
			return network.New(1000, 1000, []network.Layer{{Units: 60000}}, nil)
		},
		"categorical below the top": func() (*network.Machine, error) {
			return network.New(2, 2, []network.Layer{{Units: 3, Kind: network.Categorical}, {Units: 2}}, nil)
		},
	} {
		if _, err := make(); err == nil {
			t.Errorf("%s: a machine was made", name)
		}
	}
}

func TestArraysRoundTrip(t *testing.T) {
	m := oracle.Machine(5, 7, "6,3c", 1)
	arrays := m.Arrays("p_")
	names := []string{}
	for _, a := range arrays {
		names = append(names, a.Name)
	}
	want := "p_generative_weights_1 p_generative_weights_2 p_generative_biases_0 p_generative_biases_1 " +
		"p_generative_biases_2 p_recognition_weights_1 p_recognition_weights_2 p_recognition_biases_1 p_recognition_biases_2"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("arrays are %s", got)
	}
	listed, err := network.ArraysOf(5, 7, m.Hidden(), nil, "p_")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.EqualFunc(listed, arrays, func(a, b network.Array) bool {
		return a.Name == b.Name && slices.Equal(a.Shape, b.Shape) && a.Data == nil
	}) {
		t.Errorf("listed without a machine they are %v", listed)
	}
	if a := arrays[0]; a.Shape[0] != 6 || a.Shape[1] != 35 || a.Data[35] != m.Generative.Weights(1, 0).Row(1)[0] {
		t.Error("generative_weights_1 is not the 6×35 matrix from layer 1 to the pixels, row by row")
	}
	other := oracle.Machine(5, 7, "6,3c", 2)
	if err := other.SetArrays("p_", arrays); err != nil {
		t.Fatal(err)
	}
	same := true
	check := func(a, b *float32) { same = same && *a == *b }
	oracle.EachParameter(m.Generative, other.Generative, check)
	oracle.EachParameter(m.Recognition, other.Recognition, check)
	if !same {
		t.Error("parameters changed on their way through arrays")
	}
}

// Each matrix with one column is padded to sixteen: files of a few megabytes would ask for
// gigabytes.
func TestPaddingCounts(t *testing.T) {
	hidden := []network.Layer{}
	for range 100 {
		hidden = append(hidden, network.Layer{Units: 1 << 16}, network.Layer{Units: 1})
	}
	if _, err := network.ArraysOf(1, 1, hidden, nil, ""); err == nil {
		t.Error("a machine that is nearly all padding is possible")
	}
	if _, err := network.ArraysOf(1024, 1024, hidden[1:2], nil, ""); err != nil {
		t.Errorf("a small machine for large images: %v", err)
	}
}

func TestSetArraysNamesWhatIsWrong(t *testing.T) {
	m := oracle.Machine(2, 2, "3", 1)
	arrays := m.Arrays("")
	if err := m.SetArrays("", arrays[1:]); err == nil || !strings.Contains(err.Error(), "generative_weights_1 is missing") {
		t.Errorf("a missing array gave %v", err)
	}
	arrays[0].Shape = []int{4, 3}
	if err := m.SetArrays("", arrays); err == nil || !strings.Contains(err.Error(), "[4 3]") {
		t.Errorf("a wrong shape gave %v", err)
	}
	arrays[0].Shape, arrays[0].Data = []int{3, 4}, arrays[0].Data[:5]
	if err := m.SetArrays("", arrays); err == nil {
		t.Error("too few numbers were taken")
	}
}

func TestFiniteAndClone(t *testing.T) {
	m := oracle.Machine(2, 2, "3", 1)
	c := m.Clone()
	zero := float32(0)
	c.Recognition.Biases[1][2] = 1 / zero
	if !m.Finite() || c.Finite() {
		t.Error("Finite misses an infinite bias, or the clone shares memory")
	}
	c.Recognition.Biases[1][2] = zero / zero
	if c.Finite() {
		t.Error("Finite misses a NaN")
	}
	if n := m.Generative.Count() + m.Recognition.Count(); n != 2*12+4+3+3 {
		t.Errorf("%d parameters, want 34", n)
	}
}
