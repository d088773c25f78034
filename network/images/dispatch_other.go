//go:build !amd64 || purego

package images

import "wakesleep/network/random"

func binarise(words []uint64, grey []uint8, s *random.Stream) {
	binarisePortable(words, grey, s, 0)
}
