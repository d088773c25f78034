package atlas

import (
	"cmp"
	"context"
	"slices"

	"wakesleep/learn/neighbours"
	"wakesleep/network"
	"wakesleep/network/images"
)

// Placer finds the places of images that are not on a map. Its methods may be called from any
// goroutine.
type Placer struct {
	m     *Map
	coder *coder
	codes *neighbours.Codes
}

// NewPlacer makes one for the map of a set as an ensemble sees it, with the seed that it was
// made with. It takes as long as [Coding]. The error is the context's.
func NewPlacer(ctx context.Context, m *Map, e *network.Ensemble, set *images.Set, seed uint64, threads int) (*Placer, error) {
	set = Images(set)
	p := &Placer{m: m, coder: newCoder(ctx, e, set, seed, threads)}
	var err error
	if p.codes, err = p.coder.codes(ctx, set, threads, nil); err != nil {
		return nil, err
	}
	return p, nil
}

// Place is where an image lies that may not be on the map.
type Place struct {
	X, Y float32
	// Nearest are the images that it resembles most, the most like first.
	Nearest []int32
}

// Place finds the place of a grey image of the set's size. Its neighbours may lie in different
// parts of the map, between which there is nothing of its kind; so it goes to the middle of
// the half of them that lie closest together.
func (p *Placer) Place(grey []uint8, threads int) Place {
	set := &images.Set{Width: len(grey), Height: 1, Grey: grey}
	codes, err := p.coder.codes(context.Background(), set, 1, nil)
	if err != nil {
		panic(err) // only a context's, and this one does not end
	}
	near := p.codes.NearestTo(codes.Code(0), min(neighboursOfEach, p.codes.Rows), threads)
	x, y := p.middle(near)
	return Place{x, y, near}
}

// middle is the mean place of the half of some images which lie nearest to the one that lies
// nearest to half of the others.
func (p *Placer) middle(of []int32) (x, y float32) {
	half := (len(of) + 1) / 2
	best, least := of, float32(-1)
	for _, centre := range of {
		near := slices.Clone(of)
		away := func(i int32) float32 {
			dx, dy := p.m.X[i]-p.m.X[centre], p.m.Y[i]-p.m.Y[centre]
			return float32(dx*dx) + float32(dy*dy)
		}
		slices.SortStableFunc(near, func(a, b int32) int { return cmp.Compare(away(a), away(b)) })
		if d := away(near[half-1]); least < 0 || d < least {
			best, least = near[:half], d
		}
	}
	for _, i := range best {
		x += p.m.X[i] / float32(len(best))
		y += p.m.Y[i] / float32(len(best))
	}
	return x, y
}
