// Package network is the Helmholtz machine: layers of stochastic binary units
// joined by two sets of weights, after Hinton, Dayan, Frey and Neal, "The
// wake-sleep algorithm for unsupervised neural networks", Science 268:1158
// (1995).
//
// # Layers
//
// Layer 0 is the visible one, binary pixels; layer L is the top. Units are
// Bernoulli; the top may instead be categorical, where exactly one unit fires.
//
// # Generative model
//
// Written p. It runs downwards: p(h[L]) from the top's biases, and below it
// p(h[l] | h[l+1] … h[L]), whose logits are b_p[l] and W_p[a→l]ᵀ h[a] of all layers a that
// have a [Connection] down to it. Units of a layer are independent, unless it has lateral
// connections: there each is driven by those before it, too.
//
// # Recognition model
//
// Written q. It runs upwards: q(h[l] | x … h[l−1]), whose units are independent with logits
// b_q[l] and W_q[a→l]ᵀ h[a] of all layers a that have a connection up to it.
//
// # Interventions
//
// A unit that is held or flipped takes its value whatever drives it. It changes later units
// of its own layer, where these are driven by it, and lower layers; what comes before it in
// the order of the generative model stays.
//
// # Description length
//
// The free energy F(x) = E_q[−log p(x,h) + log q(h|x)] ≥ −log p(x) is what an
// image costs to describe with "bits back". Its two parts are the causes,
// E_q[log q(h|x) − log p(h)], never negative, and the difference,
// E_q[−log p(x|h)]. See [Recognition].
//
// # Levels of state
//
// A [Machine] is parameters alone. An [Activity] is what happens in a machine
// for a batch of images: states, probabilities and log-probabilities. Neither
// uses files or starts goroutines; the passes of an Activity work on
// ranges of rows so that callers can share the work out.
package network
