package learn

import (
	"encoding/json"
	"errors"
	"fmt"

	"wakesleep/network"
)

// Saved is what a file holds: a *Checkpoint, of one machine, or *ClassMachines.
type Saved interface {
	// Resumable tells whether the state of a training is there.
	Resumable() bool
	// Cycles is the number of cycles done, the mean over classes where there are
	// several machines.
	Cycles() uint64
	// About tells how the machine, or the machines, came to be.
	About() *Record
	// Encode returns plain metadata, a JSON object, and arrays.
	Encode() (json.RawMessage, []network.Array, error)
}

// ErrClasses is the error of [Decode] for several machines in one file.
var ErrClasses = errors.New("it holds one machine for each class, where a single machine is needed; choose another file")

// Open makes what Encode of either kind returned into that kind again, and trusts
// nothing, as [Decode] does.
func Open(meta json.RawMessage, arrays []network.Array) (Saved, error) {
	c, err := Decode(meta, arrays)
	if errors.Is(err, ErrClasses) {
		return decodeClasses(meta, arrays)
	}
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Cycles is that of the record.
func (c *Checkpoint) Cycles() uint64 { return c.Record.Cycles }

// Cycles is the mean over classes.
func (c *ClassMachines) Cycles() uint64 { return c.Record.Cycles / uint64(len(c.Record.Classes)) }

// About is the record.
func (c *Checkpoint) About() *Record { return &c.Record }

// About is the record of all.
func (c *ClassMachines) About() *Record { return &c.Record }

// classPrefix is put before the arrays of class k.
func classPrefix(k int) string { return fmt.Sprintf("machine_%d/", k) }

// Encode returns the machines as plain metadata, a JSON object, and arrays.
func (c *ClassMachines) Encode() (json.RawMessage, []network.Array, error) {
	meta, err := json.Marshal(c.Record)
	if err != nil {
		return nil, nil, fmt.Errorf("metadata of the machines: %w", err)
	}
	var arrays []network.Array
	for k, part := range c.parts {
		arrays = append(arrays, part.arrays(classPrefix(k))...)
	}
	return meta, arrays, nil
}

func decodeClasses(meta json.RawMessage, arrays []network.Array) (*ClassMachines, error) {
	c := new(ClassMachines)
	if err := json.Unmarshal(meta, &c.Record); err != nil {
		return nil, fmt.Errorf("metadata of the machines: %w", err)
	}
	r := &c.Record
	if err := r.checkClasses(); err != nil {
		return nil, err
	}
	for k, class := range r.Classes {
		part, err := decodeOne(r.ofClass(k), classPrefix(k), arrays)
		if err != nil {
			return nil, fmt.Errorf("class %d: %w", class.Label, err)
		}
		c.Labels = append(c.Labels, uint8(class.Label))
		c.Machines = append(c.Machines, part.Machine)
		c.parts = append(c.parts, part)
	}
	return c, nil
}

// checkClasses reports impossible metadata of several machines.
func (r *Record) checkClasses() error {
	if len(r.Classes) < leastClasses {
		return fmt.Errorf("metadata: %d classes; at least %d are needed", len(r.Classes), leastClasses)
	}
	if r.Progress != nil || r.Names != nil || r.ByHand != nil {
		return errors.New("metadata: what belongs to a single machine stands beside several")
	}
	images, cycles := 0, uint64(0)
	for k, class := range r.Classes {
		switch {
		case class.Label < 0 || class.Label > 255 || k > 0 && class.Label <= r.Classes[k-1].Label:
			return errors.New("metadata: the classes are not labels from 0 to 255, each once and ascending")
		case class.Images < 1 || class.Images > r.Images:
			return fmt.Errorf("metadata: %d images of class %d", class.Images, class.Label)
		case (class.Progress == nil) != (r.Classes[0].Progress == nil):
			return errors.New("metadata: the training of some classes is over, of others not")
		}
		images += class.Images
		cycles += class.Cycles
	}
	if r.HeldOut < 0 || images != r.Images-r.HeldOut || cycles != r.Cycles {
		return errors.New("metadata: images or cycles of the classes do not add up")
	}
	return r.Calibration.check(len(r.Classes))
}

// check reports a calibration that does not fit; nil always does.
func (c *Calibration) check(classes int) error {
	if c == nil {
		return nil
	}
	if len(c.Scales) != classes || len(c.Offsets) != classes {
		return fmt.Errorf("metadata: a calibration of %d scales and %d offsets for %d classes",
			len(c.Scales), len(c.Offsets), classes)
	}
	return nil
}
