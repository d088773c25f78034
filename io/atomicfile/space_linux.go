package atomicfile

import "golang.org/x/sys/unix"

func freeIn(folder string) (int64, error) {
	var s unix.Statfs_t
	if err := retry(func() error { return unix.Statfs(folder, &s) }); err != nil {
		return 0, err
	}
	block := int64(s.Frsize) // what blocks are counted in; some disks leave it out
	if block == 0 {
		block = int64(s.Bsize)
	}
	return room(int64(s.Blocks), int64(s.Bavail), block)
}
