package learn

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"

	"wakesleep/network"
)

// Decoder makes a checkpoint from what [Checkpoint.Encode] returned, and trusts nothing: the
// metadata and the arrays may come from a file that somebody else wrote. It takes the
// arrays' numbers as they are read, so that they are in memory once.
type Decoder struct {
	record *Record
	states []*state
	// groups has the class of each image where machines compete for them.
	groups []float32
	// near has the images that are nearest to each.
	near []float32
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
		room[prefix+scoresArray] = func(from int, part []float32) { setPart(&s.scores, r.Images, from, part) }
		d.states = append(d.states, s)
	}
	room[groupsArray] = func(from int, part []float32) { setPart(&d.groups, r.Images, from, part) }
	room[nearArray] = func(from int, part []float32) {
		setPart(&d.near, r.Images*r.Settings.Contest.Near, from, part)
	}
	for _, a := range arrays {
		d.room = append(d.room, room[a.Name])
	}
	return d, nil
}

// setPart writes a part of a list, which is made when its first part comes.
func setPart(list *[]float32, n, from int, part []float32) {
	if *list == nil {
		*list = make([]float32, n)
	}
	copy((*list)[from:], part)
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
	c := newCheckpoint(*d.record, d.states)
	return c, cmp.Or(c.takeGroups(d.groups), c.takeNear(d.near))
}

// takeNear takes in the images that are nearest to each, and reports what cannot be.
func (c *Checkpoint) takeNear(near []float32) error {
	for _, f := range near {
		if !(f >= 0 && f < float32(c.Record.Images)) || f != float32(int32(f)) {
			return fmt.Errorf("array %s holds %v, which is no image", nearArray, f)
		}
		c.near = append(c.near, int32(f))
	}
	return nil
}

// takeGroups takes in the class of each image, and reports what cannot be.
func (c *Checkpoint) takeGroups(groups []float32) error {
	if groups == nil {
		return nil
	}
	var counts [256]int
	c.of = make([]uint8, len(groups))
	for i, g := range groups {
		if !(g >= 0 && g < 256) || g != float32(uint8(g)) {
			return fmt.Errorf("array %s holds %v, which is no class", groupsArray, g)
		}
		c.of[i] = uint8(g)
		counts[c.of[i]]++
	}
	for _, class := range c.Record.Classes {
		if counts[class.Label] != class.Images {
			return fmt.Errorf("array %s gives class %d %d images, the metadata %d", groupsArray, class.Label, counts[class.Label], class.Images)
		}
	}
	for k, s := range c.states {
		for _, score := range s.scores {
			if isNotFinite(score) {
				return fmt.Errorf("array %s holds %v", c.Record.prefix(k)+scoresArray, score)
			}
		}
	}
	return nil
}

func isNotFinite(x float32) bool { return math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) }

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
