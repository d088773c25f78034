package groups

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"gonum.org/v1/gonum/mat"

	"wakesleep/learn/neighbours"
	"wakesleep/network/random"
)

// blobs are rows around centres far from each other, each row's own being its label.
func blobs(r *rand.Rand, rows, cols, centres int) (*neighbours.Codes, []int) {
	at := make([][]float64, centres)
	for c := range at {
		for range cols {
			at[c] = append(at[c], 40+170*r.Float64())
		}
	}
	codes, labels := neighbours.NewCodes(rows, cols), make([]int, rows)
	code := make([]uint8, cols)
	for i := range labels {
		labels[i] = r.IntN(centres)
		for j, x := range at[labels[i]] {
			code[j] = uint8(x + 8*r.NormFloat64())
		}
		codes.Set(i, code)
	}
	return codes, labels
}

// rings lie in each other, so that no straight line parts them.
func rings(r *rand.Rand, rows int) (*neighbours.Codes, []int) {
	codes, labels := neighbours.NewCodes(rows, 2), make([]int, rows)
	for i := range labels {
		labels[i] = i % 2
		angle, radius := 2*math.Pi*(float64(i)+r.Float64())/float64(rows), float64(40+80*labels[i])
		codes.Set(i, []uint8{uint8(128 + radius*math.Cos(angle)), uint8(128 + radius*math.Sin(angle))})
	}
	return codes, labels
}

func nearest(t *testing.T, codes *neighbours.Codes, k, threads int) *neighbours.Lists {
	t.Helper()
	lists, err := neighbours.Nearest(context.Background(), codes, k, threads, nil)
	if err != nil {
		t.Fatal(err)
	}
	return lists
}

