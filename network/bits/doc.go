// Package bits holds packed binary states and multiplies them with matrices of
// float32, which is all the linear algebra the machine needs.
//
// # The idea
//
// Every state of the machine is binary. So every product in training is a
// (bit matrix) × (float32 matrix): a forward pass multiplies states with
// weights, a gradient multiplies the transposed states with the errors. Nothing
// multiplies; a product only adds up the rows of the right matrix that the bits
// select.
//
// # Strategies
//
// [Walk] visits the bits that are set, which is best when few are: pixels.
// [Tables] looks up the sums of four rows at a time, sixteen possible ones, made
// beforehand ("the method of the four Russians": Arlazarov, Dinic, Kronrod and
// Faradžev 1970); it costs the same at every density and is best near one half.
// They add in different orders, so their results differ in the last bits.
// [Choose] decides by shape and counted density alone, never by processor or
// timing, once for a whole operation: each worker then passes the same strategy
// for its own range of rows.
//
// # Definition of the result
//
// The order of additions is part of the definition, see [Multiply]. A result
// does not depend on how rows are split between workers, on how columns are tiled
// or on the processor: faster kernels must reproduce the portable ones bit for
// bit.
//
// Lateral weights are triangles: [TrianglePart] and [TriangleGradientPart] leave out what is
// zero, and [AddWord] serves units that fire in turn.
//
// # Layout
//
// Rows of a [Matrix] are packed into 64-bit words, bit j%64 of word j/64 being
// column j; bits past the last column are zero. Rows of [Floats] are padded to a
// multiple of 16 numbers (a cache line); the padding is zero. Everything in this
// package keeps both so, and kernels rely on it.
package bits
