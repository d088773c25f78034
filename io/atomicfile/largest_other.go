//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package atomicfile

import "math"

func largest() int64 { return math.MaxInt64 }
