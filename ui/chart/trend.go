package chart

// fewest is the number of points from which a curve is smoothed. Fewer show best
// what there is to see when they are joined.
const fewest = 24

// reach is how many neighbours on each side point i of so many uses: enough that the
// noise of single steps goes, and at the beginning, where curves fall steeply, few.
func reach(i, points int) int { return min(3+i/2, max(5, points/25)) }

// Trend is the smoothed curve: at each point the straight line that fits its
// neighbours best, near ones more than far ones (Cleveland, Journal of the American
// Statistical Association 74:829, 1979, without its second pass against outliers). A
// line, unlike a mean, does not lag where the curve falls. Points must be sorted by
// X. There is none of few points: nil.
func Trend(points []Point) []Point {
	if len(points) < fewest {
		return nil
	}
	trend := make([]Point, len(points))
	for i, p := range points {
		wide := reach(i, len(points))
		near := points[max(0, i-wide):min(len(points), i+wide+1)]
		trend[i] = Point{X: p.X, Y: fitted(near, p.X)}
	}
	return trend
}

// fitted is the value at x of the line that fits points best, weighed by the cube of
// the cube of their distance.
func fitted(points []Point, x float64) float64 {
	far := max(points[len(points)-1].X-x, x-points[0].X)
	var sum, sumX, sumY, sumXX, sumXY float64
	for _, p := range points {
		d := p.X - x
		w := tricube(d / (far * 1.01)) // the farthest counts too
		sum += w
		sumX += w * d
		sumY += w * p.Y
		sumXX += w * d * d
		sumXY += w * d * p.Y
	}
	if spread := sum*sumXX - sumX*sumX; spread > 1e-12*sum*sumXX {
		return (sumXX*sumY - sumX*sumXY) / spread
	}
	return sumY / sum
}

// tricube is the weight of a neighbour at a share of the greatest distance.
func tricube(share float64) float64 {
	if share != share { // all are at the same place
		return 1
	}
	if share < 0 {
		share = -share
	}
	rest := 1 - share*share*share
	return rest * rest * rest
}
