package network

import (
	"fmt"
	"slices"

	"wakesleep/network/random"
)

// Ensemble is n ≥ 1 machines with the same layers, which together are the mixture
// Σ_k Shares[k]·p_k(x). A machine by itself is an ensemble of one. With one machine
// for each class of labelled images an image belongs to the class whose machine
// describes it in the fewest bits: the experiment of Hinton, Dayan, Frey and Neal
// (1995).
type Ensemble struct {
	// Machines are the members.
	Machines []*Machine
	// Labels are the classes of the members, ascending; nil unless each member is
	// the machine of a class.
	Labels []uint8
	// Found tells that the members found their classes themselves: Labels only count them,
	// and are not those of images.
	Found bool
	// Shares are the members' weights in the mixture; they sum to one.
	Shares []float64
	// Calibration turns the members' description lengths into probabilities; nil
	// without one.
	Calibration *Calibration
}

// Alone is the ensemble of one machine.
func Alone(m *Machine) *Ensemble {
	return &Ensemble{Machines: []*Machine{m}, Shares: []float64{1}}
}

// Count is the number of members.
func (e *Ensemble) Count() int { return len(e.Machines) }

// OfClasses tells whether each member is the machine of a class.
func (e *Ensemble) OfClasses() bool { return e.Labels != nil }

// Categories is the number of categories that images fall into without labels: those of a
// single machine's categorical top, or as many as there are members that found their classes
// themselves; otherwise 0.
func (e *Ensemble) Categories() int {
	switch m := e.Machines[0]; {
	case e.Found:
		return e.Count()
	case !e.OfClasses() && m.Categorical():
		return m.Layers[m.Top()].Units
	}
	return 0
}

// ByLabel tells whether the label of an image says which member is its own.
func (e *Ensemble) ByLabel() bool { return e.OfClasses() && !e.Found }

// Finite tells whether no parameter of any member is infinite or not a number.
func (e *Ensemble) Finite() bool {
	return !slices.ContainsFunc(e.Machines, func(m *Machine) bool { return !m.Finite() })
}

// Parameters is the number of weights and biases of all members.
func (e *Ensemble) Parameters() int {
	n := 0
	for _, m := range e.Machines {
		n += m.Generative.Count() + m.Recognition.Count()
	}
	return n
}

// With is the ensemble with each member replaced by what change makes of it.
func (e *Ensemble) With(change func(k int, m *Machine) *Machine) *Ensemble {
	c := *e
	c.Machines = make([]*Machine, len(e.Machines))
	for k, m := range e.Machines {
		c.Machines[k] = change(k, m)
	}
	return &c
}

// Tempered are the machines at a temperature, as [Machine.Tempered]: to dream with,
// not to save.
func (e *Ensemble) Tempered(temperature float64) *Ensemble {
	return e.With(func(_ int, m *Machine) *Machine { return m.Tempered(temperature) })
}

// String is the shape of all members: "784-200-50", "10 machines 784-100-50".
func (e *Ensemble) String() string {
	if e.Count() == 1 {
		return e.Machines[0].String()
	}
	return fmt.Sprintf("%d machines %s", e.Count(), e.Machines[0])
}

// seed is member k's own out of a seed for the whole.
func (e *Ensemble) seed(seed uint64, k int) uint64 {
	if !e.OfClasses() {
		return seed
	}
	return ClassSeed(seed, e.Labels[k])
}

// ClassSeed is the seed of the machine of one class out of a seed for all.
func ClassSeed(seed uint64, label uint8) uint64 {
	s := random.New(seed, random.Initialise, random.InitialiseClasses, uint32(label))
	return s.Uint64()
}
