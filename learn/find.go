package learn

import (
	"context"
	"slices"

	"wakesleep/internal/sentence"
	"wakesleep/learn/groups"
	"wakesleep/learn/neighbours"
	"wakesleep/network"
	"wakesleep/network/images"
)

// Finding says how classes are found that nobody named. It begins when the training of a
// machine is over whose first hidden layer tells which images are alike: the feature machine.
type Finding struct {
	// Neighbours is how many of the nearest images of each image make the graph, and Groups
	// how many groups it is cut into.
	Neighbours int `json:"neighbours"`
	Groups     int `json:"groups"`
	// Compete are the settings of the machines that compete for the images from there on, one
	// for each group.
	Compete Settings `json:"compete"`
}

// Stage is a part of finding groups.
type Stage uint8

const (
	// Coding tells what the feature machine makes of each image.
	Coding Stage = iota
	// Searching looks up the nearest images of each.
	Searching
	// Cutting cuts the graph of neighbours in common.
	Cutting
)

// String names the stage as people call it.
func (s Stage) String() string { return [...]string{"coding", "searching", "cutting"}[s] }

// leastForGroups is the least number of images for each group that is sought.
const leastForGroups = 10

// checkFinding reports what keeps classes from being found.
func (s Settings) checkFinding() error {
	f := s.Finding
	switch {
	case f == nil:
		return nil
	case f.Neighbours < 2 || f.Neighbours > mostNeighbours:
		return sentence.Errorf("a graph of %d neighbours of each image is impossible; from 2 to %d are possible", f.Neighbours, mostNeighbours)
	case f.Groups < 2 || f.Groups > mostGroups:
		return sentence.Errorf("%d groups to begin with; from 2 to %d are possible", f.Groups, mostGroups)
	case !f.Compete.competes() || f.Compete.Finding != nil:
		return sentence.Errorf("the machines of the groups do not compete; say by which rules they do")
	case f.Compete.Contest.Near > f.Neighbours:
		return sentence.Errorf("the %d nearest images have a say in where an image goes, of which %d are found; let fewer have one", f.Compete.Contest.Near, f.Neighbours)
	case f.Compete.Contest.Keep > f.Groups:
		return sentence.Errorf("%d machines to keep of %d groups; keep fewer, or begin with more", f.Compete.Contest.Keep, f.Groups)
	case f.Compete.Contest.moves(f.Compete.Epochs) < f.Groups-f.Compete.Contest.Keep:
		return sentence.Errorf("%d epochs are too few to give up %d of %d machines; take more, or begin with fewer groups",
			f.Compete.Epochs, f.Groups-f.Compete.Contest.Keep, f.Groups)
	case s.Epochs == 0 || s.competes() || s.JointEpochs > 0:
		return sentence.Errorf("classes are found when a single machine has learnt for a number of epochs")
	}
	return f.Compete.Validate()
}

// checkAgain reports what keeps found classes from being learnt once more.
func (s Settings) checkAgain() error {
	a := s.Again
	switch {
	case a == nil:
		return nil
	case !s.competes() || s.Epochs == 0:
		return sentence.Errorf("classes can be learnt again when machines that competed for them have learnt for a number of epochs")
	case a.Contest.Keep < s.Contest.Keep || a.Finding != nil || a.Again != nil:
		return sentence.Errorf("%d classes are learnt again by %d machines; take one for each", s.Contest.Keep, a.Contest.Keep)
	}
	return a.Validate()
}

// mostNeighbours bounds the neighbours of an image.
const mostNeighbours = 100

// fits reports, in a sentence, why classes cannot be found in a set of images.
func (f *Finding) fits(set *images.Set) error {
	if err := checkCompeting(set, f.Groups); err != nil {
		return err
	}
	if set.Count() < leastForGroups*f.Groups || set.Count() <= f.Neighbours {
		return sentence.Errorf("%s has %d images, too few to look for %d groups; at least %d are needed",
			set.Name, set.Count(), f.Groups, max(leastForGroups*f.Groups, f.Neighbours+1))
	}
	if again := f.Compete.Again; again != nil {
		if err := checkAll(*again, set, f.Compete.Contest.Keep, 1); err != nil {
			return err
		}
	}
	return checkAll(f.Compete, set, f.Groups, 1)
}

// CanFind reports, in a sentence, why classes cannot be found in a set of images by these
// settings, which have a Finding.
func (s Settings) CanFind(set *images.Set) error {
	if err := checkAll(s, set, 1, 1); err != nil {
		return err
	}
	return s.Finding.fits(set)
}

