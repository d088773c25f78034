package learn

import (
	"encoding/json"
	"fmt"

	"wakesleep/network"
)

// Decoder makes a checkpoint from what [Checkpoint.Encode] returned, and trusts nothing: the
// metadata and the arrays may come from a file that somebody else wrote. It takes the
// arrays' numbers as they are read, so that they are in memory once.
type Decoder struct {
	record *Record
	states []*state
	// room takes a part of each array, in the order of the arrays, from a number on.
	room []func(from int, part []float32)
}

// NewDecoder makes room for the arrays beside some metadata of a version of the format,
// see [Record.Format]. The arrays' Data need not be there yet. It reports what is wrong with
// the metadata, or with the names and shapes of the arrays: one is missing or of another
// shape, or belongs to nothing that the metadata tell of.
func NewDecoder(version int, meta json.RawMessage, arrays []network.Array) (*Decoder, error) {
	r, err := parseRecord(meta)
	if err != nil {
		return nil, err
	}
	if err := r.checkFormat(version); err != nil {
		return nil, err
	}
	return newDecoder(r, arrays)
}

// newDecoder makes room for the arrays beside a record.
func newDecoder(r *Record, arrays []network.Array) (*Decoder, error) {
	hidden, connections, err := r.admit(arrays)
	if err != nil {
		return nil, err
	}
	d, room := &Decoder{record: r}, map[string]func(int, []float32){}
	for k, one := range r.members() {
		s, prefix := new(state), r.prefix(k)
		for _, part := range r.parts(&one) {
			m, err := network.New(r.Width, r.Height, hidden, connections)
			if err != nil {
				return nil, fmt.Errorf("metadata: %w", err)
			}
			*s.part(part) = m
			for name, values := range m.Room(prefix + part) {
				room[name] = values.SetPart
			}
		}
		room[prefix+meanArray] = func(from int, part []float32) {
			if s.mean == nil { // files need not have it
				s.mean = make([]float32, s.machine.Pixels())
			}
			copy(s.mean[from:], part)
		}
		d.states = append(d.states, s)
	}
	for _, a := range arrays {
		d.room = append(d.room, room[a.Name])
	}
	return d, nil
}

// Take takes some numbers of the array with that index, beginning at number from.
func (d *Decoder) Take(array, from int, part []float32) { d.room[array](from, part) }

// Checkpoint is what the decoder has taken. It reports numbers that cannot be.
func (d *Decoder) Checkpoint() (*Checkpoint, error) {
	for k, s := range d.states {
		for _, part := range parts {
			if m := *s.part(part); m != nil {
				if err := checkPart(m, d.record.prefix(k), part); err != nil {
					return nil, err
				}
			}
		}
		for _, v := range s.mean {
			if !(v >= 0 && v <= 1) {
				return nil, fmt.Errorf("array %s holds %v; mean levels lie between 0 and 1", d.record.prefix(k)+meanArray, v)
			}
		}
	}
	return newCheckpoint(*d.record, d.states), nil
}

// checkPart reports numbers that a part of a state cannot have: second moments are means of
// squares.
func checkPart(m *network.Machine, prefix, part string) error {
	if part == secondPrefix {
		if err := m.CheckNotNegative(prefix + part); err != nil {
			return err
		}
	}
	return m.CheckLateral(prefix + part)
}

// Decode makes a checkpoint from what [Checkpoint.Encode] returned, as a [Decoder] does.
func Decode(meta json.RawMessage, arrays []network.Array) (*Checkpoint, error) {
	r, err := parseRecord(meta)
	if err != nil {
		return nil, err
	}
	d, err := newDecoder(r, arrays)
	if err != nil {
		return nil, err
	}
	for i, a := range arrays {
		if count := a.Count(); len(a.Data) != count {
			return nil, fmt.Errorf("array %s has %d numbers for shape %v", a.Name, len(a.Data), a.Shape)
		}
		d.Take(i, 0, a.Data)
	}
	return d.Checkpoint()
}
