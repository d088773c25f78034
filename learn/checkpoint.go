package learn

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"wakesleep/network"
	"wakesleep/network/images"
)

// Checkpoint is what is saved: a machine, the record of how it came to be, and,
// where training can be resumed bit for bit, the state of the training.
type Checkpoint struct {
	// Machine is the result, averaged where weights are averaged.
	Machine *network.Machine
	// Record tells how it came to be. Its Progress is nil for a finished machine.
	Record Record
	// Mean has the mean level of each pixel of the images that it was trained on,
	// from 0 to 1: what independent pixels would know of them. It is nil for files
	// that do not tell.
	Mean []float32

	raw, first, second *network.Machine
}

// Prefixes of the arrays that a training adds to its machine's.
const (
	rawPrefix    = "raw_"
	firstPrefix  = "adam_first_"
	secondPrefix = "adam_second_"
)

// meanArray is the name of the array that holds Mean.
const meanArray = "data_mean"

// Resumable tells whether the checkpoint holds the state of a training.
func (c *Checkpoint) Resumable() bool { return c.Record.Progress != nil }

// Finished is the machine alone, without the state of the training.
func (t *Trainer) Finished() *Checkpoint {
	return &Checkpoint{Machine: t.Result().Clone(), Record: t.Record(), Mean: t.mean}
}

// Checkpoint copies all that is needed to resume the training.
func (t *Trainer) Checkpoint() *Checkpoint {
	c := t.Finished()
	c.Record.Progress = &Progress{
		Generative: t.generative.steps, Recognition: t.recognition.steps, Averaged: t.averaged,
		BoundSum: t.boundSum, BoundSteps: t.boundSteps, Rate: slices.Clone(t.rate),
	}
	if t.averaged > 0 {
		c.raw = t.machine.Clone()
	}
	if t.first != nil {
		c.first, c.second = t.first.Clone(), t.second.Clone()
	}
	return c
}

// Continue goes on with a saved machine: exactly, if the checkpoint is
// resumable, and otherwise with the optimiser's moments starting anew. The
// images must have the machine's size.
func Continue(c *Checkpoint, set *images.Set, threads int) (*Trainer, error) {
	s := c.Record.Settings
	if err := check(s, set, threads); err != nil {
		return nil, err
	}
	if set.Width != c.Machine.Width || set.Height != c.Machine.Height {
		return nil, fmt.Errorf("%s has images of %d×%d pixels, but the machine was made for %d×%d",
			set.Name, set.Width, set.Height, c.Machine.Width, c.Machine.Height)
	}
	t := newTrainer(s, c.Machine.Clone(), set, threads)
	if err := t.repeatChanges(c.Record.Changes); err != nil {
		t.Close()
		return nil, err
	}
	t.record.Names, t.record.ByHand = slices.Clone(c.Record.Names), slices.Clone(c.Record.ByHand)
	t.cycles = c.Record.Cycles
	if c.Resumable() {
		t.restore(c)
	}
	return t, nil
}

// restore puts the training back into the state of a checkpoint of its own.
func (t *Trainer) restore(c *Checkpoint) {
	p := c.Record.Progress
	t.cycles, t.averaged = c.Record.Cycles, p.Averaged
	t.generative.steps, t.recognition.steps = p.Generative, p.Recognition
	t.boundSum, t.boundSteps = p.BoundSum, p.BoundSteps
	t.rate = spread(p.Rate, t.machine.Top()+1)
	t.machine.Copy(c.Machine)
	if c.raw != nil {
		t.average.Copy(c.Machine)
		t.machine.Copy(c.raw)
	}
	if t.first != nil && c.first != nil {
		t.first.Copy(c.first)
		t.second.Copy(c.second)
	}
}

// Encode returns the checkpoint as plain metadata, a JSON object, and arrays.
func (c *Checkpoint) Encode() (json.RawMessage, []network.Array, error) {
	meta, err := json.Marshal(c.Record)
	if err != nil {
		return nil, nil, fmt.Errorf("metadata of the machine: %w", err)
	}
	return meta, c.arrays(""), nil
}

// arrays are the machine's and those of its training, with a prefix.
func (c *Checkpoint) arrays(prefix string) []network.Array {
	arrays := c.Machine.Arrays(prefix)
	if c.Mean != nil {
		arrays = append(arrays, network.Array{Name: prefix + meanArray, Shape: []int{len(c.Mean)}, Data: c.Mean})
	}
	for _, part := range []struct {
		prefix  string
		machine *network.Machine
	}{{rawPrefix, c.raw}, {firstPrefix, c.first}, {secondPrefix, c.second}} {
		if part.machine != nil {
			arrays = append(arrays, part.machine.Arrays(prefix+part.prefix)...)
		}
	}
	return arrays
}

