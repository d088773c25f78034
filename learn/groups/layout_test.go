package groups

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"wakesleep/learn/neighbours"
)

func layOut(t *testing.T, codes *neighbours.Codes, threads int) *Layout {
	t.Helper()
	lists := nearest(t, codes, 10, threads)
	l, err := Shared(lists).LayOut(context.Background(), threads, 1, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Rows of a blob lie among their like.
func TestLayoutKeepsNeighboursTogether(t *testing.T) {
	codes, labels := blobs(rand.New(rand.NewPCG(1, 2)), 900, 20, 5)
	l := layOut(t, codes, 2)
	right, total := 0, 0
	for i := range labels {
		nearest, least := -1, math.Inf(1)
		for j := range labels {
			dx, dy := float64(l.X[i]-l.X[j]), float64(l.Y[i]-l.Y[j])
			if d := dx*dx + dy*dy; i != j && d < least {
				nearest, least = j, d
			}
		}
		total++
		if labels[nearest] == labels[i] {
			right++
		}
	}
	if share := float64(right) / float64(total); share < .98 {
		t.Errorf("the nearest of %.3f of the rows is one of their like", share)
	}
	for i := range l.X {
		if math.IsNaN(float64(l.X[i])) || math.Abs(float64(l.X[i])) > 1e4 || math.Abs(float64(l.Y[i])) > 1e4 {
			t.Fatalf("row %d lies at %v, %v", i, l.X[i], l.Y[i])
		}
	}
}

func TestThreadsDoNotChangeALayout(t *testing.T) {
	codes, _ := blobs(rand.New(rand.NewPCG(3, 4)), 2*blockRows+7, 12, 9)
	if want, got := layOut(t, codes, 1), layOut(t, codes, 3); !reflect.DeepEqual(got, want) {
		t.Error("three threads lay out otherwise than one")
	}
}

// Rows that nothing joins have places as well, and the same rows lie together.
func TestLayoutOfOddGraphs(t *testing.T) {
	codes := neighbours.NewCodes(30, 3)
	for i := range 30 {
		if i >= 15 {
			codes.Set(i, []uint8{uint8(i * i), uint8(i * 37), 200})
		}
	}
	l := layOut(t, codes, 1)
	for i := range l.X {
		if math.IsNaN(float64(l.X[i])) || math.IsNaN(float64(l.Y[i])) {
			t.Fatalf("row %d lies at %v, %v", i, l.X[i], l.Y[i])
		}
	}
}

func TestStoppedLayout(t *testing.T) {
	codes, _ := blobs(rand.New(rand.NewPCG(3, 4)), 300, 12, 3)
	lists := nearest(t, codes, 10, 1)
	ctx, cancel := context.WithCancel(context.Background())
	if _, err := Shared(lists).LayOut(ctx, 1, 1, func(float64) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped layout ended with %v", err)
	}
}
