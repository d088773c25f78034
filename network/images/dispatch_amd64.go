//go:build !purego

package images

import (
	"wakesleep/internal/cpu"
	"wakesleep/network/random"
)

//go:generate go run -C ../_asm ./images -out ../images/kernels_amd64.s -stubs ../images/kernels_amd64.go -pkg images

func binarise(words []uint64, grey []uint8, s *random.Stream) {
	done := cpu.Eights(len(grey))
	if done > 0 {
		binariseAVX2(&words[0], &grey[0], done, s.State())
	}
	binarisePortable(words, grey, s, done)
}
