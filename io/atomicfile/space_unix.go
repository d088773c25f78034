//go:build darwin || freebsd || dragonfly

package atomicfile

import "golang.org/x/sys/unix"

func freeIn(folder string) (int64, error) {
	var s unix.Statfs_t
	if err := retry(func() error { return unix.Statfs(folder, &s) }); err != nil {
		return 0, err
	}
	return room(int64(s.Blocks), int64(s.Bavail), int64(s.Bsize))
}