func cut(t *testing.T, codes *neighbours.Codes, k, threads int) *Groups {
	t.Helper()
	lists := nearest(t, codes, 10, threads)
	found, err := Shared(lists).Cut(context.Background(), codes, k, threads, 1, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// agree tells whether two ways to group are the same but for the groups' numbers.
func agree(t *testing.T, of []int32, labels []int) {
	t.Helper()
	names, groups := map[int32]int{}, map[int]int32{}
	for i, g := range of {
		if _, known := names[g]; !known {
			names[g] = labels[i]
		}
		if _, known := groups[labels[i]]; !known {
			groups[labels[i]] = g
		}
		if names[g] != labels[i] || groups[labels[i]] != g {
			t.Fatalf("row %d of %d is in group %d", i, labels[i], g)
		}
	}
}

func TestGroupsAreFound(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for name, of := range map[string]func() (*neighbours.Codes, []int, int){
		"blobs": func() (*neighbours.Codes, []int, int) {
			codes, labels := blobs(r, 2500, 20, 7)
			return codes, labels, 7
		},
		"rings": func() (*neighbours.Codes, []int, int) {
			codes, labels := rings(r, 1000)
			return codes, labels, 2
		},
	} {
		codes, labels, k := of()
		t.Run(name, func(t *testing.T) {
			found := cut(t, codes, k, 2)
			agree(t, found.Of, labels)
			total := 0
			for i, size := range found.Sizes {
				total += size
				if i > 0 && size > found.Sizes[i-1] {
					t.Errorf("sizes %v", found.Sizes)
				}
			}
			if total != codes.Rows || len(found.Sizes) != k {
				t.Errorf("groups of %v", found.Sizes)
			}
		})
	}
}

// Blobs that touch are found as well. The nearest centre is that of 99 %.
func TestTouchingGroups(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	codes, labels := neighbours.NewCodes(3000, 2), make([]int, 3000)
	for i := range labels {
		labels[i] = i % 3
		codes.Set(i, []uint8{uint8(58 + 70*float64(labels[i]) + 13*r.NormFloat64()), uint8(128 + 16*r.NormFloat64())})
	}
	found := cut(t, codes, 3, 2)
	right := 0
	for _, names := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		n := 0
		for i, g := range found.Of {
			if names[g] == labels[i] {
				n++
			}
		}
		right = max(right, n)
	}
	if share := float64(right) / 3000; share < .97 {
		t.Errorf("%.3f of the rows are in a group with their like", share)
	}
}

func TestThreadsDoNotChangeGroups(t *testing.T) {
	codes, _ := blobs(rand.New(rand.NewPCG(3, 4)), 3*blockRows, 12, 9)
	want := cut(t, codes, 6, 1)
	for _, threads := range []int{2, 5} {
		if got := cut(t, codes, 6, threads); !reflect.DeepEqual(got, want) {
			t.Errorf("%d threads: %v, want %v", threads, got.Sizes, want.Sizes)
		}
	}
}

// Some rows far from all, and many times the same row, do not become groups.
func TestSmallComponentsAreAttached(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	blob, labels := blobs(r, 1000, 20, 3)
	codes := neighbours.NewCodes(1000, 20)
	code := make([]uint8, 20)
	for i := range 1000 {
		copy(code, blob.Code(i))
		if i < 15 {
			for j := range code {
				code[j] /= 4
			}
			code[0] = 0
		}
		codes.Set(i, code)
	}
	// The first fifteen become one part of their own.
	for i := range 15 {
		copy(code, codes.Code(0))
		codes.Set(i, code)
	}
	found := cut(t, codes, 3, 2)
	if found.Components != 4 || found.Small != 1 || found.Attached != 15 {
		t.Errorf("%d components, %d small with %d rows", found.Components, found.Small, found.Attached)
	}
	agree(t, found.Of[15:], labels[15:])
	for i := range 15 {
		if found.Of[i] != found.Of[0] {
			t.Errorf("the same rows are in groups %v", found.Of[:15])
		}
	}
}

// Every row alone: there is nothing to cut.
func TestNothingIsJoined(t *testing.T) {
	codes := neighbours.NewCodes(2, 1)
	codes.Set(1, []uint8{255})
	lists := nearest(t, codes, 1, 1)
	found, err := Shared(lists).Cut(context.Background(), codes, 2, 1, 1, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Sizes) != 1 || found.Small != 2 || found.Eigenvalues != nil {
		t.Errorf("%+v", found)
	}
}

func TestStoppedCut(t *testing.T) {
	codes, _ := blobs(rand.New(rand.NewPCG(3, 4)), 500, 12, 3)
	lists := nearest(t, codes, 10, 1)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Shared(lists).Cut(ctx, codes, 3, 1, 1, func(float64) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped cut ended with %v", err)
	}
}

// The weights are those of the definition, in both directions.
func TestSharedNeighbours(t *testing.T) {
	codes, _ := blobs(rand.New(rand.NewPCG(7, 8)), 60, 3, 2)
	lists := nearest(t, codes, 4, 1)
	g, want := Shared(lists), mat.NewDense(60, 60, nil)
	for i := range 60 {
		for _, j := range lists.Of(i) {
			s := 0
			for _, a := range lists.Of(i) {
				for _, b := range lists.Of(int(j)) {
					if a == b {
						s++
					}
				}
			}
			w := float64(s) / float64(8-s)
			want.Set(i, int(j), want.At(i, int(j))+w)
			want.Set(int(j), i, want.At(int(j), i)+w)
		}
	}
	if !mat.Equal(dense(g), want) {
		t.Errorf("%v, want %v", mat.Formatted(dense(g)), mat.Formatted(want))
	}
}

func dense(g *Graph) *mat.Dense {
	m := mat.NewDense(g.Rows(), g.Rows(), nil)
	for i := range g.Rows() {
		to, weights := g.of(i)
		for at, j := range to {
			m.Set(i, int(j), weights[at])
		}
	}
	return m
}

// The leading eigenvalues, and what the eigenvectors span, are those that gonum finds.
func TestEmbeddingIsOfLeadingEigenvectors(t *testing.T) {
	codes, _ := blobs(rand.New(rand.NewPCG(7, 8)), 300, 2, 4)
	lists := nearest(t, codes, 10, 1)
	component, _ := Shared(lists).components()
	_, g := Shared(lists).only(func(i int) bool { return component[i] == component[0] })
	e, err := g.embed(context.Background(), 5, 2, random.New(1, random.Group, random.GroupVectors, 0), func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	n := dense(g.normalised())
	var oracle mat.EigenSym
	if !oracle.Factorize(symmetric(n), false) {
		t.Fatal("no eigenvalues")
	}
	all := oracle.Values(nil)
	for i, value := range e.values {
		if want := all[len(all)-1-i]; math.Abs(value-want) > 1e-7 {
			t.Errorf("eigenvalue %d is %v, want %v", i, value, want)
		}
	}
}

func symmetric(m *mat.Dense) *mat.SymDense {
	n, _ := m.Dims()
	s := mat.NewSymDense(n, nil)
	for i := range n {
		for j := range i + 1 {
			s.SetSym(i, j, m.At(i, j))
		}
	}
	return s
}

func TestEigen(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for _, n := range []int{1, 2, 5, 22} {
		a := newMatrix(n, n)
		for i := range n {
			for j := range i + 1 {
				x := r.NormFloat64()
				a.row(i)[j], a.row(j)[i] = x, x
			}
		}
		values, vectors := eigen(a)
		product := a.times(vectors, 1)
		for i := range n {
			for j, value := range values {
				if math.Abs(product.row(i)[j]-value*vectors.row(i)[j]) > 1e-10 {
					t.Fatalf("%d×%d: vector %d is none of value %v", n, n, j, value)
				}
			}
		}
		for i, x := range products(vectors, vectors, 1).data {
			if want := map[bool]float64{true: 1}[i%(n+1) == 0]; math.Abs(x-want) > 1e-12 {
				t.Fatalf("%d×%d: the vectors are not orthonormal", n, n)
			}
		}
	}
}

// Columns that depend on others become zeros instead of noise.
func TestOrthonormal(t *testing.T) {
	m := newMatrix(50, 4)
	r := rand.New(rand.NewPCG(9, 9))
	for i := range m.rows {
		row := m.row(i)
		row[0], row[1] = r.NormFloat64(), r.NormFloat64()
		row[2], row[3] = 2*row[0]-row[1], r.NormFloat64()
	}
	q := m.orthonormal(1)
	for i, x := range products(q, q, 1).data {
		want := 0.0
		if i%5 == 0 && i != 10 {
			want = 1
		}
		if math.Abs(x-want) > 1e-12 {
			t.Errorf("product %d,%d of the columns is %v", i/4, i%4, x)
		}
	}
}

// Of weights 2 and 1 that join three rows, the groups of the first two and of the third hold
// two thirds together.
func TestTogether(t *testing.T) {
	b := newBuilder([]int{1, 2, 1})
	for _, e := range []struct {
		from, to int
		weight   float64
	}{{0, 1, 2}, {1, 2, 1}} {
		b.add(e.from, int32(e.to), e.weight)
		b.add(e.to, int32(e.from), e.weight)
	}
	if got := b.graph().together([]int32{0, 0, 1}); math.Abs(got-2./3) > 1e-15 {
		t.Errorf("%v lies together, want 2/3", got)
	}
	if got := new(Graph).together(nil); got != 0 {
		t.Errorf("nothing lies together by %v", got)
	}
}
