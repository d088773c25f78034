// Package learn teaches Helmholtz machines: wake and sleep steps, optimisers,
// schedules and evaluation.
//
// # Levels of state
//
// [Settings] say how to train. A [Trainer] is a training in progress: a machine,
// its optimiser's moments, the data and a count of cycles; it takes one step at
// a time and knows no clock. A [Session] is the goroutine that owns a Trainer
// and runs it for a window: commands go in, immutable snapshots come out. A
// [Checkpoint] is what is saved of either.
//
// # Steps, cycles, epochs
//
// A wake step updates the generative weights from one batch of images. Under
// the reweighted method it also updates the recognition weights by importance
// weights, except in runs that only wake. A sleep step updates the recognition
// weights from as many dreams as a batch has images. A cycle is one of each. An
// epoch is as many cycles as the data have whole batches.
//
// # Determinism
//
// Data, settings and seed decide the result, bit for bit. Every random number
// comes from a stream named by (seed, purpose, cycle, shard), a shard being a
// fixed number of images; sums have a fixed order; threads only share out rows.
//
// # Sources
//
// Hinton, Dayan, Frey, Neal, "The wake-sleep algorithm for unsupervised neural
// networks", Science 268 (1995); Bornschein, Bengio, "Reweighted wake-sleep",
// ICLR (2015); Kingma, Ba, "Adam", ICLR (2015).
package learn
