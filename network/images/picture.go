package images

import (
	"fmt"

	"wakesleep/network/random"
)

// Binarise draws a binary picture from a grey one: each pixel is on with its
// grey level over 255 as probability. Words receives the pixels packed, 64 to a
// word with pixel 0 lowest, and zeros behind the last. Pixel j takes lane j mod
// 8 of block j/8 of the stream. Grey levels 0 and 255 are certain.
func Binarise(words []uint64, grey []uint8, s *random.Stream) {
	if need := (len(grey) + 63) / 64; len(words) < need {
		panic(fmt.Sprintf("images: Binarise: %d pixels need %d words, got %d", len(grey), need, len(words)))
	}
	clear(words)
	binarise(words, grey, s)
}

// binarisePortable draws the pixels from first on, a multiple of 8, into words
// whose bits are zero.
func binarisePortable(words []uint64, grey []uint8, s *random.Stream, first int) {
	var block [random.Lanes]uint32
	for j := first; j < len(grey); j += random.Lanes {
		s.Block(&block)
		var on uint64
		for lane, g := range grey[j:min(j+random.Lanes, len(grey))] {
			// u/2²⁴ < g/255, in integers.
			if uint64(block[lane]>>8)*255 < uint64(g)<<24 {
				on |= 1 << lane
			}
		}
		words[j/64] |= on << (j % 64)
	}
}

// Flip replaces each grey level g by 255−g with the given probability. Every
// pixel takes one number of the stream, so that a pixel flipped at one
// probability is flipped at every greater one.
func Flip(grey []uint8, probability float64, s *random.Stream) {
	for j, g := range grey {
		if float64(s.Float32()) < probability {
			grey[j] = 255 - g
		}
	}
}

// Move writes the picture src, rows of the given width, into dst, dx pixels to the
// right and dy down. What leaves the picture is lost, and ground comes in.
func Move(dst, src []uint8, width, dx, dy int) {
	if len(dst) != len(src) || width < 1 || len(src)%width != 0 {
		panic("images: Move: source and destination are not pictures of one size")
	}
	clear(dst)
	height := len(src) / width
	left, right := max(0, dx), width+min(0, dx)
	for y := max(0, dy); y < height+min(0, dy) && left < right; y++ {
		copy(dst[y*width+left:y*width+right], src[(y-dy)*width+left-dx:])
	}
}
