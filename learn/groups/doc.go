// Package groups finds groups of rows that lie together, without being told what they are.
//
//   - [Shared] makes a graph: rows are joined by how many of their nearest neighbours they
//     have in common.
//   - [Graph.Cut] cuts it where it is thin: the leading eigenvectors of its normalised weights
//     put each row on a sphere, where k-means finds the groups.
//
// Everything decides by float64 in loops of a fixed order, and rounds every product before it
// is added, so that the groups are the same on any processor and any number of threads.
//
// Sources: Jarvis and Patrick, "Clustering using a similarity measure based on shared near
// neighbors", IEEE Transactions on Computers C-22:11 (1973); Ng, Jordan and Weiss, "On
// spectral clustering", NIPS 14 (2001); Arthur and Vassilvitskii, "k-means++", SODA (2007).
package groups
