//go:build (amd64 || arm64) && !purego

package cpu

// Pause tells the processor that the loop it stands in waits for another thread, which may
// share a core with this one and then gets more of it.
func Pause()
