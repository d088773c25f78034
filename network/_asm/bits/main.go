// Command bits writes the AVX2 kernels of package bits. Run it by go generate in
// that package.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
)

func main() {
	ConstraintExpr("!purego")
	for registers := 1; registers <= runRegisters; registers++ {
		walkRun(registers)
	}
	for registers := 2; registers <= directRegisters; registers += 2 {
		walkDirect(registers)
	}
	listBits()
	packTile()
	transposeWords()
	for _, registers := range []int{2, 4} {
		fillTables(fmt.Sprintf("fillTables%d", 8*registers), registers, YMM)
		addTables(fmt.Sprintf("addTables%d", 8*registers), registers, YMM)
	}
	fillTables("fillTables32Wide", 2, ZMM)
	addTables("addTables32Wide", 2, ZMM)
	prefetchRows()
	Generate()
}