// Decode makes a checkpoint from what Encode returned, and trusts nothing: the
// metadata and the arrays may come from a file that somebody else wrote. Of
// several machines it returns ErrClasses.
func Decode(meta json.RawMessage, arrays []network.Array) (*Checkpoint, error) {
	var r Record
	if err := json.Unmarshal(meta, &r); err != nil {
		return nil, fmt.Errorf("metadata of the machine: %w", err)
	}
	if r.Classes != nil {
		return nil, ErrClasses
	}
	return decodeOne(r, "", arrays)
}

// decodeOne takes a machine, and the state of its training where there is one,
// from the arrays with a prefix.
func decodeOne(r Record, prefix string, arrays []network.Array) (*Checkpoint, error) {
	c := &Checkpoint{Record: r}
	hidden, err := r.hidden()
	if err != nil {
		return nil, err
	}
	if c.Machine, err = readMachine(&r, hidden, prefix, arrays); err != nil {
		return nil, err
	}
	if err := r.check(c.Machine); err != nil {
		return nil, err
	}
	if c.Mean, err = readMean(c.Machine.Pixels(), prefix+meanArray, arrays); err != nil {
		return nil, err
	}
	if r.Progress == nil {
		return c, nil
	}
	return c, c.decodeTraining(hidden, prefix, arrays)
}

// hidden reads the hidden layers.
func (r *Record) hidden() ([]network.Layer, error) {
	layers := make([]network.Layer, len(r.Layers))
	for i, l := range r.Layers {
		layers[i].Units = l.Units
		switch l.Kind {
		case network.Categorical.String():
			layers[i].Kind = network.Categorical
		case network.Bernoulli.String():
		default:
			return nil, fmt.Errorf("metadata: layer %d is of the unknown kind %q", i+1, l.Kind)
		}
	}
	return layers, nil
}

// check reports metadata that do not fit the machine.
func (r *Record) check(m *network.Machine) error {
	if err := r.Settings.Validate(); err != nil {
		return fmt.Errorf("metadata: %w", err)
	}
	if want := network.FormatLayers(m.Hidden()); r.Settings.Layers != want {
		return fmt.Errorf("metadata: the settings speak of layers %s, the machine has %s", r.Settings.Layers, want)
	}
	if r.Names != nil && (!m.Categorical() || len(r.Names) != m.Layers[m.Top()].Units) {
		return fmt.Errorf("metadata: %d names for the categories of a machine %s", len(r.Names), m)
	}
	for i, category := range r.ByHand {
		if category < 0 || category >= len(r.Names) || i > 0 && category <= r.ByHand[i-1] {
			return errors.New("metadata: the categories named by hand are not among the machine's, each once and ascending")
		}
	}
	if r.Progress != nil && len(r.Progress.Rate) != m.Top()+1 {
		return errors.New("metadata: the rate in force does not fit the layers")
	}
	return nil
}

// readMachine takes a machine from the arrays with the given prefix. It asks for
// no memory before the arrays are seen to be there.
func readMachine(r *Record, hidden []network.Layer, prefix string, arrays []network.Array) (*network.Machine, error) {
	if err := network.CheckArrays(r.Width, r.Height, hidden, prefix, arrays); err != nil {
		return nil, err
	}
	m, err := network.New(r.Width, r.Height, hidden)
	if err != nil {
		return nil, fmt.Errorf("metadata: %w", err)
	}
	return m, m.SetArrays(prefix, arrays)
}

// readMean finds the training images' mean levels, which files need not have.
func readMean(pixels int, name string, arrays []network.Array) ([]float32, error) {
	i := slices.IndexFunc(arrays, func(a network.Array) bool { return a.Name == name })
	if i < 0 {
		return nil, nil
	}
	a := arrays[i]
	if !slices.Equal(a.Shape, []int{pixels}) || len(a.Data) != pixels {
		return nil, fmt.Errorf("array %s has shape %v where the images have %d pixels", name, a.Shape, pixels)
	}
	for _, v := range a.Data {
		if !(v >= 0 && v <= 1) {
			return nil, fmt.Errorf("array %s holds %v; mean levels lie between 0 and 1", name, v)
		}
	}
	return a.Data, nil
}

// decodeTraining reads the arrays of a training that can be resumed.
func (c *Checkpoint) decodeTraining(hidden []network.Layer, prefix string, arrays []network.Array) (err error) {
	r := &c.Record
	if r.Progress.Averaged > 0 {
		if r.Settings.Average == 0 {
			return errors.New("metadata: averaged steps, but no averaging in the settings")
		}
		if c.raw, err = readMachine(r, hidden, prefix+rawPrefix, arrays); err != nil {
			return err
		}
	}
	if r.Settings.Optimiser != Adam {
		return nil
	}
	if c.first, err = readMachine(r, hidden, prefix+firstPrefix, arrays); err != nil {
		return err
	}
	c.second, err = readMachine(r, hidden, prefix+secondPrefix, arrays)
	return err
}
