//go:build !amd64 || purego

package neighbours

func compare(c *comparison, rows, panel []int16, pairs int, norms, limits []int32) {
	comparePortable(c, rows, panel, pairs, norms, limits)
}
