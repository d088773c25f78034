// Package learn teaches ensembles of Helmholtz machines: wake and sleep steps,
// optimisers, schedules, and what is saved of a training.
//
// # Levels of state
//
// [Settings] say how to train. A [Trainer] is the training of an ensemble in progress:
// for each of its machines the optimiser's moments, the images and a count of cycles.
// A machine alone is an ensemble of one. A [Checkpoint] is what is saved of it. Package
// session runs a Trainer for a window; package measure says how good its machines are.
//
// # Steps, cycles, epochs
//
// A wake step updates the generative weights from one batch of images. Under
// the reweighted method it also updates the recognition weights by importance
// weights, except in runs that only wake. A sleep step updates the recognition
// weights from as many dreams as a batch has images. A cycle is one of each, of every
// machine. An epoch is as many cycles as the data have whole batches.
//
// # Determinism
//
// Data, settings and seed decide the result, bit for bit. Every random number
// comes from a stream named by (seed, purpose, cycle, shard), a shard being a
// fixed number of images; sums have a fixed order; threads only share out rows, or
// machines. [Engine] is the version of all that, which records name.
//
// # Sources
//
// Hinton, Dayan, Frey, Neal, "The wake-sleep algorithm for unsupervised neural
// networks", Science 268 (1995); Bornschein, Bengio, "Reweighted wake-sleep",
// ICLR (2015); Kingma, Ba, "Adam", ICLR (2015).
package learn
