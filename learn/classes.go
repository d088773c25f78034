package learn

import (
	"fmt"
	"slices"

	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// ClassMachines are one machine for each class of labelled images, all with the
// same layers, trained side by side: the experiment of Hinton, Dayan, Frey and
// Neal (1995). An image belongs to the class whose machine describes it in the
// fewest bits.
type ClassMachines struct {
	// Labels are the classes, ascending, and Machines theirs in the same order.
	Labels   []uint8
	Machines []*network.Machine
	// Record tells how they came to be. Its seed is that of the whole; its Cycles
	// are those of all machines together.
	Record Record

	// parts hold each class's machine with what goes with it.
	parts []*Checkpoint
}

// ClassRecord is what the record of a file of several machines says of each.
type ClassRecord struct {
	// Label is the class, and Images how many training images had it.
	Label  int `json:"label"`
	Images int `json:"images"`
	// Cycles is how many its machine has had.
	Cycles uint64 `json:"cycles,string"`
	// Bounds are the training bounds in nats of epochs that other classes have
	// yet to do. Progress and Bounds are there only where training can be resumed.
	Bounds   []float64 `json:"bounds,omitempty"`
	Progress *Progress `json:"progress,omitempty"`
}

func (c ClassRecord) clone() ClassRecord {
	c.Bounds = slices.Clone(c.Bounds)
	if c.Progress != nil {
		c.Progress = c.Progress.clone()
	}
	return c
}

// leastClasses is the number of classes among which one can tell.
const leastClasses = 2

// Count is the number of classes.
func (c *ClassMachines) Count() int { return len(c.Machines) }

// Resumable tells whether the state of the training is there.
func (c *ClassMachines) Resumable() bool { return c.parts[0].Resumable() }

// Finite tells whether no parameter of any machine is infinite or not a number.
func (c *ClassMachines) Finite() bool {
	return !slices.ContainsFunc(c.Machines, func(m *network.Machine) bool { return !m.Finite() })
}

// Class is the machine of class k alone, without the state of its training.
func (c *ClassMachines) Class(k int) *Checkpoint {
	one := &Checkpoint{Machine: c.Machines[k], Record: c.Record.ofClass(k), Mean: c.parts[k].Mean}
	one.Record.Progress = nil
	return one
}

// Shares are the classes' shares of the training images; they sum to one.
func (c *ClassMachines) Shares() []float64 {
	total := 0
	for _, class := range c.Record.Classes {
		total += class.Images
	}
	shares := make([]float64, len(c.Record.Classes))
	for k, class := range c.Record.Classes {
		shares[k] = float64(class.Images) / float64(total)
	}
	return shares
}

// String is the shape of them all: "10 machines 784-100-50".
func (c *ClassMachines) String() string {
	return fmt.Sprintf("%d machines %s", len(c.Machines), c.Machines[0])
}

// ofClass is the record of class k's machine alone.
func (r *Record) ofClass(k int) Record {
	class := r.Classes[k]
	one := r.clone()
	one.Classes, one.Calibration, one.HeldOut = nil, nil, 0
	one.Data = className(r.Data, class.Label)
	one.Images, one.Cycles = class.Images, class.Cycles
	one.Settings.Seed = classSeed(r.Settings.Seed, uint8(class.Label))
	one.Settings.JointEpochs, one.Settings.JointRate = 0, 0
	if class.Progress != nil {
		one.Progress = class.Progress.clone()
	}
	return one
}

// className is what the images of one class are called.
func className(data string, label int) string { return fmt.Sprintf("%s, class %d", data, label) }

// classSeed is the seed of a class's own training.
func classSeed(seed uint64, label uint8) uint64 {
	s := random.New(seed, random.Initialise, random.InitialiseClasses, uint32(label))
	return s.Uint64()
}

// ofLabel are the images of one class.
func ofLabel(set *images.Set, label uint8) *images.Set {
	part := set.Select(func(i int) bool { return set.Labels[i] == label })
	part.Name = className(set.Name, int(label))
	return part
}
