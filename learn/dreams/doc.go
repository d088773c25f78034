// Package dreams scores what a machine dreams: whether a classifier tells dreams
// from real images (TwoSample), and which classes they are of (Shares). Whether
// they repeat the training images is package memory's question.
package dreams
