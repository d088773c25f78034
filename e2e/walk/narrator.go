package walk

import (
	"fmt"

	"wakesleep/e2e/desktop"
)

// narrator is a Test that says in its last words what was being pressed.
type narrator struct {
	desktop.Test
	doing string
}

// Fatalf is testing.TB's.
func (n *narrator) Fatalf(format string, args ...any) {
	n.Test.Helper()
	n.Test.Fatalf("%s: %s", n.doing, fmt.Sprintf(format, args...))
}
