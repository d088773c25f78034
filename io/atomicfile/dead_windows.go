package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/windows"
)

// temporaryNumber puts the process before the random digits of a temporary file's name.
func temporaryNumber(random uint64) uint64 { return uint64(os.Getpid())<<32 | random>>32 }

// abandoned is how old a temporary file must be to count as left. Its writer may run on
// another machine, whose processes nobody knows here; there it is closed and not yet
// renamed for seconds only. While it is open it cannot be removed.
const abandoned = time.Hour

// removeDead removes the temporary file at path if the process that made it has ended.
func removeDead(path string, info fs.FileInfo) bool {
	digits := strings.TrimSuffix(path[strings.LastIndex(path, "-")+1:], ".tmp")
	number, err := strconv.ParseUint(digits, 16, 64)
	if err != nil || lives(uint32(number>>32)) || time.Since(info.ModTime()) < abandoned {
		return false
	}
	return os.Remove(path) == nil
}

// lives tells whether there is a process, also where nothing more may be known of it.
func lives(process uint32) bool {
	h, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, process)
	if err != nil {
		return !errors.Is(err, windows.ERROR_INVALID_PARAMETER)
	}
	defer windows.CloseHandle(h)
	var status uint32
	const running = 259 // STILL_ACTIVE
	return windows.GetExitCodeProcess(h, &status) != nil || status == running
}
