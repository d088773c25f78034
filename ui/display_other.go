//go:build !linux

package ui

// checkDisplay reports, in a sentence, why no window can be opened.
func checkDisplay() error { return nil }
