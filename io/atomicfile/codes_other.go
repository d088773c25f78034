//go:build !windows

package atomicfile

import "syscall"

var (
	fullCodes     = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT}
	largeCodes    = []syscall.Errno{syscall.EFBIG}
	readOnlyCodes = []syscall.Errno{syscall.EROFS}
)
