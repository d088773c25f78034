package images

import "wakesleep/network/random"

// Binarise draws a binary picture from a grey one: each pixel is on with its
// grey level over 255 as probability. Words receives the pixels packed, 64 to a
// word with pixel 0 lowest, and zeros behind the last. Pixel j takes lane j mod
// 8 of block j/8 of the stream. Grey levels 0 and 255 are certain.
func Binarise(words []uint64, grey []uint8, s *random.Stream) {
	clear(words)
	var block [8]uint32
	for j := 0; j < len(grey); j += 8 {
		s.Block(&block)
		var on uint64
		for lane, g := range grey[j:min(j+8, len(grey))] {
			// u/2²⁴ < g/255, in integers.
			if uint64(block[lane]>>8)*255 < uint64(g)<<24 {
				on |= 1 << lane
			}
		}
		words[j/64] |= on << (j % 64)
	}
}
