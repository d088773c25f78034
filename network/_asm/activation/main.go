// Command activation writes the AVX2 kernels of package activation.
package main

import . "github.com/mmcloughlin/avo/build"

func main() {
	ConstraintExpr("!purego")
	row("sampleAVX2", "is samplePortable for n units", sample)
	row("scoreAVX2", "is scorePortable for n units", score)
	row("probabilitiesAVX2", "is probabilitiesPortable for n units", probabilities)
	errors("errors", false)
	errors("addErrors", true)
	powers("powersAVX2")
	thresholds()
	turn(1)
	turn(turnRows)
	Generate()
}
