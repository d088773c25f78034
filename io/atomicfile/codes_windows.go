package atomicfile

import "syscall"

// ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL; ERROR_DISK_QUOTA_EXCEEDED;
// ERROR_FILE_TOO_LARGE; ERROR_WRITE_PROTECT; ERROR_FILENAME_EXCED_RANGE;
// ERROR_CANT_RESOLVE_FILENAME; ERROR_INVALID_HANDLE; ERROR_BROKEN_PIPE and ERROR_NO_DATA.
var (
	fullCodes     = []syscall.Errno{39, 112}
	quotaCodes    = []syscall.Errno{1295}
	largeCodes    = []syscall.Errno{223}
	readOnlyCodes = []syscall.Errno{19}
	longCodes     = []syscall.Errno{206}
	circleCodes   = []syscall.Errno{1921}
	closedCodes   = []syscall.Errno{6}
	pipeCodes     = []syscall.Errno{109, 232}
)
