package learn

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"wakesleep/network"
)

// admit returns the hidden layers and connections of a checkpoint, after looking for what is
// wrong with its record, or with the names and shapes of the arrays beside it: one is
// missing or of another shape, or belongs to nothing that the metadata tell of. It takes no
// memory for the machines.
func (r *Record) admit(arrays []network.Array) ([]network.Layer, network.Connections, error) {
	hidden, err := r.hidden()
	if err != nil {
		return nil, nil, err
	}
	connections, err := r.joined(hidden)
	if err != nil {
		return nil, nil, err
	}
	own, err := network.ArraysOf(r.Width, r.Height, hidden, connections, "")
	if err != nil {
		return nil, nil, fmt.Errorf("metadata: %w", err)
	}
	if err := r.check(hidden); err != nil {
		return nil, nil, err
	}
	if err := r.checkPadding(hidden, connections); err != nil {
		return nil, nil, err
	}
	return hidden, connections, r.checkArrays(own, arrays)
}

// mostPadding is how many bytes machines may take in memory beyond their numbers.
const mostPadding = 128 << 20

// checkPadding refuses machines that are small in a file and large in memory, where each
// unit's weights begin at a multiple of 64 bytes: those of layers of one unit above large
// ones.
func (r *Record) checkPadding(hidden []network.Layer, connections network.Connections) error {
	size, machines := network.SizeOf(r.Width*r.Height, hidden, connections), 0
	for _, one := range r.members() {
		machines += len(r.parts(&one))
	}
	if padding := 4 * int64(machines) * (size.Padded - size.Parameters); padding > mostPadding {
		return fmt.Errorf("metadata: layers of so few units above so many take %s of memory for nothing", amount(padding))
	}
	return nil
}

func parseRecord(meta json.RawMessage) (*Record, error) {
	r := new(Record)
	err := json.Unmarshal(meta, r)
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil:
		return r, nil
	case errors.As(err, &kind) && kind.Field != "":
		return nil, fmt.Errorf("metadata: %.80s is a %.40s, which it cannot be", kind.Field, kind.Value)
	case errors.As(err, &kind):
		return nil, fmt.Errorf("metadata: they are a %.40s where they should be a list of names and values", kind.Value)
	}
	// The json package has no kind of error for numbers in quotation marks.
	return nil, errors.New("metadata: cycles, updates or the seed are no whole number from 0 to 2⁶⁴-1")
}

// checkArrays compares the arrays of a file with those that the record tells of, own being
// those of a machine alone.
func (r *Record) checkArrays(own, arrays []network.Array) error {
	there := make(map[string]network.Array, len(arrays))
	for _, a := range arrays {
		there[a.Name] = a
	}
	for k, one := range r.members() {
		for _, prefix := range r.parts(&one) {
			for _, want := range own {
				want.Name = r.prefix(k) + prefix + want.Name
				if err := takeOut(there, want); err != nil {
					return err
				}
			}
		}
		mean := network.Array{Name: r.prefix(k) + meanArray, Shape: []int{r.Width * r.Height}}
		if _, told := there[mean.Name]; !told {
			continue // files of older versions have none
		}
		if err := takeOut(there, mean); err != nil {
			return err
		}
	}
	if err := r.checkContestArrays(there); err != nil {
		return err
	}
	for _, a := range arrays {
		if _, left := there[a.Name]; left {
			return fmt.Errorf("array %s belongs to nothing that the metadata tell of", a.Name)
		}
	}
	return nil
}

// checkContestArrays takes out the arrays of machines that compete: the class of each image,
// which a file need not have, and with it, once images have moved, the scores.
func (r *Record) checkContestArrays(there map[string]network.Array) error {
	if _, told := there[groupsArray]; !told || r.Contest == nil || r.Classes[0].Progress == nil {
		return nil
	}
	shape := []int{r.Images}
	if err := takeOut(there, network.Array{Name: groupsArray, Shape: shape}); err != nil {
		return err
	}
	if n := r.Settings.Contest.Near; n > 0 {
		if err := takeOut(there, network.Array{Name: nearArray, Shape: []int{r.Images, n}}); err != nil {
			return err
		}
	}
	if r.Contest.Moved < 0 {
		return nil
	}
	for k := range r.Classes {
		if err := takeOut(there, network.Array{Name: r.prefix(k) + scoresArray, Shape: shape}); err != nil {
			return err
		}
	}
	return nil
}

// parts are the prefixes of the machines that a member has: its own, and those of its
// training.
func (r *Record) parts(one *ClassRecord) []string {
	parts := []string{""}
	if one.Progress != nil && one.Progress.Averaged > 0 {
		parts = append(parts, rawPrefix)
	}
	if one.Progress != nil && r.Settings.Optimiser == Adam {
		parts = append(parts, firstPrefix, secondPrefix)
	}
	return parts
}

// takeOut removes an array that should be there.
func takeOut(there map[string]network.Array, want network.Array) error {
	a, ok := there[want.Name]
	switch {
	case !ok:
		return fmt.Errorf("array %s is missing", want.Name)
	case !slices.Equal(a.Shape, want.Shape):
		return fmt.Errorf("array %s has shape %v where %v is needed", want.Name, a.Shape, want.Shape)
	}
	delete(there, want.Name)
	return nil
}
