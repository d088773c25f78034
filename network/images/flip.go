package images

import "wakesleep/network/random"

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
