package ordinary

import (
	"slices"

	"golang.org/x/sys/unix"
)

// madeUpFrom are file systems whose files pass for ordinary ones, and are the system's own
// state: some never end, some wait for ever.
var madeUpFrom = []int64{
	unix.PROC_SUPER_MAGIC, unix.SYSFS_MAGIC, unix.DEBUGFS_MAGIC, unix.TRACEFS_MAGIC, unix.SECURITYFS_MAGIC,
	unix.CGROUP_SUPER_MAGIC, unix.CGROUP2_SUPER_MAGIC, unix.BPF_FS_MAGIC, unix.NSFS_MAGIC,
}

// madeUp tells whether the file that a path leads to lies in one of these.
func madeUp(path string) bool {
	var s unix.Statfs_t
	return unix.Statfs(path, &s) == nil && slices.Contains(madeUpFrom, int64(s.Type))
}
