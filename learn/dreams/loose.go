package dreams

import "wakesleep/network/bits"

// withLoose is images of the given width with a second bit for each pixel, behind
// all pixels: whether it is loose, that is on while at most one of its four
// neighbours is.
func withLoose(x *bits.Matrix, width int) *bits.Matrix {
	wide := bits.NewMatrix(x.Rows, 2*x.Cols)
	on := make([]bool, x.Cols)
	for i := range x.Rows {
		for j := range on {
			on[j] = x.Get(i, j)
		}
		for j := range on {
			wide.Set(i, j, on[j])
			wide.Set(i, x.Cols+j, loose(on, j, width))
		}
	}
	return wide
}

func loose(on []bool, j, width int) bool {
	if !on[j] {
		return false
	}
	count := 0
	for _, neighbour := range []bool{
		j%width > 0 && on[j-1],
		j%width < width-1 && on[j+1],
		j >= width && on[j-width],
		j+width < len(on) && on[j+width],
	} {
		if neighbour {
			count++
		}
	}
	return count <= 1
}
