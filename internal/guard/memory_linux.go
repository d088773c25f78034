package guard

import (
	"syscall"
	"testing"
)

// allocate returns whole pages with room for size bytes and a margin, between
// two pages that cannot be touched.
func allocate(tb testing.TB, size int) (memory []byte, free func()) {
	tb.Helper()
	page := syscall.Getpagesize()
	inner := (size + margin + page - 1) / page * page
	all, err := syscall.Mmap(-1, 0, inner+2*page, syscall.PROT_READ|syscall.PROT_WRITE,
		syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		tb.Fatalf("guard: mmap: %v", err)
	}
	for _, edge := range [][]byte{all[:page], all[page+inner:]} {
		if err := syscall.Mprotect(edge, syscall.PROT_NONE); err != nil {
			tb.Fatalf("guard: mprotect: %v", err)
		}
	}
	return all[page : page+inner], func() {
		if err := syscall.Munmap(all); err != nil {
			tb.Errorf("guard: munmap: %v", err)
		}
	}
}
