//go:build !linux

package native

// OnDisplayLost does nothing: only X servers can be lost.
func OnDisplayLost(func()) {}
