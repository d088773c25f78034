package learn

import (
	"encoding/json"
	"fmt"

	"wakesleep/network"
)

// Checkpoint is what is saved: an ensemble, the record of how it came to be, and,
// where training can be resumed bit for bit, the state of the training. It is
// immutable but for what its methods change.
type Checkpoint struct {
	*network.Ensemble
	// Record tells how the ensemble came to be.
	Record Record

	// states hold what each member has beside its machine.
	states []*state
	// of is the class of each image, where machines compete for them and training can be
	// resumed; nil elsewhere, and where it is not known yet.
	of []uint8
	// near has the images that are nearest to each, where these have a say in the contest and
	// training can be resumed.
	near []int32
}

// state is a member's machine with what goes with it.
type state struct {
	machine *network.Machine
	// mean has the mean level of each pixel of the images that the machine was
	// trained on, from 0 to 1; nil for files that do not tell.
	mean []float32
	// raw are the weights before averaging, first and second Adam's moments; nil
	// where there are none.
	raw, first, second *network.Machine
	// scores are what the member competes by; nil where it does not.
	scores []float32
}

// newCheckpoint puts the states of the members together that r describes.
func newCheckpoint(r Record, states []*state) *Checkpoint {
	c := &Checkpoint{Ensemble: new(network.Ensemble), Record: r, states: states}
	for _, s := range states {
		c.Machines = append(c.Machines, s.machine)
	}
	for _, class := range r.Classes {
		c.Labels = append(c.Labels, uint8(class.Label))
	}
	c.Shares, c.Calibration, c.Found = shares(r.members()), r.Calibration, r.Contest != nil
	return c
}

// shares are the members' shares of the training images.
func shares(list []ClassRecord) []float64 {
	total := 0
	for _, one := range list {
		total += one.Images
	}
	shares := make([]float64, len(list))
	for k, one := range list {
		shares[k] = float64(one.Images) / float64(total)
		if total == 0 {
			shares[k] = 1 / float64(len(list))
		}
	}
	if len(shares) == 1 {
		shares[0] = 1
	}
	return shares
}

// SetCalibration makes c the calibration of the members' description lengths.
func (c *Checkpoint) SetCalibration(fit *network.Calibration) {
	c.Record.Calibration, c.Calibration = fit, fit
}

// Resumable tells whether the state of the training is there.
func (c *Checkpoint) Resumable() bool { return c.Record.Resumable() }

// Mean has the mean level of each pixel of the images that the ensemble was trained
// on, from 0 to 1: what independent pixels would know of them. It is nil for files
// that do not tell.
func (c *Checkpoint) Mean() []float32 {
	sums := make([]float64, c.Machines[0].Pixels())
	for k, share := range c.Shares {
		if c.states[k].mean == nil {
			return nil
		}
		for j, v := range c.states[k].mean {
			sums[j] += share * float64(v)
		}
	}
	mean := make([]float32, len(sums))
	for j, sum := range sums {
		mean[j] = min(float32(sum), 1)
	}
	return mean
}

// Bytes is about how much memory the checkpoint takes: that of the parameters, which
// are nearly all.
func (c *Checkpoint) Bytes() int {
	n := 0
	for _, s := range c.states {
		for _, part := range parts {
			if m := *s.part(part); m != nil {
				n += m.Generative.Count() + m.Recognition.Count()
			}
		}
	}
	return 4 * n
}

// Prefixes of the arrays that a training adds to its machine's.
const (
	rawPrefix    = "raw_"
	firstPrefix  = "adam_first_"
	secondPrefix = "adam_second_"
)

// parts are the prefixes of all machines of a state, the one that it is of first.
var parts = []string{"", rawPrefix, firstPrefix, secondPrefix}

// meanArray is the name of the array that holds the training images' mean.
const meanArray = "data_mean"

// Names of the arrays of machines that compete: the class of each image, the images that are
// nearest to it, and each machine's scores.
const (
	groupsArray = "groups"
	nearArray   = "near"
	scoresArray = "scores"
)

// prefix is put before the names of member k's arrays; a machine alone has none.
func (r *Record) prefix(k int) string {
	if r.Classes == nil {
		return ""
	}
	return fmt.Sprintf("machine_%d/", k)
}

// Encode returns the checkpoint as plain metadata, a JSON object, and arrays.
func (c *Checkpoint) Encode() (json.RawMessage, []network.Array, error) {
	meta, err := json.Marshal(c.Record)
	if err != nil {
		return nil, nil, fmt.Errorf("metadata of the machine: %w", err)
	}
	var arrays []network.Array
	for k, s := range c.states {
		arrays = append(arrays, s.arrays(c.Record.prefix(k))...)
	}
	if c.of != nil {
		arrays = append(arrays, network.Array{Name: groupsArray, Shape: []int{len(c.of)}, Data: asFloats(c.of)})
	}
	if c.near != nil {
		shape := []int{len(c.of), c.Record.Settings.Contest.Near}
		arrays = append(arrays, network.Array{Name: nearArray, Shape: shape, Data: asFloats(c.near)})
	}
	return meta, arrays, nil
}

// arrays are the machine's and those of its training, with a prefix.
func (s *state) arrays(prefix string) []network.Array {
	arrays := s.machine.Arrays(prefix)
	if s.mean != nil {
		arrays = append(arrays, network.Array{Name: prefix + meanArray, Shape: []int{len(s.mean)}, Data: s.mean})
	}
	for _, part := range parts[1:] {
		if m := *s.part(part); m != nil {
			arrays = append(arrays, m.Arrays(prefix+part)...)
		}
	}
	if s.scores != nil {
		arrays = append(arrays, network.Array{Name: prefix + scoresArray, Shape: []int{len(s.scores)}, Data: s.scores})
	}
	return arrays
}

func asFloats[T uint8 | int32](numbers []T) []float32 {
	floats := make([]float32, len(numbers))
	for i, n := range numbers {
		floats[i] = float32(n)
	}
	return floats
}

// part is where the machine is that arrays of a prefix belong to.
func (s *state) part(prefix string) **network.Machine {
	switch prefix {
	case rawPrefix:
		return &s.raw
	case firstPrefix:
		return &s.first
	case secondPrefix:
		return &s.second
	}
	return &s.machine
}
