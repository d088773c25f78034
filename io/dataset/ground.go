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
func inkOf(l levels) plane {
	var p plane
	if longer := max(l.w, l.h); longer > workSide {
		p = l.resize(max(1, l.w*workSide/longer), max(1, l.h*workSide/longer))
	} else {
		p = l.plane()
	}
	if lightGround(p) {
		invert(p.levels)
	}
	noise := subtractGround(p)
	stretch(p, noise)
	return p
}

// lightGround tells by the border whether the ground is light and the ink dark.
func lightGround(p plane) bool {
	_, median := border(p)
	return median >= 127.5
}

// invert swaps light and dark.
func invert[T uint8 | float64](levels []T) {
	for i, v := range levels {
		levels[i] = 255 - v
	}
}

// border lists the pixels of a frame whose width is a fortieth of the picture, and their
// median level.
func border(p plane) (pixels []int, median float64) {
	frame := max(1, min(p.w, p.h)/40)
	var levels []float64
	for i, v := range p.levels {
		if x, y := i%p.w, i/p.w; min(x, y, p.w-1-x, p.h-1-y) < frame {
			pixels, levels = append(pixels, i), append(levels, v)
		}
	}
	slices.Sort(levels)
	return pixels, levels[len(levels)/2]
}

// subtractGround takes the ground off p, which has dark ground, and returns the
// ground's standard deviation.
func subtractGround(p plane) (noise float64) {
	pixels, median := border(p)
	ground := slices.DeleteFunc(pixels, func(i int) bool { return math.Abs(p.levels[i]-median) > groundSpread })
	groundAt := fitGround(p, median, ground)
	above := func(i int) float64 { return p.levels[i] - groundAt(i) }
	squares := 0.
	for _, i := range ground {
		squares += float64(above(i) * above(i))
	}
	for i := range p.levels {
		p.levels[i] = math.Max(0, above(i))
	}
	return math.Sqrt(squares / float64(len(ground)))
}

// centred is where pixel i lies, from -1 to 1 in both directions.
func centred(i int, p plane) (x, y float64) {
	side := func(at, n int) float64 { return float64(2*at+1-n) / float64(n) }
	return side(i%p.w, p.w), side(i/p.w, p.h)
}

// fitGround fits level + slopeX·x + slopeY·y to the ground by least
// squares. The two slopes are fitted one by one, which is exact where the whole
// border is ground, because it is symmetric, and cautious where it is not.
func fitGround(p plane, median float64, ground []int) func(i int) float64 {
	var sumX, sumY, squareX, squareY, sum float64
	for _, i := range ground {
		v := p.levels[i] - median
		x, y := centred(i, p)
		sum += v
		sumX += float64(x * v)
		sumY += float64(y * v)
		squareX += float64(x * x)
		squareY += float64(y * y)
	}
	level := median + sum/float64(len(ground))
	slopeX, slopeY := ratio(sumX, squareX), ratio(sumY, squareY)
	return func(i int) float64 {
		x, y := centred(i, p)
		return level + float64(slopeX*x) + float64(slopeY*y)
	}
}

// ratio is a/b, or 0 where b is.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// stretch maps the ink's level to 255 and the ground's to 0. A photograph loses
// more at the dark end, where noise and uneven shade are.
func stretch(p plane, noise float64) {
	full, floor := inkLevel(p), 0.
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
