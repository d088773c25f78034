//go:build !(amd64 || arm64) || purego

package cpu

// Pause does nothing here.
func Pause() {}
