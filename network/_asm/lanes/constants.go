// Package lanes has what the generators of eight-lane kernels share.
package lanes

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
)

// Vector is read-only data of the given 32-bit words.
func Vector(name string, words ...uint32) Mem {
	data := GLOBL(name, RODATA|NOPTR)
	for i, w := range words {
		DATA(4*i, U32(w))
	}
	return data
}

// Word is read-only data with the same 32-bit word in all eight lanes.
func Word(name string, w uint32) Mem {
	return Vector(name, w, w, w, w, w, w, w, w)
}

// Float is read-only data with the same number in all eight lanes.
func Float(name string, x float32) Mem {
	return Word(name, math.Float32bits(x))
}
