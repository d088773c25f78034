package atomicfile

import (
	"math"

	"golang.org/x/sys/windows"
)

func freeIn(folder string) (int64, error) {
	name, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return 0, err
	}
	var mine, all, free uint64
	if err := windows.GetDiskFreeSpaceEx(name, &mine, &all, &free); err != nil {
		return 0, err
	}
	return int64(min(mine, math.MaxInt64)), nil
}
