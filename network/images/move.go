package images

// Move writes the picture src, rows of the given width, into dst, dx pixels to the
// right and dy down. What leaves the picture is lost, and ground comes in.
func Move(dst, src []uint8, width, dx, dy int) {
	if len(dst) != len(src) || width < 1 || len(src)%width != 0 {
		panic("images: Move: source and destination are not pictures of one size")
	}
	clear(dst)
	height := len(src) / width
	left, right := max(0, dx), width+min(0, dx)
	for y := max(0, dy); y < height+min(0, dy) && left < right; y++ {
		copy(dst[y*width+left:y*width+right], src[(y-dy)*width+left-dx:])
	}
}
