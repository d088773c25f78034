// Package activation turns logits into probabilities and probabilities into
// bits: the logistic function and the softmax, drawing, packing and the
// log-probability of what was drawn, in one sweep over a row.
//
// Every state of the machine is binary. A row of logits therefore ends as
// packed bits, which the next product only has to add up, and nothing
// downstream ever multiplies by a state.
//
// The exponential and the logarithm are polynomials in float32 that use only
// +, −, ×, ÷ and the bits of the number, in a fixed order and never fused, so
// every processor gets the same machine from the same seed. Rows are defined
// for eight lanes: unit j belongs to lane j mod 8, which has its own random
// numbers and its own sums. Plain Go defines the result; vector instructions
// have to reproduce it bit for bit.
package activation
