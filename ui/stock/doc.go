// Package stock opens data sets as the window uses them: as they are or straightened, or
// with ink and paper swapped, and finds those that a machine learnt from.
package stock
