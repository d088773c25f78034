package dataset

import (
	"math"
	"slices"
)

const (
	// workSide is the longer side to which large pictures are reduced before
	// anything else; it also averages away the noise of a camera.
	workSide = 1024
	// leastContrast is how far ink must stand out from the ground, in grey levels.
	leastContrast = 24
	// groundSpread is how far, in grey levels, the border may stray from its
	// median and still be ground; beyond, ink or the table shows.
	groundSpread = 64
	// quiet is the deviation of a ground, in grey levels, that was drawn by a
	// program. Paper before a camera is never as even.
	quiet = .75
)

// inkOf tells ink from ground: the ground's level is taken from the border, shade
// that changes evenly across the picture is taken off, and what stands out is
// stretched to 0 … 255. Without contrast it is all zeros.
func inkOf(grey []uint8, w, h int) plane {
	p := planeOf(grey, w, h)
	if longer := max(w, h); longer > workSide {
		p = p.resize(max(1, w*workSide/longer), max(1, h*workSide/longer))
	}
	if lightGround(p.bytes(), p.w, p.h) {
		for i, v := range p.levels {
			p.levels[i] = 255 - v
		}
	}
	noise := subtractGround(p)
	stretch(p, noise)
	return p
}

// lightGround tells by the border whether the ground is light and the ink dark.
func lightGround(grey []uint8, w, h int) bool {
	var levels []uint8
	eachBorder(w, h, func(i int) { levels = append(levels, grey[i]) })
	slices.Sort(levels)
	return levels[len(levels)/2] > 127
}

func invert(grey []uint8) {
	for i, g := range grey {
		grey[i] = 255 - g
	}
}

// eachBorder visits the indices of a frame whose width is a fortieth of the picture.
func eachBorder(w, h int, visit func(i int)) {
	frame := max(1, min(w, h)/40)
	for y := range h {
		inside := y >= frame && y < h-frame && w > 2*frame
		for x := 0; x < w; x++ {
			if inside && x == frame {
				x = w - frame
			}
			visit(y*w + x)
		}
	}
}

// subtractGround takes the ground off p, which has dark ground, and returns the
// ground's standard deviation.
func subtractGround(p plane) (noise float64) {
	var border []float64
	eachBorder(p.w, p.h, func(i int) { border = append(border, p.levels[i]) })
	slices.Sort(border)
	median := border[len(border)/2]
	level, slopeX, slopeY := fitGround(p, median)
	var squares, n float64
	eachBorder(p.w, p.h, func(i int) {
		if v := p.levels[i]; math.Abs(v-median) <= groundSpread {
			x, y := centred(i, p)
			rest := v - (level + float64(slopeX*x) + float64(slopeY*y))
			squares += float64(rest * rest)
			n++
		}
	})
	for i, v := range p.levels {
		x, y := centred(i, p)
		p.levels[i] = math.Max(0, v-(level+float64(slopeX*x)+float64(slopeY*y)))
	}
	return math.Sqrt(squares / n)
}

// centred is where pixel i lies, from -1 to 1 in both directions.
func centred(i int, p plane) (x, y float64) {
	side := func(at, n int) float64 { return float64(2*at+1-n) / float64(n) }
	return side(i%p.w, p.w), side(i/p.w, p.h)
}

// fitGround fits level + slopeX·x + slopeY·y to the border's ground by least
// squares. The two slopes are fitted one by one, which is exact where the whole
// border is ground, because it is symmetric, and cautious where it is not.
func fitGround(p plane, median float64) (level, slopeX, slopeY float64) {
	var n, sumX, sumY, squareX, squareY, sum float64
	eachBorder(p.w, p.h, func(i int) {
		v := p.levels[i] - median
		if math.Abs(v) > groundSpread {
			return
		}
		x, y := centred(i, p)
		n++
		sum += v
		sumX += float64(x * v)
		sumY += float64(y * v)
		squareX += float64(x * x)
		squareY += float64(y * y)
	})
	slope := func(sum, squares float64) float64 {
		if squares == 0 {
			return 0
		}
		return sum / squares
	}
	return median + sum/n, slope(sumX, squareX), slope(sumY, squareY)
}

// stretch maps the ink's level to 255 and the ground's to 0. A photograph loses
// more at the dark end, where noise and uneven shade are.
func stretch(p plane, noise float64) {
	full := inkLevel(p)
	floor := 0.
	if noise > quiet {
		floor = math.Max(float64(4*noise), full/4)
	}
	if full-floor < leastContrast {
		clear(p.levels)
		return
	}
	gain := 255 / (full - floor)
	for i, v := range p.levels {
		p.levels[i] = math.Min(math.Max(0, float64((v-floor)*gain)), 255)
	}
}

// inkLevel is the level of full ink: the upper quartile of what Otsu's threshold
// calls ink. Its brightest pixel would be a speck of noise.
func inkLevel(p plane) float64 {
	var histogram [256]int
	for _, g := range p.bytes() {
		histogram[g]++
	}
	threshold := otsu(histogram)
	inked := 0
	for _, n := range histogram[threshold+1:] {
		inked += n
	}
	level, above := 255, 0
	for ; level > threshold; level-- {
		if above += histogram[level]; above > inked/4 {
			break
		}
	}
	return float64(level)
}

// otsu is the level that best parts the pixels in two: up to it and above, with the
// greatest variance between the classes (N. Otsu, IEEE Trans. SMC 9:62, 1979).
func otsu(histogram [256]int) int {
	var total, all float64
	for level, n := range histogram {
		total += float64(n)
		all += float64(level * n)
	}
	best, threshold := 0., 0
	var below, sum float64
	for level, n := range histogram {
		below += float64(n)
		sum += float64(level * n)
		above := total - below
		if below == 0 || above == 0 {
			continue
		}
		apart := sum/below - (all-sum)/above
		if between := float64(float64(below*above) * float64(apart*apart)); between > best {
			best, threshold = between, level
		}
	}
	return threshold
}
