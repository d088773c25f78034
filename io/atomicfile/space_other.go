//go:build !linux && !darwin && !freebsd && !dragonfly && !windows

package atomicfile

import "errors"

func freeIn(string) (int64, error) { return 0, errors.ErrUnsupported }
