//go:build !purego

package neighbours

import "wakesleep/internal/cpu"

//go:generate go run -C ../../network/_asm ./neighbours -out ../../learn/neighbours/kernels_amd64.s -stubs ../../learn/neighbours/kernels_amd64.go -pkg neighbours

func compare(c *comparison, rows, panel []int16, pairs int, norms, limits []int32) {
	if !cpu.AVX2 {
		comparePortable(c, rows, panel, pairs, norms, limits)
		return
	}
	compareAVX2(&c.values[0][0], &c.nearer[0], &rows[0], &panel[0], pairs, &norms[0], &limits[0])
}
