// Package neighbours finds the rows of codes that are nearest to each other, exactly.
//
// A code is a row of whole numbers from 0 to 255: how likely each unit of a layer is to
// fire for an image. Distances are squared ones of Euclid, sums of whole numbers, so that
// they and the order of neighbours are the same on any processor and any number of threads;
// of rows as near as each other the earlier comes first.
//
// Every row is compared with every other. A kernel takes six rows and a panel of sixteen
// at a time, and tells which of them are nearer than what is known; that is rare, and all
// the rest is plain Go.
package neighbours
