package atomicfile

import "golang.org/x/sys/unix"

// unread opens a folder also where one may not read it, only to name files in it.
const unread = unix.O_PATH
