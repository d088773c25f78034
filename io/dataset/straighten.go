package dataset

import (
	"math"
	"runtime"
	"sync"

	"wakesleep/network/images"
)

// Straighten is the set with every image sheared upright, see StraightenImage. A
// set that is straightened already is returned as it is.
func Straighten(set *images.Set) *images.Set {
	if set.Straightened {
		return set
	}
	upright := redrawn(set, set.Width, set.Height, func(dst, grey []uint8) {
		straighten(dst, grey, set.Width, set.Height)
	})
	upright.Straightened = true
	return upright
}

// redrawn is the set with every image drawn again into dst, which is ground, of width×height
// pixels, on all processors.
func redrawn(set *images.Set, width, height int, draw func(dst, grey []uint8)) *images.Set {
	out := *set
	out.Width, out.Height, out.Grey = width, height, make([]uint8, set.Count()*width*height)
	parts := runtime.GOMAXPROCS(0)
	var group sync.WaitGroup
	for part := range parts {
		group.Go(func() {
			for i := part; i < set.Count(); i += parts {
				draw(out.Image(i), set.Image(i))
			}
		})
	}
	group.Wait()
	return &out
}

// StraightenImage shears one image of w×h grey levels about its centre of mass
// until the covariance of x and y over its ink is zero, which sets slanted writing
// upright. Each row moves sideways by a fraction of pixels, with linear
// interpolation; ink that leaves the image is lost. An image without ink, or with
// ink in a single row, comes back as a copy.
func StraightenImage(grey []uint8, w, h int) []uint8 {
	checkSize(len(grey), w, h)
	upright := make([]uint8, len(grey))
	straighten(upright, grey, w, h)
	return upright
}

// straighten is StraightenImage into dst, which is ground.
func straighten(dst, grey []uint8, w, h int) {
	slope, centre := slant(grey, w, h)
	for y := range h {
		shift := float64(slope * (float64(y) - centre))
		shiftRow(dst[y*w:(y+1)*w], grey[y*w:(y+1)*w], shift)
	}
}

// slant is the regression of x on y over the ink, in pixels a row, and the row
// about which to shear. It is 0 where rows do not vary.
func slant(grey []uint8, w, h int) (slope, centreY float64) {
	centreX, centreY := centreOfMass(grey, w, h)
	var covariance, variance float64
	for y := range h {
		dy := float64(y) - centreY
		rowMass, rowMoment := 0, 0
		for x, g := range grey[y*w : (y+1)*w] {
			rowMass += int(g)
			rowMoment += int(g) * x
		}
		moment := float64(rowMoment) - float64(centreX*float64(rowMass))
		covariance += float64(dy * moment)
		variance += float64(float64(dy*dy) * float64(rowMass))
	}
	return ratio(covariance, variance), centreY
}

// centreOfMass is the mean column and row of the ink.
func centreOfMass(grey []uint8, w, h int) (x, y float64) {
	var momentX, momentY, mass int64
	for row := range h {
		rowMass := 0
		for column, g := range grey[row*w : (row+1)*w] {
			rowMass += int(g)
			momentX += int64(g) * int64(column)
		}
		momentY += int64(rowMass) * int64(row)
		mass += int64(rowMass)
	}
	return ratio(float64(momentX), float64(mass)), ratio(float64(momentY), float64(mass))
}

// shiftRow sets dst[x], which is ground, to src at x+shift, interpolated between neighbours; beside
// the row is ground.
func shiftRow(dst, src []uint8, shift float64) {
	whole := math.Floor(shift)
	part := shift - whole
	if whole < float64(-len(src)-1) || whole > float64(len(src)) {
		return
	}
	start := int(whole)
	for x := range dst {
		left, right := at(src, x+start), at(src, x+start+1)
		dst[x] = uint8(left + float64(part*(right-left)) + .5)
	}
}

// at is a row's level at x, 0 outside.
func at(row []uint8, x int) float64 {
	if x < 0 || x >= len(row) {
		return 0
	}
	return float64(row[x])
}
