// Package memory tells whether a machine repeats the images that it was trained
// on: it finds the nearest training image of any image, and tests whether dreams
// lie nearer to them than images do that the machine never saw.
package memory

import (
	"cmp"
	"context"
	"fmt"
	mathbits "math/bits"
	"slices"

	"wakesleep/learn/parallel"

	"wakesleep/network/bits"
)

// Memory holds binary images in the order of their ink, so that a search can
// begin with those that have as much and end where the ink alone tells images
// apart. It is immutable.
type Memory struct {
	images *bits.Matrix
	// order has the image's number for each row of images, and ink the number of
	// its pixels that are on, which rises.
	order []int
	ink   []int
}

// New makes a memory of the rows of images, of which it takes a copy. There must
// be at least one.
func New(images *bits.Matrix) *Memory {
	if images.Rows == 0 {
		panic("memory: no images to remember")
	}
	m := &Memory{images: bits.NewMatrix(images.Rows, images.Cols)}
	ink := make([]int, images.Rows)
	for i := range ink {
		ink[i] = images.OnesInRows(i, i+1)
		m.order = append(m.order, i)
	}
	slices.SortStableFunc(m.order, func(a, b int) int { return cmp.Compare(ink[a], ink[b]) })
	for row, i := range m.order {
		m.images.CopyRow(row, images, i)
		m.ink = append(m.ink, ink[i])
	}
	return m
}

// Neighbour is a remembered image: its number, and in how many pixels it differs
// from the one that was asked for (Hamming distance).
type Neighbour struct{ Image, Distance int }

// Nearest is the image nearest to packed pixels, the earliest among equals.
func (m *Memory) Nearest(pixels []uint64) Neighbour {
	if len(pixels) != m.images.Stride {
		panic(fmt.Sprintf("memory: an image of %d words among images of %d", len(pixels), m.images.Stride))
	}
	ink := 0
	for _, w := range pixels {
		ink += mathbits.OnesCount64(w)
	}
	up, _ := slices.BinarySearch(m.ink, ink)
	down := up - 1
	best := Neighbour{Distance: m.images.Cols + 1}
	// Two images differ in at least as many pixels as their ink does.
	for up < len(m.ink) || down >= 0 {
		row := down
		if down < 0 || up < len(m.ink) && m.ink[up]-ink <= ink-m.ink[down] {
			row = up
			up++
		} else {
			down--
		}
		if max(m.ink[row]-ink, ink-m.ink[row]) > best.Distance {
			break
		}
		i, d := m.order[row], distance(pixels, m.images.Row(row), best.Distance)
		if d < best.Distance || d == best.Distance && i < best.Image {
			best = Neighbour{i, d}
		}
	}
	return best
}

// distance counts the bits in which a and b differ; beyond most it may stop.
func distance(a, b []uint64, most int) int {
	const together = 4 // a look at the bound costs about as much as a word
	d := 0
	for len(a) >= together && len(b) >= together {
		d += mathbits.OnesCount64(a[0]^b[0]) + mathbits.OnesCount64(a[1]^b[1]) +
			mathbits.OnesCount64(a[2]^b[2]) + mathbits.OnesCount64(a[3]^b[3])
		if d > most {
			return d
		}
		a, b = a[together:], b[together:]
	}
	for i, w := range a {
		d += mathbits.OnesCount64(w ^ b[i])
	}
	return d
}

// searchRows is the number of images looked up at a time.
const searchRows = 50

// All finds the nearest image of every row of pixels. Progress, unless nil, hears of
// rows done, never from two goroutines at once. The error is the context's.
func (m *Memory) All(ctx context.Context, pixels *bits.Matrix, threads int, progress func(done int)) ([]Neighbour, error) {
	found := make([]Neighbour, pixels.Rows)
	err := parallel.Ranges(ctx, len(found), searchRows, threads, progress, func(lo, hi int) error {
		for i := lo; i < hi; i++ {
			found[i] = m.Nearest(pixels.Row(i))
		}
		return nil
	})
	return found, err
}
