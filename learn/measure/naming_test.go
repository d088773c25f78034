package measure

import (
	"context"
	"slices"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
	"wakesleep/network/images"
)

func TestCommonest(t *testing.T) {
	answers := []int{0, 0, 0, 1, 1, 3, 3, 3, 3}
	labels := []uint8{4, 4, 2, 9, 3, 7, 7, 7, 1}
	if got, want := commonest(answers, labels, 4), []string{"4", "3", "", "7"}; !slices.Equal(got, want) {
		t.Errorf("names %q, want %q: the commonest, the lower at a tie, none where nothing falls", got, want)
	}
}

func TestAccuracyCountsUnnamedAsWrong(t *testing.T) {
	got := accuracy([]int{0, 1, 1, 2}, []uint8{5, 6, 7, 8}, []string{"5", "6", ""})
	if got == nil || *got != 50 {
		t.Errorf("accuracy %v, want 50", got)
	}
	for name, none := range map[string]*float64{
		"labels":     accuracy([]int{0}, nil, []string{"5"}),
		"names":      accuracy([]int{0}, []uint8{1}, nil),
		"categories": accuracy([]int{-1}, []uint8{1}, []string{"5"}),
	} {
		if none != nil {
			t.Errorf("accuracy without %s", name)
		}
	}
}

// A machine whose recognition is certain names categories as it was built to.
func TestNameCategories(t *testing.T) {
	m := oracle.Machine(2, 1, "3c", 1)
	clear(m.Recognition.Flat)
	clear(m.Generative.Flat)
	copy(m.Recognition.Weights(0, 1).Row(0), []float32{-50, 50, 0})
	copy(m.Recognition.Biases[1], []float32{25, -25, -100})
	copy(m.Generative.Weights(1, 0).Row(0), []float32{-9, 0})
	copy(m.Generative.Weights(1, 0).Row(1), []float32{9, 0})
	set := &images.Set{
		Name: "two", Width: 2, Height: 1,
		Grey: []uint8{255, 0, 0, 0, 255, 255, 0, 255}, Labels: []uint8{8, 3, 8, 3},
	}
	names, err := NameCategories(context.Background(), network.Alone(m), set, 2)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"3", "8", ""}; !slices.Equal(names, want) {
		t.Errorf("names %q, want %q", names, want)
	}
}

func TestNameCategoriesReportsBadRequests(t *testing.T) {
	set := oracle.ManyImages(5)
	if _, err := NameCategories(context.Background(), network.Alone(oracle.Machine(3, 2, "3c", 1)), set, 1); err == nil {
		t.Error("named without labels")
	}
	set.Labels = []uint8{0, 1, 2, 3, 4}
	if _, err := NameCategories(context.Background(), network.Alone(oracle.Machine(3, 2, "3", 1)), set, 1); err == nil {
		t.Error("named without categories")
	}
	if _, err := NameCategories(context.Background(), network.Alone(oracle.Machine(2, 2, "3c", 1)), set, 1); err == nil {
		t.Error("named images of another size")
	}
}
