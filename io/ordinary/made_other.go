//go:build !linux

package ordinary

func madeUp(string) bool { return false }
