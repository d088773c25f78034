package data

import (
	"testing"

	"go.uber.org/goleak"

	"wakesleep/ui/stage/solo"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// scene is a stage with the room, and no other.
type scene struct{ *solo.Scene[*Room] }

// newScene has no machine yet.
func newScene(t testing.TB) *scene {
	t.Helper()
	return &scene{solo.New(t, "data", New)}
}
