// Package ram tells how much memory the computer has left.
package ram

import "github.com/shirou/gopsutil/v4/mem"

// Available is the number of bytes that programs can still take without making the
// computer slow; known is false where the system does not tell.
func Available() (bytes int64, known bool) {
	m, err := mem.VirtualMemory()
	if err != nil || m.Available == 0 {
		return 0, false
	}
	return int64(m.Available), true
}
