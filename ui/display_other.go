//go:build !linux

package ui

// CheckDisplay reports, in a sentence, why no window can be opened.
func CheckDisplay() error { return nil }
