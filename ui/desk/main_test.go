package desk_test

import (
	"testing"

	"go.uber.org/goleak"
)

// Nothing goes on when a desk is closed.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
