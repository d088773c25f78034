package measure

import (
	"context"
	"math"

	"wakesleep/network"
	"wakesleep/network/images"
)

// ClassScores say how well one machine for each class tell a labelled set of images
// apart.
type ClassScores struct {
	// ErrorPercent is the share of images that another class's machine describes
	// in fewer bits than their own, ErrorStdErr its standard error, and
	// CalibratedErrorPercent the same after calibration; nil without one. An image whose label no machine has is an error.
	ErrorPercent           float64  `json:"error_percent"`
	ErrorStdErr            float64  `json:"error_stderr_percent"`
	CalibratedErrorPercent *float64 `json:"calibrated_error_percent,omitempty"`
	// CalibrationImages is the number of images that the calibration was fitted by.
	CalibrationImages int `json:"calibration_images,omitempty"`
	// Confusion counts, for each class's images in a row, the answers; images
	// whose label no machine has are left out. CalibratedConfusion is the same
	// after calibration.
	Confusion           [][]int `json:"confusion"`
	CalibratedConfusion [][]int `json:"calibrated_confusion,omitempty"`
	// MarginBits is the mean margin between the two shortest lengths.
	MarginBits float64 `json:"margin_bits"`
}

// scores hold the answers of the members against the labels.
func (d *described) scores(e *network.Ensemble) *ClassScores {
	lengths := d.bits()
	s := new(ClassScores)
	s.ErrorPercent, s.Confusion = d.score(lengths, e.Count())
	share := s.ErrorPercent / 100
	s.ErrorStdErr = 100 * math.Sqrt(share*(1-share)/float64(len(lengths)))
	for _, l := range lengths {
		s.MarginBits += network.Margin(l) / float64(len(lengths))
	}
	if e.Calibration == nil {
		return s
	}
	for i, l := range lengths {
		lengths[i] = e.Calibration.Apply(l)
	}
	var percent float64
	percent, s.CalibratedConfusion = d.score(lengths, e.Count())
	s.CalibratedErrorPercent, s.CalibrationImages = &percent, e.Calibration.Images
	return s
}

// bits are the lengths in bits.
func (d *described) bits() [][]float64 {
	all := make([][]float64, len(d.lengths))
	for i, lengths := range d.lengths {
		all[i] = make([]float64, len(lengths))
		for k, nats := range lengths {
			all[i][k] = nats / math.Ln2
		}
	}
	return all
}

// score counts the answers that the shortest lengths give.
func (d *described) score(lengths [][]float64, classes int) (errorPercent float64, confusion [][]int) {
	confusion = make([][]int, classes)
	for k := range confusion {
		confusion[k] = make([]int, classes)
	}
	wrong := 0
	for i, k := range d.right {
		answer := network.Shortest(lengths[i])
		if answer != k {
			wrong++
		}
		if k >= 0 {
			confusion[k][answer]++
		}
	}
	return 100 * float64(wrong) / float64(len(d.right)), confusion
}

// calibrationSamples is K for the images that a calibration is fitted by.
const calibrationSamples = 50

// Calibrate fits the calibration of machines of classes by labelled images that none
// of them was trained on; those whose label no machine has do not count.
func Calibrate(
	ctx context.Context, e *network.Ensemble, set *images.Set, threads int, progress func(done, total int),
) (*network.Calibration, error) {
	d, err := describe(ctx, e, set, Options{Samples: calibrationSamples, Threads: threads, Progress: progress})
	if err != nil {
		return nil, err
	}
	var lengths [][]float64
	var right []int
	for i, l := range d.bits() {
		if k := d.right[i]; k >= 0 {
			lengths, right = append(lengths, l), append(right, k)
		}
	}
	fit, err := FitCalibration(lengths, right)
	if err != nil {
		return nil, err
	}
	fit.Samples = calibrationSamples
	return fit, nil
}
