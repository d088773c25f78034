//go:build amd64 && !purego

package bits

import "golang.org/x/sys/cpu"

//go:generate sh -c "cd _asm && go run . -out ../asm_amd64.s -stubs ../asm_amd64.go -pkg bits"

// vectorised tells whether the assembly runs: where the processor can, unless
// a person turns it off.
var vectorised = cpu.X86.HasAVX2 && cpu.X86.HasPOPCNT

func walk(dst []float32, stride int, words []uint64, wordStride int, b []float32) {
	if vectorised {
		walkAVX2(dst, stride, words, wordStride, b)
		return
	}
	walkPortable(dst, stride, words, wordStride, b)
}

func tables(dst []float32, stride int, words []uint64, wordStride int, b []float32) {
	if vectorised {
		tablesAVX2(dst, stride, words, wordStride, b)
		return
	}
	tablesPortable(dst, stride, words, wordStride, b)
}
