//go:build !purego

package bits

import "wakesleep/internal/cpu"

//go:generate go run -C ../_asm ./bits -out ../bits/kernels_amd64.s -stubs ../bits/kernels_amd64.go -pkg bits

// Implementation names the kernels that run, for display: results do not depend
// on them.
func Implementation() string {
	switch {
	case cpu.AVX512:
		return "AVX2, with tables in AVX-512"
	case cpu.AVX2:
		return "AVX2"
	}
	return portable
}

func (p *product) walk() {
	if cpu.AVX2 {
		p.walkAVX2()
		return
	}
	p.walkPortable()
}

func (p *product) tables() {
	if cpu.AVX2 {
		p.tablesAVX2()
		return
	}
	p.tablesPortable()
}

func transposed(square *[64]uint64) [64]uint64 {
	if cpu.AVX2 {
		var result [64]uint64
		transposeWords(&result[0], &square[0])
		return result
	}
	return transposedPortable(square)
}
