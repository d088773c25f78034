package learn

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"wakesleep/network"
	"wakesleep/network/images"
)

// ClassEvaluation is how well one machine for each class recognise a labelled set
// of images, and how well they describe it.
type ClassEvaluation struct {
	// Images and Samples are the number of images and K, that of each machine.
	Images, Samples int
	// ErrorPercent is the share of images that another class's machine describes
	// in fewer bits than their own, and CalibratedErrorPercent the same after
	// calibration; nil without one. An image whose label no machine has is an error.
	ErrorPercent           float64
	CalibratedErrorPercent *float64
	// Confusion counts, for each class's images in a row, the answers; images
	// whose label no machine has are left out. CalibratedConfusion is the same
	// after calibration.
	Confusion, CalibratedConfusion [][]int
	// MarginBits is the mean margin between the two shortest lengths.
	MarginBits float64
	// NLLNats is −log of the mixture Σ_c π_c p_c(x), where π are the classes'
	// shares of the training images, with the standard error of its mean.
	NLLNats, StdErrNats float64
	// BoundNats is the mean free energy under the right machine, of which
	// CauseBits and DifferenceBits are the two parts, and Ledger has them with
	// their errors, and the causes layer by layer. It has no Layers where no image
	// has a machine of its own.
	BoundNats                 float64
	CauseBits, DifferenceBits float64
	Ledger                    Ledger
	// Binarisation is "binary" or "fixed".
	Binarisation string
}

// NLLBits is the description length per image in bits that K samples prove.
func (e *ClassEvaluation) NLLBits() float64 { return e.NLLNats / math.Ln2 }

// described is what several machines make of a set of images.
type described struct {
	// lengths has for each image each machine's K-sample estimate in bits.
	lengths [][]float64
	// right is the index of each image's class, −1 where no machine has its label.
	right []int
	// own is what the right machines found of the images that have one.
	own []ImageResult
}

// describe measures every image of a labelled set under every machine, all on the
// same binary images.
func (c *ClassMachines) describe(ctx context.Context, set *images.Set, o EvaluateOptions) (*described, error) {
	if err := c.checkEvaluation(set, o); err != nil {
		return nil, err
	}
	n := set.Count()
	d := &described{lengths: make([][]float64, n), right: make([]int, n)}
	for i, label := range set.Labels {
		d.lengths[i] = make([]float64, c.Count())
		d.right[i] = slices.Index(c.Labels, label)
	}
	pixels := binariseAll(set)
	for k, m := range c.Machines {
		results, err := measureImages(ctx, m, pixels, set.Name, o.part(k, c.Count(), n))
		if err != nil {
			return nil, err
		}
		d.take(k, results)
	}
	return d, nil
}

// checkEvaluation reports images and options with which the machines cannot be
// evaluated.
func (c *ClassMachines) checkEvaluation(set *images.Set, o EvaluateOptions) error {
	for k, m := range c.Machines {
		if err := checkEvaluation(m, set, o.part(k, c.Count(), set.Count())); err != nil {
			return err
		}
	}
	for number := range o.Known {
		if number < 0 || number >= c.Count()*set.Count() {
			return fmt.Errorf("the known result %d does not belong to this evaluation", number)
		}
	}
	if set.Labels == nil {
		return errors.New(set.Name + ": no labels to hold the answers against")
	}
	return nil
}

// part are the options of part k of n: one machine, for each of count images.
func (o EvaluateOptions) part(k, n, count int) EvaluateOptions {
	one := o
	one.Progress = partly(o.Progress, k, n)
	one.Known = map[int]ImageResult{}
	for i := range count {
		if r, known := o.Known[k*count+i]; known {
			one.Known[i] = r
		}
	}
	if o.Keep != nil {
		one.Keep = func(first int, found []ImageResult) error { return o.Keep(k*count+first, found) }
	}
	return one
}

// partly is the progress of part k of n of some work.
func partly(progress func(done, total int), k, n int) func(done, total int) {
	if progress == nil {
		return nil
	}
	return func(done, total int) { progress(k*total+done, n*total) }
}

