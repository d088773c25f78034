//go:build js || android || ios

package ui

// prepareOpenGL reports, in a sentence, why no window can be drawn in.
func prepareOpenGL() error { return nil }
