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
