package images

import (
	"math/rand/v2"
	"testing"
)

// Every pixel of a moved picture is the one that was dx to the left and dy above,
// or ground.
func TestMove(t *testing.T) {
	const w, h = 7, 5
	src, dst := randomGrey(rand.New(rand.NewPCG(2, 1)), w*h), make([]uint8, w*h)
	for dx := -w - 1; dx <= w+1; dx++ {
		for dy := -h - 1; dy <= h+1; dy++ {
			Move(dst, src, w, dx, dy)
			for y := range h {
				for x := range w {
					want := uint8(0)
					if fromX, fromY := x-dx, y-dy; fromX >= 0 && fromX < w && fromY >= 0 && fromY < h {
						want = src[fromY*w+fromX]
					}
					if dst[y*w+x] != want {
						t.Fatalf("moved by %d, %d: pixel %d, %d is %d, want %d", dx, dy, x, y, dst[y*w+x], want)
					}
				}
			}
		}
	}
}
