//go:build linux || darwin || freebsd || dragonfly

package atomicfile

import (
	"errors"
	"math"
)

// room is the bytes in some blocks. Disks that have no blocks at all, as some in user
// space, do not know their room; below zero is the room that only the administrator has.
func room(all, available, block int64) (int64, error) {
	switch {
	case all <= 0 || block <= 0:
		return 0, errors.ErrUnsupported
	case available > math.MaxInt64/block:
		return math.MaxInt64, nil
	}
	return max(available, 0) * block, nil
}
