// Package cpu says which vector instructions the kernels may use.
//
// Kernels compute the same bits as the portable Go beside them, so this decides
// about speed only. The build tag purego leaves all kernels out.
package cpu

import (
	"os"

	"golang.org/x/sys/cpu"
)

// off is the environment variable that, unless empty, turns the kernels off.
const off = "WAKESLEEP_NOASM"

// AVX2 reports whether processor and system have AVX2, and the kernels are not
// turned off.
// Only tests change it, to compare kernels with their definition.
var AVX2 = cpu.X86.HasAVX2 && os.Getenv(off) == ""

// AVX512 reports whether there are vectors of sixteen numbers as well. Few kernels use
// them: those whose time goes into reading what they add.
// Only tests change it, as they do AVX2.
var AVX512 = AVX2 && cpu.X86.HasAVX512F

// Eights is how many of n numbers kernels of eight lanes are to do: a multiple of eight,
// none without AVX2. Plain Go does the rest.
func Eights(n int) int {
	if !AVX2 {
		return 0
	}
	return n &^ 7
}
