package watch

import (
	"testing"

	"wakesleep/ui/stage/solo"
)

// scene is a stage with the room, and no other.
type scene struct{ *solo.Scene[*Room] }

// newScene has no machine yet.
func newScene(t testing.TB) *scene {
	t.Helper()
	return &scene{solo.New(t, "watch", New)}
}
