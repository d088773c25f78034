// Package vector has the loops over rows of float32 that training runs beside
// its products: the optimisers' steps, running means, and sums of rows.
//
// The loops in the comments define the results. Every product and quotient is
// rounded before it is added, and every number stands for itself, so the AVX2
// kernels give the same bits as plain Go. All functions take slices of any
// length, shorter than eight and zero included.
package vector