// take takes in what machine k found of every image.
func (d *described) take(k int, results []ImageResult) {
	for i, r := range results {
		d.lengths[i][k] = r.NLLNats[len(r.NLLNats)-1] / math.Ln2
		if k == d.right[i] {
			d.own = append(d.own, r)
		}
	}
}

// Evaluate measures the machines on a labelled set, whose grey pixels are
// binarised once, the same for all machines. To Known and Keep image i under
// machine k of a set of n images is number k·n + i.
func (c *ClassMachines) Evaluate(ctx context.Context, set *images.Set, o EvaluateOptions) (*ClassEvaluation, error) {
	d, err := c.describe(ctx, set, o)
	if err != nil {
		return nil, err
	}
	e := &ClassEvaluation{Images: set.Count(), Samples: o.Samples, Binarisation: Binarisation(set, false)}
	e.ErrorPercent, e.Confusion = score(d.lengths, d.right, c.Count())
	for _, lengths := range d.lengths {
		e.MarginBits += margin(lengths, shortest(lengths)) / float64(e.Images)
	}
	if fit := c.Record.Calibration; fit != nil {
		var percent float64
		percent, e.CalibratedConfusion = score(calibrated(fit, d.lengths), d.right, c.Count())
		e.CalibratedErrorPercent = &percent
	}
	e.mix(d.lengths, c.Shares())
	e.average(d)
	return e, nil
}

func calibrated(fit *Calibration, lengths [][]float64) [][]float64 {
	all := make([][]float64, len(lengths))
	for i, l := range lengths {
		all[i] = fit.Apply(l)
	}
	return all
}

// score counts the answers that the shortest lengths give.
func score(lengths [][]float64, right []int, classes int) (errorPercent float64, confusion [][]int) {
	confusion = make([][]int, classes)
	for k := range confusion {
		confusion[k] = make([]int, classes)
	}
	wrong := 0
	for i, k := range right {
		answer := shortest(lengths[i])
		if answer != k {
			wrong++
		}
		if k >= 0 {
			confusion[k][answer]++
		}
	}
	return 100 * float64(wrong) / float64(len(right)), confusion
}

// mix computes the description length under the mixture of all machines.
func (e *ClassEvaluation) mix(lengths [][]float64, shares []float64) {
	nll := make([]float64, len(lengths))
	logs := make([]float64, len(shares))
	for i, l := range lengths {
		for k, share := range shares {
			logs[k] = math.Log(share*float64(len(shares))) - l[k]*math.Ln2
		}
		nll[i] = -network.LogMeanExp(logs)
	}
	e.NLLNats = stat.Mean(nll, nil)
	if len(nll) > 1 {
		e.StdErrNats = stat.StdErr(stat.StdDev(nll, nil), float64(len(nll)))
	}
}

// average computes what images cost under their right machines.
func (e *ClassEvaluation) average(d *described) {
	if len(d.own) == 0 {
		return
	}
	e.Ledger = newLedger(d.own, nil)
	e.BoundNats = e.Ledger.FreeEnergy.Bits * math.Ln2
	e.CauseBits, e.DifferenceBits = e.Ledger.Causes.Bits, e.Ledger.Difference.Bits
}

// calibrationSamples is K for the images that a calibration is fitted by.
const calibrationSamples = 50

// Calibrate fits the calibration by labelled images that no machine was trained
// on; those whose label no machine has do not count.
func (c *ClassMachines) Calibrate(ctx context.Context, set *images.Set, threads int, progress func(done, total int)) error {
	d, err := c.describe(ctx, set, EvaluateOptions{Samples: calibrationSamples, Threads: threads, Progress: progress})
	if err != nil {
		return err
	}
	var lengths [][]float64
	var right []int
	for i, k := range d.right {
		if k >= 0 {
			lengths, right = append(lengths, d.lengths[i]), append(right, k)
		}
	}
	fit, err := FitCalibration(lengths, right)
	if err != nil {
		return err
	}
	fit.Samples = calibrationSamples
	c.Record.Calibration = fit
	return nil
}