// Followed tells whether another training follows when this one is over, see Next.
func (s Settings) Followed() bool { return s.Finding != nil || s.Again != nil }

// Next is the training that follows when this one is over, nil where none does. From a feature
// machine's it is that of machines which compete for the images, in groups that are found from
// what it makes of them, which takes as long as Seek, of which progress hears. From that of
// machines which found classes it is that of others which learn these again. The error is the
// context's, or says why there are no groups.
func (t *Trainer) Next(ctx context.Context, progress func(s Stage, share float64)) (*Trainer, error) {
	if t.settings.Again != nil && t.contest.of != nil {
		return t.again()
	}
	f := t.settings.Finding
	if f == nil {
		return nil, nil
	}
	set, first := t.members[0].feed.set, t.record.Settings
	found, near, err := f.Seek(ctx, t.Machine(0), set, t.settings.Seed, t.threads, progress)
	if err != nil {
		return nil, err
	}
	next, err := NewContest(f.Compete, set, found.Of, near, t.threads)
	if err == nil {
		next.contest.first, next.contest.cut = &first, newCut(found)
	}
	return next, err
}

// Cut tells of the groups that machines began to compete with.
type Cut struct {
	// Groups is how many there were.
	Groups int `json:"groups"`
	// Together is the share of what is alike, as the graph has it, that lay in the same group.
	Together float64 `json:"together"`
	// Attached is how many images of small parts, which nothing joined to the others, went to
	// the group of their nearest one.
	Attached int `json:"attached"`
}

func newCut(g *groups.Groups) *Cut { return &Cut{len(g.Sizes), g.Together, g.Attached} }

// Next is what follows the training of a checkpoint, as of [Trainer.Next].
func (c *Checkpoint) Next(ctx context.Context, set *images.Set, threads int, progress func(s Stage, share float64)) (*Trainer, error) {
	t, err := Continue(c, set, threads)
	if err != nil {
		return nil, err
	}
	defer t.Close()
	return t.Next(ctx, progress)
}

// again is the training of other machines on the classes that these found, which keep their
// names.
func (t *Trainer) again() (*Trainer, error) {
	groups := make([]int32, len(t.contest.of))
	for i, k := range t.membersOf(t.contest.of) {
		groups[i] = int32(k)
	}
	s := *t.settings.Again
	s.Contest.Keep = max(s.Contest.Keep, len(t.members)) // a jump may have left more than asked for
	next, err := NewContest(s, t.contest.set, groups, nil, t.threads)
	if err != nil {
		return nil, err
	}
	next.contest.first, next.contest.cut = t.contest.first, t.contest.cut
	if next.Machines() == len(t.members) {
		next.record.Names, next.record.ByHand = slices.Clone(t.record.Names), slices.Clone(t.record.ByHand)
	}
	return next, err
}

// Seek finds the groups of a set's images by what a feature machine makes of them, and which
// images are nearest to each.
// Progress hears what share of a stage is done, never from two goroutines at once. The error
// is the context's, or says why there are no groups.
func (f *Finding) Seek(
	ctx context.Context, m *network.Machine, set *images.Set, seed uint64, threads int, progress func(s Stage, share float64),
) (*groups.Groups, *neighbours.Lists, error) {
	if err := f.fits(set); err != nil {
		return nil, nil, err
	}
	of := func(s Stage) func(done int) {
		return func(done int) { progress(s, float64(done)/float64(set.Count())) }
	}
	codes, err := neighbours.CodesOf(ctx, m, set, threads, seed, of(Coding))
	if err != nil {
		return nil, nil, err
	}
	lists, err := neighbours.Nearest(ctx, codes, f.Neighbours, threads, of(Searching))
	if err != nil {
		return nil, nil, err
	}
	found, err := groups.Shared(lists).Cut(ctx, codes, f.Groups, threads, seed, func(share float64) { progress(Cutting, share) })
	if err != nil {
		return nil, nil, err
	}
	if found.Together < leastTogether {
		return nil, nil, sentence.Errorf("%s: no groups were found. Of what is alike %.0f %% lie in the same of %d groups; "+
			"at least %.0f %% do where there are groups", set.Name, 100*found.Together, len(found.Sizes), 100*leastTogether)
	}
	return found, lists, nil
}

// leastTogether is the least share of the graph's weight that must lie within groups. Images
// without groups have .5 to .75, digits .95.
const leastTogether = .8
