package measure

import (
	"context"
	"math"
	"slices"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/learn"
	"wakesleep/network"
)

// found are three machines that found their classes themselves.
func found() *network.Ensemble {
	e := &network.Ensemble{Found: true, Labels: []uint8{0, 1, 4}, Shares: []float64{.5, .3, .2}}
	for seed := range uint64(3) {
		e.Machines = append(e.Machines, oracle.Machine(3, 2, "3,2", seed+1))
	}
	return e
}

// Machines that found their classes answer by the shortest description, and no label is
// needed; with labels and names the answers are held against these.
func TestFoundClassesAgreeWithEnumeration(t *testing.T) {
	e, set := found(), oracle.ManyImages(40)
	for i, grey := range set.Grey {
		set.Grey[i] = grey / 128 * 255
	}
	shortest, nll := make([]int, set.Count()), 0.0
	parted := make([]bool, set.Count())
	for i := range shortest {
		lengths, p := make([]float64, 3), 0.0
		for k, m := range e.Machines {
			lengths[k] = -oracle.LogProbability(m, inkOf(set.Image(i)))
			p += e.Shares[k] * math.Exp(-lengths[k])
		}
		shortest[i] = network.Shortest(lengths)
		parted[i] = network.Margin(lengths) > .3
		nll -= math.Log(p) / float64(set.Count())
	}
	o := Options{Samples: 3000, Threads: 2, Names: []string{"7", "3", "7"}}
	v, err := Evaluate(context.Background(), e, set, o)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(v.NLLNats-nll) > .02 || v.AccuracyPercent != nil || v.Classes != nil || *v.CategoriesUsed != len(distinct(shortest)) {
		t.Errorf("%.4f nats, exactly %.4f; %d categories, %v", v.NLLNats, nll, *v.CategoriesUsed, v.AccuracyPercent)
	}
	d, err := describe(context.Background(), e, set, o)
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range d.right {
		if parted[i] && k != shortest[i] {
			t.Errorf("image %d: the shortest is %d, exactly %d", i, k, shortest[i])
		}
	}
	right := 0
	for i := range shortest {
		set.Labels = append(set.Labels, []uint8{3, 7}[i%2])
		if o.Names[d.right[i]] == []string{"3", "7"}[i%2] {
			right++
		}
	}
	v, err = Evaluate(context.Background(), e, set, o)
	if err != nil {
		t.Fatal(err)
	}
	if want := 100 * float64(right) / 40; v.AccuracyPercent == nil || math.Abs(*v.AccuracyPercent-want) > 1e-9 {
		t.Errorf("accuracy %v, want %v", v.AccuracyPercent, want)
	}
	own, err := EvaluateOwn(context.Background(), e, set, o)
	if err != nil || own.BoundNats != v.BoundNats {
		t.Errorf("by its own machines %v, %v", own, err)
	}
}

func distinct(list []int) []int {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

// A found class is named by the commonest label of its images.
func TestFoundClassesAreNamed(t *testing.T) {
	e, set := found(), oracle.Labelled(60)
	names, err := NameCategories(context.Background(), e, set, 2)
	if err != nil {
		t.Fatal(err)
	}
	d, err := describe(context.Background(), e, set, Options{Samples: namingSamples, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	if want := commonest(d.right, set.Labels, 3); !slices.Equal(names, want) {
		t.Errorf("names %v, want %v", names, want)
	}
	r := &learn.Record{Names: names}
	if err := r.Rename(e, 2, "hooks"); err != nil || r.Names[2] != "hooks" {
		t.Errorf("renamed: %v, %v", r.Names, err)
	}
	if err := r.Rename(e, 3, "more"); err == nil {
		t.Error("a category was renamed that there is not")
	}
}
