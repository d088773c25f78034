// Package random draws the random numbers of training: eight xoshiro128++
// generators side by side, one for each lane of a 256-bit vector.
//
// Every state of the machine is binary, and a state is drawn by comparing a
// uniform number with a probability. Eight independent lanes let a vector unit
// draw eight units at once; the plain Go in this package defines the numbers,
// and an implementation with vector instructions has to give the same ones.
//
// A [Stream] is a pure function of (seed, [Purpose], step, shard). Nothing is
// carried over from one step to the next, so a training that is resumed needs
// only its step counter, and a shard being a fixed piece of the batch, the
// numbers do not depend on how many workers share the batch.
//
// Source of the generator: David Blackman and Sebastiano Vigna, "Scrambled
// linear pseudorandom number generators", ACM Transactions on Mathematical
// Software 47:36 (2021). The seeding uses the finaliser of SplitMix64 (Steele,
// Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
package random
