// Command bits writes the AVX2 kernels of package bits. Run it by go generate in
// that package.
package main

import . "github.com/mmcloughlin/avo/build"

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
		fillTables(registers)
		addTables(registers)
	}
	Generate()
}
