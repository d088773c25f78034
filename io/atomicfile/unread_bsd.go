//go:build darwin || freebsd || netbsd || openbsd || dragonfly

package atomicfile

import "os"

// unread is no way to open a folder that one may not read: there is none here.
const unread = os.O_RDONLY
