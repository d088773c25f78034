//go:build !linux

package guard

import "testing"

// allocate returns room for size bytes and a margin, which lies on one side.
func allocate(_ testing.TB, size int) (memory []byte, free func()) {
	return make([]byte, (size+margin+7)&^7), func() {}
}
