//go:build !windows

package atomicfile

import "syscall"

var (
	fullCodes     = []syscall.Errno{syscall.ENOSPC}
	quotaCodes    = []syscall.Errno{syscall.EDQUOT}
	largeCodes    = []syscall.Errno{syscall.EFBIG}
	readOnlyCodes = []syscall.Errno{syscall.EROFS}
	longCodes     = []syscall.Errno{syscall.ENAMETOOLONG}
	circleCodes   = []syscall.Errno{syscall.ELOOP}
	closedCodes   = []syscall.Errno{syscall.EBADF}
	pipeCodes     = []syscall.Errno{syscall.EPIPE}
)
