package settings_test

import (
	"testing"

	"go.uber.org/goleak"

	"wakesleep/ui/desk"
	"wakesleep/ui/stage"
	"wakesleep/ui/stage/solo"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// scene is a stage with a blank room.
type scene struct{ *solo.Scene[stage.Blank] }

// newScene has no machine yet.
func newScene(t testing.TB) *scene {
	t.Helper()
	return &scene{solo.New(t, "watch", func(*desk.Desk) stage.Blank { return stage.Blank{} })}
}
