package atlas

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"wakesleep/internal/sentence"
	"wakesleep/learn/groups"
	"wakesleep/learn/neighbours"
	"wakesleep/network"
	"wakesleep/network/images"
)

// Stage is a part of making a map.
type Stage uint8

const (
	// Coding tells what the machine makes of each image, and Weighing how many bits that takes.
	Coding Stage = iota
	Weighing
	// Searching looks up the nearest images of each.
	Searching
	// Grouping cuts the graph of neighbours in common, where nothing else says which images
	// are a group, and Placing lays it out in the plane.
	Grouping
	Placing
	stages
)

// String names the stage as people call it.
func (s Stage) String() string {
	return [...]string{"coding", "weighing", "searching", "grouping", "placing"}[s]
}

// shares are about what part of the time each stage takes.
var shares = [stages]float64{.08, .12, .35, .15, .3}

// Share is how much of the whole is done where a share of a stage is.
func (s Stage) Share(share float64) float64 {
	done := shares[s] * share
	for _, before := range shares[:s] {
		done += before
	}
	return done
}

const (
	// engine is the version of all that turns a machine, images and settings into a map.
	engine = 1
	// neighboursOfEach make the graph.
	neighboursOfEach = 10
	// groupsOfImages are cut where neither categories nor machines are the groups.
	groupsOfImages = 10
	// leastForGroups is the least number of images for each group.
	leastForGroups = 10
	// Least and Most are how many images a map may have. The search for neighbours takes time
	// with their square.
	Least, Most = 3, 70_000
)

// Kind says what the groups of a map are.
type Kind uint8

const (
	// None tells that there are no groups: the images are too few.
	None Kind = iota
	// Cuts are groups that the graph falls into where it is thin.
	Cuts
	// Categories are those of a categorical top.
	Categories
	// Machines are the members of an ensemble: an image belongs to that which describes it in
	// the fewest bits.
	Machines
)

// Map is a place in the plane for each image of a set. It is immutable.
type Map struct {
	// X and Y are the places, Bits the images' description lengths, a few firings' mean, and
	// Groups the numbers of their groups.
	X, Y, Bits []float32
	Groups     []int32
	// Kind says what the groups are, and Count how many there can be.
	Kind  Kind
	Count int
}

// Images are those of a set that a map shows: all, or the first where there are too many.
func Images(set *images.Set) *images.Set { return set.First(Most) }

// Key tells maps of machines and sets apart, in hexadecimal: maps with the same key are the
// same, bit for bit.
func Key(e *network.Ensemble, set *images.Set, seed uint64) string {
	hash := sha256.New()
	about := struct {
		Engine int
		Seed   uint64
		Set    images.Identity
		Labels []uint8
		Shape  string
	}{engine, seed, Images(set).Identity(), e.Labels, e.String()}
	about.Set.Origin = images.Origin{}
	text, err := json.Marshal(about)
	if err != nil {
		panic(err)
	}
	hash.Write(text)
	var buffer []byte
	for k, m := range e.Machines {
		for _, a := range m.Arrays(fmt.Sprint(k)) {
			hash.Write([]byte(a.Name))
			buffer = buffer[:0]
			for _, v := range a.Data {
				buffer = binary.LittleEndian.AppendUint32(buffer, math.Float32bits(v))
			}
			hash.Write(buffer)
		}
	}
	return fmt.Sprintf("%x", hash.Sum(nil))
}

// Check reports, in a sentence, why there can be no map.
func Check(e *network.Ensemble, set *images.Set) error {
	m := e.Machines[0]
	switch {
	case set.Width != m.Width || set.Height != m.Height:
		return sentence.Errorf("%s has images of %d×%d pixels, but the machine was made for %d×%d",
			set.Name, set.Width, set.Height, m.Width, m.Height)
	case set.Count() < Least:
		return sentence.Errorf("%s has %d images, too few for a map; at least %d are needed", set.Name, set.Count(), Least)
	case !e.Finite():
		return sentence.Errorf("the machine has weights that are no numbers, so there is no map of what it sees")
	}
	return nil
}

// Make makes the map of a set's images as an ensemble sees them, and what places others on it.
// The same seed makes the same map. Progress hears what share of a stage is done, never from
// two goroutines at once. The error is the context's, or says why there can be no map.
func Make(
	ctx context.Context, e *network.Ensemble, set *images.Set, seed uint64, threads int, progress func(s Stage, share float64),
) (*Map, *Placer, error) {
	if err := Check(e, set); err != nil {
		return nil, nil, err
	}
	set = Images(set)
	of := func(s Stage) func(done int) {
		return func(done int) { progress(s, float64(done)/float64(set.Count())) }
	}
	coder := newCoder(ctx, e, set, seed, threads)
	codes, err := coder.codes(ctx, set, threads, of(Coding))
	if err != nil {
		return nil, nil, err
	}
	w, err := weigh(ctx, e, set, seed, threads, of(Weighing))
	if err != nil {
		return nil, nil, err
	}
	m := &Map{Bits: w.bits, Groups: w.groups, Kind: w.kind, Count: w.count}
	lists, err := neighbours.Nearest(ctx, codes, min(neighboursOfEach, codes.Rows-1), threads, of(Searching))
	if err != nil {
		return nil, nil, err
	}
	graph := groups.Shared(lists)
	if m.Kind == None && set.Count() >= leastForGroups*groupsOfImages {
		cut, err := graph.Cut(ctx, codes, groupsOfImages, threads, seed, func(share float64) { progress(Grouping, share) })
		if err != nil {
			return nil, nil, err
		}
		m.Kind, m.Groups, m.Count = Cuts, cut.Of, len(cut.Sizes)
	}
	layout, err := graph.LayOut(ctx, threads, seed, func(share float64) { progress(Placing, share) })
	if err != nil {
		return nil, nil, err
	}
	m.X, m.Y = layout.X, layout.Y
	return m, &Placer{m, coder, codes}, nil
}

// Takes is about how long making a map takes on a number of idle cores.
func Takes(e *network.Ensemble, set *images.Set, threads int) time.Duration {
	n, units := float64(min(set.Count(), Most)), float64(min(mostUnits, e.Count()*e.Machines[0].Layers[1].Units))
	const comparison, image, member = 2.2e-11, 6e-4, 8e-5
	return time.Duration((n*n*units*comparison + n*(image+float64(e.Count())*member)) / float64(max(1, threads)) * float64(time.Second))
}
