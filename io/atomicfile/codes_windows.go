package atomicfile

import "syscall"

// ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL; ERROR_FILE_TOO_LARGE; ERROR_WRITE_PROTECT.
var (
	fullCodes     = []syscall.Errno{39, 112}
	largeCodes    = []syscall.Errno{223}
	readOnlyCodes = []syscall.Errno{19}
)
