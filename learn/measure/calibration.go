package measure

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"wakesleep/internal/sentence"
	"wakesleep/network"
)

// Scales are drawn towards 1 and offsets, weakly, towards 0, as much as these
// numbers of images would, so that a fit exists also where the lengths tell all
// classes apart.
const (
	scaleWeight  = 1.0
	offsetWeight = 1e-3
)

// FitCalibration finds the calibration under which the right classes of images
// are likeliest. Lengths has, for each image, that of each class in bits; right
// has the index of each image's class.
func FitCalibration(lengths [][]float64, right []int) (*network.Calibration, error) {
	if len(lengths) == 0 || len(lengths) != len(right) {
		return nil, sentence.Errorf("a calibration needs images whose class is known")
	}
	f := newCalibrationFit(lengths, right)
	x, err := f.descend()
	if err != nil {
		return nil, err
	}
	return f.calibration(x), nil
}

// calibrationFit is the cross-entropy of right classes as a function of each
// class's scale and offset. Lengths are counted in nats from a common centre, so
// that a scale does not move the offset along.
type calibrationFit struct {
	nats    [][]float64
	right   []int
	classes int
	centre  float64
}

func newCalibrationFit(lengths [][]float64, right []int) *calibrationFit {
	f := &calibrationFit{right: right, classes: len(lengths[0])}
	own := make([]float64, len(right))
	for i, k := range right {
		own[i] = lengths[i][k]
	}
	f.centre = stat.Mean(own, nil)
	for _, all := range lengths {
		nats := make([]float64, f.classes)
		for k, length := range all {
			nats[k] = (length - f.centre) * math.Ln2
		}
		f.nats = append(f.nats, nats)
	}
	return f
}

const (
	mostNewton = 100
	// leastGain ends the search: nats an image.
	leastGain = 1e-12
)

// descend finds the minimum by Newton's method, halving steps that go too far;
// the cost is convex, since logits are linear in scales and offsets. The first half
// of the result are scales, the second offsets in nats.
func (f *calibrationFit) descend() ([]float64, error) {
	x := make([]float64, 2*f.classes)
	for k := range f.classes {
		x[k] = 1
	}
	cost := f.cost(x)
	for range mostNewton {
		step, err := f.newton(x)
		if err != nil {
			return nil, err
		}
		next, less := f.along(x, step, cost)
		if !(less < cost-leastGain) {
			return x, nil
		}
		x, cost = next, less
	}
	return x, nil
}

// along goes as far along a step as lowers the cost.
func (f *calibrationFit) along(x, step []float64, cost float64) (next []float64, less float64) {
	next = make([]float64, len(x))
	for share := 1.0; share > 1e-6; share /= 2 {
		for i := range x {
			next[i] = x[i] - share*step[i]
		}
		if less = f.cost(next); less < cost {
			break
		}
	}
	return next, less
}

// probabilities are those of the classes of image i, and the cost of the right one.
func (f *calibrationFit) probabilities(p, x []float64, i int) (nats float64) {
	for k := range p {
		p[k] = -x[k]*f.nats[i][k] - x[f.classes+k]
	}
	own := p[f.right[i]]
	total := network.LogMeanExp(p) + math.Log(float64(f.classes))
	for k := range p {
		p[k] = math.Exp(p[k] - total)
	}
	return total - own
}

// cost is the mean cross-entropy in nats an image, with what holds x back.
func (f *calibrationFit) cost(x []float64) float64 {
	p, sum := make([]float64, f.classes), 0.0
	for i := range f.right {
		sum += f.probabilities(p, x, i)
	}
	for k := range f.classes {
		scale, offset := x[k]-1, x[f.classes+k]
		sum += scaleWeight*scale*scale/2 + offsetWeight*offset*offset/2
	}
	return sum / float64(len(f.right))
}

// newton is the step from x to the minimum of the parabola that fits there.
func (f *calibrationFit) newton(x []float64) ([]float64, error) {
	n := 2 * f.classes
	gradient, hessian := mat.NewVecDense(n, nil), mat.NewSymDense(n, nil)
	for k := range f.classes {
		gradient.SetVec(k, scaleWeight*(x[k]-1))
		gradient.SetVec(f.classes+k, offsetWeight*x[f.classes+k])
		hessian.SetSym(k, k, scaleWeight)
		hessian.SetSym(f.classes+k, f.classes+k, offsetWeight)
	}
	p := make([]float64, f.classes)
	for i := range f.right {
		f.probabilities(p, x, i)
		f.bend(gradient, hessian, p, i)
	}
	var cholesky mat.Cholesky
	if !cholesky.Factorize(hessian) {
		return nil, sentence.Errorf("the calibration could not be fitted: some lengths are not finite")
	}
	step := mat.NewVecDense(n, nil)
	// The error can only be a warning that the last digits are lost.
	_ = cholesky.SolveVecTo(step, gradient)
	return step.RawVector().Data, nil
}

// bend adds image i's part of the gradient and of the second derivatives.
func (f *calibrationFit) bend(gradient *mat.VecDense, hessian *mat.SymDense, p []float64, i int) {
	c, z := f.classes, f.nats[i]
	for k := range p {
		slope := p[k]
		if k == f.right[i] {
			slope--
		}
		gradient.SetVec(k, gradient.AtVec(k)-slope*z[k])
		gradient.SetVec(c+k, gradient.AtVec(c+k)-slope)
		for j := range k + 1 {
			curve := -p[k] * p[j]
			if j == k {
				curve += p[k]
			}
			addSym(hessian, k, j, curve*z[k]*z[j])
			addSym(hessian, c+k, c+j, curve)
			addSym(hessian, k, c+j, curve*z[k])
			if j != k {
				addSym(hessian, j, c+k, curve*z[j])
			}
		}
	}
}

func addSym(m *mat.SymDense, i, j int, v float64) { m.SetSym(i, j, m.At(i, j)+v) }

// calibration turns the parameters into those for lengths in bits.
func (f *calibrationFit) calibration(x []float64) *network.Calibration {
	c := &network.Calibration{Images: len(f.right), Scales: slices.Clone(x[:f.classes])}
	for k, scale := range c.Scales {
		c.Offsets = append(c.Offsets, x[f.classes+k]/math.Ln2-scale*f.centre)
	}
	mean := stat.Mean(c.Offsets, nil)
	for k := range c.Offsets {
		c.Offsets[k], c.Scales[k] = rounded(c.Offsets[k]-mean), rounded(c.Scales[k])
	}
	return c
}

// rounded keeps the digits that mean something: the last ones differ between processors,
// and files of the same training shall be the same.
func rounded(v float64) float64 { return math.Round(v*1e6) / 1e6 }
