package learn

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"wakesleep/internal/sentence"
	"wakesleep/learn/neighbours"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// Contest says how machines compete for images; the zero value is none.
type Contest struct {
	// Keep is the number of machines that are left at last.
	Keep int `json:"keep"`
	// Settled is the number of epochs before images move for the first time, and Every how
	// many lie between two moves.
	Settled int `json:"settled"`
	Every   int `json:"every"`
	// FirstLoss is the number of epochs before the first machine is given up. From then on
	// one goes each time that images move, until Keep are left.
	FirstLoss int `json:"first_loss"`
	// Jump, unless zero, stops the giving up before Keep machines are left: where the next
	// loss would cost more than so many times what the last one did. At least 1.
	Jump float64 `json:"jump,omitempty"`
	// Memory is the share of what an image scored before in its score, from 0 to below 1.
	Memory float32 `json:"memory"`
	// Near is how many of the images that are nearest to an image have a say in where it goes:
	// together as much as the image itself; zero where none has. What is alike stays together.
	Near int `json:"near,omitempty"`
}

// ContestOf is how machines compete in so many epochs until some are left: in forty, images move
// from the eighth on, every second, and from the twelfth on machines are given up. The five
// nearest images have a say.
func ContestOf(epochs, keep int) Contest {
	return Contest{
		Keep: keep, Settled: max(1, epochs/5), Every: max(1, epochs/20), FirstLoss: max(1, 3*epochs/10),
		Memory: .5, Near: 5,
	}
}

// SettledContest is that of machines which learn classes that were found before, in so many
// epochs: images stay where they are.
func SettledContest(epochs, keep int) Contest {
	return Contest{Keep: keep, Settled: epochs + 1, Every: 1, FirstLoss: epochs + 1}
}

// Loss is what giving a machine up costs, in nats an image of the whole set.
type Loss struct {
	// Epoch is the number of epochs before, and Class the machine's.
	Epoch int `json:"epoch"`
	Class int `json:"class"`
	// Nats is by how much longer descriptions become: the mean over all images of how much
	// longer the second shortest one is, for those that the machine describes in the fewest
	// nats. Next is what the next machine would cost; zero where there is none.
	Nats float64 `json:"nats"`
	Next float64 `json:"next"`
}

// Move tells where images went. It is immutable.
type Move struct {
	// Epoch is the number of epochs before.
	Epoch int
	// Moved is the number of images that went from one machine to another, and Some are at most
	// [MostShown] of them, spread over the set.
	Moved int
	Some  []Moved
	// Loss is the machine that was given up, nil without; and Stop the one whose loss would
	// have cost a jump, where the giving up stopped.
	Loss, Stop *Loss
	// Shares are the machines that are left, in the order of their classes.
	Shares []Share
}

// MostShown is how many of the images that moved a [Move] tells of.
const MostShown = 60

// Moved is an image, by its index in the set, that went from the machine of one class to that of
// another. Where it was is −1 if that is not known.
type Moved struct {
	Image, From, To int
}

// Share is what the machine of a class has after a move: how many images, and how many nats one
// of them takes in the mean, as the machines estimated it; zero without images.
type Share struct {
	Class, Images int
	Nats          float64
}

// contest is what machines that compete for the images of a set have together: each learns
// from the images that it describes in the fewest nats.
type contest struct {
	rules Contest
	set   *images.Set
	// began is the number of machines at the beginning.
	began int
	// of is the class of the machine that each image belongs to; nil where that is not known
	// yet.
	of []uint8
	// near has, row by row, the images that are nearest to each and have a say; nil where none
	// have, or where that is not known.
	near []int32
	// moved is the number of epochs before the last move, −1 before the first.
	moved int
	// losses are the machines that were given up.
	losses []Loss
	// stop is the machine whose loss would have cost a jump, nil before that.
	stop *Loss
	// first are the settings of the stage in which finding classes began; nil where that is not
	// known. They are never changed.
	first *Settings
	// cut tells of the groups at the beginning; nil as first, and never changed either.
	cut *Cut
	// onMove is told of every move, and onScore what share of the scores for one is there.
	onMove  func(Move)
	onScore func(share float64)
	// scoring is what there is of the scores for a move that was interrupted; nil for nothing.
	scoring *scoring
}

// scoring are the scores of images by all members after some cycles, of which the first
// jobs are done.
type scoring struct {
	cycles uint64
	scores [][]float32
	done   atomic.Int64
}

// greatestJump bounds by how much the cost of a loss can be asked to jump.
const greatestJump = 1000

// mostCompetedFor is the number of images that machines can compete for: a file has numbers of
// images as floating-point ones.
const mostCompetedFor = 1 << 24

// mostGroups is the number of machines that can compete: classes are bytes.
const mostGroups = 256

// NewContest starts the training of machines that compete for the images of a set. They begin
// with a group of images each, which are counted from 0. Near tells which images are nearest to
// each, where the rules of the contest ask for some. The number of threads has no influence on
// the result.
func NewContest(s Settings, set *images.Set, groups []int32, near *neighbours.Lists, threads int) (*Trainer, error) {
	if !s.competes() {
		panic("learn: a contest without rules")
	}
	machines := 0
	if len(groups) > 0 {
		machines = int(slices.Max(groups)) + 1
	}
	if err := checkAll(s, set, machines, threads); err != nil {
		return nil, err
	}
	if err := checkCompeting(set, machines); err != nil {
		return nil, err
	}
	if s.JointEpochs > 0 && machines > s.Contest.Keep {
		return nil, sentence.Errorf("machines that are given up cannot learn together with others; keep all %d, or leave the joint epochs out", machines)
	}
	if len(groups) != set.Count() {
		panic("learn: every image must have a group")
	}
	if n := s.Contest.Near; n > 0 && (near == nil || near.K < n) {
		panic("learn: every image must have its nearest ones")
	}
	t := newTrainer(s, threads)
	t.contest = newContest(s, set, machines)
	for i := range groups {
		if n := s.Contest.Near; n > 0 {
			t.contest.near = append(t.contest.near, near.Of(i)[:n]...)
		}
	}
	t.contest.of = make([]uint8, len(groups))
	for i, group := range groups {
		t.contest.of[i] = uint8(group)
	}
	for class := range machines {
		m, err := newMember(s.ofClass(uint8(class)), set, 1)
		if err != nil {
			t.Close()
			return nil, err
		}
		m.label = uint8(class)
		t.compete(m)
	}
	t.share()
	t.describe(set, 0)
	if s.JointEpochs > 0 {
		t.joint = t.newJoint(set)
	}
	return t, nil
}

func newContest(s Settings, set *images.Set, began int) *contest {
	return &contest{
		rules: s.Contest, set: set, began: began, moved: -1,
		onMove: func(Move) {}, onScore: func(float64) {},
	}
}

// checkCompeting reports images, or a number of machines, that cannot compete.
func checkCompeting(set *images.Set, machines int) error {
	switch {
	case set.Probabilities != nil:
		return sentence.Errorf("%s: a distribution has no images that could be shared out among machines", set.Name)
	case set.Count() > mostCompetedFor:
		return sentence.Errorf("%s has %d images, more than the %d that machines can compete for", set.Name, set.Count(), mostCompetedFor)
	case machines < 1 || machines > mostGroups:
		return sentence.Errorf("%d machines cannot compete; from 1 to %d can", machines, mostGroups)
	}
	return nil
}

// checkContest reports rules that machines cannot compete by.
func (s Settings) checkContest() error {
	c := s.Contest
	switch {
	case !s.competes():
		return nil
	case c.Keep < 1 || c.Keep > mostGroups:
		return sentence.Errorf("%d competing machines to keep; from 1 to %d are possible", c.Keep, mostGroups)
	case c.Every < 1 || c.Settled < 0 || c.FirstLoss < 0 || max(c.Every, c.Settled, c.FirstLoss) > maxEpochs:
		return sentence.Errorf("machines compete from epoch %d on, every %d epochs, and are given up from epoch %d on: "+
			"epochs lie between 0 and %d, and moves at least 1 apart", c.Settled, c.Every, c.FirstLoss, maxEpochs)
	case c.Near < 0 || c.Near > mostNeighbours:
		return sentence.Errorf("the %d nearest images have a say in where an image goes; from 0 to %d can", c.Near, mostNeighbours)
	case !(c.Jump == 0 || c.Jump >= 1 && c.Jump <= greatestJump):
		return sentence.Errorf("machines are given up until the next costs %v times what the last did; from 1 to %d are possible", c.Jump, greatestJump)
	case !(c.Memory >= 0 && c.Memory < 1):
		return sentence.Errorf("scores of which a share of %v is remembered are impossible; from 0 to below 1", c.Memory)
	case s.Cycles > 0:
		return sentence.Errorf("give the length of a training of several classes in epochs")
	}
	return nil
}

// competes tells whether machines with these settings compete for images.
func (s Settings) competes() bool { return s.Contest != Contest{} }

// WatchMoves has f told of each move of images, on a goroutine of the training.
func (t *Trainer) WatchMoves(f func(Move)) {
	if t.contest != nil {
		t.contest.onMove = f
	}
}

// WatchScores has f told what share is done of the scores that a move takes, on goroutines of
// the training.
func (t *Trainer) WatchScores(f func(share float64)) {
	if t.contest != nil {
		t.contest.onScore = f
	}
}

// Losses are the machines that were given up so far, in order.
func (t *Trainer) Losses() []Loss {
	if t.contest == nil {
		return nil
	}
	return slices.Clone(t.contest.losses)
}

// classes are those of the images, by which machines learn together: as found, or their labels.
func (t *Trainer) classes(set *images.Set) []uint8 {
	if t.contest != nil {
		return t.contest.of
	}
	return set.Labels
}

// compete takes in a member that competes for the images. Images that are drawn on or off once
// are drawn for all of them. In an epoch all machines together, as many as there were at the
// beginning, are shown as many images as there are.
func (t *Trainer) compete(m *member) {
	if len(t.members) > 0 {
		m.feed.fixed = t.members[0].feed.fixed
	}
	m.feed.compete(max(1, t.contest.set.Count()/(t.contest.began*t.settings.Batch)))
	t.add(m)
}

// share gives each machine the images that belong to it.
func (t *Trainer) share() {
	own := make(map[uint8][]int32, len(t.members))
	for i, class := range t.contest.of {
		own[class] = append(own[class], int32(i))
	}
	for _, m := range t.members {
		m.feed.own = own[m.label]
		if t.contest.of != nil {
			m.count = len(m.feed.own)
		}
	}
	for k := range t.record.Classes {
		t.record.Classes[k].Images = t.members[k].images()
	}
}

// expect gives each machine the share of the images that a record tells of, as long as it is
// not known which they are.
func (t *Trainer) expect(classes []ClassRecord) {
	shares, all := shares(classes), float64(t.contest.set.Count())
	given, upTo := 0, 0.0
	for k, m := range t.members {
		upTo += shares[k]
		m.count = int(math.Round(upTo*all)) - given
		given += m.count
	}
}

// images is the number of images that the member learns from.
func (m *member) images() int {
	if m.feed.competes() {
		return m.count
	}
	return m.feed.set.Count()
}

// trainContest does the epochs of competing machines, which wait for each other where images
// move.
func (t *Trainer) trainContest(ctx context.Context, report func(EpochReport)) error {
	for {
		if err := t.moveIfDue(ctx); err != nil {
			return err
		}
		if done, total := t.members[0].cycles, t.members[0].total(); done >= uint64(total) && t.aligned() {
			return nil
		}
		if err := t.trainMembers(ctx, t.contest.next(t.epoch()), report); err != nil {
			return err
		}
	}
}

// playing are the members that take part in the next cycle that is played: all, but where
// they compete for images those that are most behind, for they move when all stand together.
func (t *Trainer) playing() []*member {
	if t.contest == nil || t.aligned() {
		return t.members
	}
	least := slices.MinFunc(t.members, func(a, b *member) int { return cmp.Compare(a.cycles, b.cycles) }).cycles
	var behind []*member
	for _, m := range t.members {
		if m.cycles == least {
			behind = append(behind, m)
		}
	}
	return behind
}

// aligned tells whether all members have had as many cycles.
func (t *Trainer) aligned() bool {
	return !slices.ContainsFunc(t.members, func(m *member) bool { return m.cycles != t.members[0].cycles })
}

// epoch is the number of epochs that the member most behind has had, as plain cycles count.
func (t *Trainer) epoch() int {
	least := t.members[0].cycles
	for _, m := range t.members {
		least = min(least, m.cycles)
	}
	return int(least) / t.members[0].epochCycles()
}

// due tells whether images move after so many epochs.
func (c *contest) due(epoch int) bool {
	return c.of == nil || c.moved < epoch && epoch >= c.rules.Settled && (epoch-c.rules.Settled)%c.rules.Every == 0
}

// moves is how often a machine is given up in so many epochs, if there are enough.
func (c Contest) moves(epochs int) int {
	n := 0
	for at := c.Settled; at <= epochs; at += c.Every {
		if at >= c.FirstLoss {
			n++
		}
	}
	return n
}

// Ahead tells what the next calls of Cycle take together: how many cycles of single machines,
// and how often a machine scores all images before they move.
func (t *Trainer) Ahead(calls int) (cycles, scores int) {
	machines := len(t.members)
	if t.contest == nil {
		return calls * machines, 0
	}
	length := t.members[0].epochCycles()
	first, within := t.epoch(), int(t.members[0].cycles)%length
	for epoch := first; calls > 0; epoch++ {
		if t.contest.due(epoch) && (epoch > first || within == 0) {
			scores += machines
			if epoch >= t.contest.rules.FirstLoss && machines > t.contest.rules.Keep {
				machines--
			}
		}
		n := min(calls, length-within)
		cycles += n * machines
		calls, within = calls-n, 0
	}
	return cycles, scores
}

// next is the number of epochs before the first move that comes later than the given number.
func (c *contest) next(epoch int) int {
	if epoch < c.rules.Settled {
		return c.rules.Settled
	}
	return epoch + c.rules.Every - (epoch-c.rules.Settled)%c.rules.Every
}

// Due tells whether images move before the next cycle.
func (t *Trainer) Due() bool {
	if t.contest == nil || !t.aligned() || t.joint != nil && t.members[0].jointSteps() > 0 {
		return false
	}
	return t.members[0].cycles%uint64(t.members[0].epochCycles()) == 0 && t.contest.due(t.epoch())
}

// Unsettled tells whether the schedule is over but for a last move of images.
func (t *Trainer) Unsettled() bool {
	return t.Due() && t.contest.of != nil && t.Left() == 0 && t.epoch() == t.settings.Epochs
}

// Settle lets images move, if they are to before the next cycle, which Cycle does else. Where it
// is interrupted nothing has changed, and it goes on from there when it is called again. It
// returns the context's error, or an ErrDiverged as Cycle does.
func (t *Trainer) Settle(ctx context.Context) error { return t.moveIfDue(ctx) }

// moveIfDue lets images move where all members stand at the end of an epoch that asks for it.
// Where it is interrupted nothing has changed.
func (t *Trainer) moveIfDue(ctx context.Context) error {
	if !t.Due() {
		return nil
	}
	epoch := t.epoch()
	t.snapNow()
	scores, err := t.score(ctx, epoch)
	if err != nil {
		return err
	}
	move := Move{Epoch: epoch}
	for k, m := range t.members {
		m.scores = scores[k]
	}
	if epoch >= t.contest.rules.FirstLoss && len(t.members) > t.contest.rules.Keep && t.contest.stop == nil {
		move.Loss, move.Stop = t.giveUp(epoch)
	}
	t.assign(&move)
	t.contest.moved = epoch
	t.share()
	move.Shares = t.shares()
	t.contest.onMove(move)
	return nil
}

// assign lets each image go to the machine with the greatest score, in which the images nearest
// to it have a say, and notes those that had another before.
func (t *Trainer) assign(move *Move) {
	was := t.contest.of
	of := make([]uint8, t.contest.set.Count())
	for i := range of {
		of[i] = t.members[t.best(i)].label
		if was == nil || of[i] != was[i] {
			move.Moved++
		}
	}
	t.contest.of = of
	move.Some = someMoved(was, of, move.Moved)
}

// someMoved are some of the images that went from one class to another, of which there are so
// many.
func someMoved(was, of []uint8, moved int) []Moved {
	var some []Moved
	shown, seen := min(moved, MostShown), 0
	for i, to := range of {
		from := -1
		if was != nil {
			from = int(was[i])
		}
		if from == int(to) {
			continue
		}
		// The n-th that is shown is the first of the n-th of equal parts.
		if len(some) < shown && seen*shown >= len(some)*moved {
			some = append(some, Moved{Image: i, From: from, To: int(to)})
		}
		seen++
	}
	return some
}

// shares are what the machines have after a move.
func (t *Trainer) shares() []Share {
	shares := make([]Share, len(t.members))
	for k, m := range t.members {
		nats, own := 0.0, m.feed.own
		for _, i := range own {
			nats -= float64(m.scores[i])
		}
		shares[k] = Share{Class: int(m.label), Images: len(own), Nats: nats / float64(max(1, len(own)))}
	}
	return shares
}

// best is the member with the greatest score of an image, half of which is that of its nearest
// images; the earlier of equals.
func (t *Trainer) best(image int) int {
	near := t.contest.near
	if near == nil {
		best, _ := t.bestTwo(image)
		return best
	}
	k := t.contest.rules.Near
	near = near[image*k:][:k]
	best, greatest := 0, float32(0)
	for m, member := range t.members {
		var sum float32
		for _, j := range near {
			sum += member.scores[j]
		}
		if score := member.scores[image] + sum/float32(k); m == 0 || score > greatest {
			best, greatest = m, score
		}
	}
	return best
}

// bestTwo are the members with the greatest scores of an image, the earlier of equals; the
// second is −1 where there is but one.
func (t *Trainer) bestTwo(image int) (best, second int) {
	best, second = 0, -1
	for k, m := range t.members[1:] {
		switch score := m.scores[image]; {
		case score > t.members[best].scores[image]:
			best, second = k+1, best
		case second < 0 || score > t.members[second].scores[image]:
			second = k + 1
		}
	}
	return best, second
}

// giveUp gives up the machine whose loss costs least, or none where that would cost a jump.
func (t *Trainer) giveUp(epoch int) (given, stop *Loss) {
	least, loss := t.cheapest(epoch)
	c := t.contest
	if n := len(c.losses); c.rules.Jump > 0 && n > 0 && loss.Nats > c.rules.Jump*c.losses[n-1].Nats {
		c.stop = loss
		return nil, loss
	}
	c.losses = append(c.losses, *loss)
	t.drop(least)
	return loss, nil
}

// cheapest is the machine whose loss costs least, and what it costs.
func (t *Trainer) cheapest(epoch int) (least int, loss *Loss) {
	costs := make([]float64, len(t.members))
	for i := range t.contest.of {
		best, second := t.bestTwo(i)
		costs[best] += float64(t.members[best].scores[i]) - float64(t.members[second].scores[i])
	}
	next := -1
	for k, cost := range costs[1:] {
		switch {
		case cost < costs[least]:
			least, next = k+1, least
		case next < 0 || cost < costs[next]:
			next = k + 1
		}
	}
	all := float64(t.contest.set.Count())
	loss = &Loss{Epoch: epoch, Class: int(t.members[least].label), Nats: costs[least] / all}
	if len(t.members) > 2 {
		loss.Next = costs[next] / all
	}
	return least, loss
}

// drop ends member k.
func (t *Trainer) drop(k int) {
	t.members[k].close()
	t.members = slices.Delete(t.members, k, k+1)
	t.record.Classes = slices.Delete(t.record.Classes, k, k+1)
	t.record.forget(k)
	t.done.Store(int64(t.allCycles()))
}

// scoreImages is the number of images that are scored together. It is part of the definition
// of every score.
const scoreImages = 50

// score estimates for every member and image log p(x) in nats, from K samples, and returns
// the means of that and of what it was before. What it has when it is interrupted it need not
// do again.
func (t *Trainer) score(ctx context.Context, epoch int) ([][]float32, error) {
	s := t.contest.scoring
	if s == nil || s.cycles != t.allCycles() {
		s = t.newScoring()
	}
	t.contest.scoring = s
	blocks := (t.contest.set.Count() + scoreImages - 1) / scoreImages
	jobs := len(s.scores) * blocks
	group, ctx := errgroup.WithContext(ctx)
	for range t.threads {
		group.Go(func() error {
			w := newWakeStep(t.members[0].machine, scoreImages, t.settings.Samples)
			for {
				// Whoever has taken a job does it, so that all jobs that were taken are done.
				if err := ctx.Err(); err != nil {
					return err
				}
				job := int(s.done.Add(1)) - 1
				if job >= jobs {
					return nil
				}
				k, block := job/blocks, job%blocks
				t.scoreBlock(w, t.members[k], block, epoch, s.scores[k])
				t.contest.onScore(float64(job+1) / float64(jobs))
			}
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	t.contest.scoring = nil
	for k, m := range t.members {
		if slices.ContainsFunc(s.scores[k], isNotFinite) {
			return nil, t.wrap(m, ErrDiverged)
		}
	}
	return s.scores, nil
}

// newScoring are scores of which there are none yet.
func (t *Trainer) newScoring() *scoring {
	s := &scoring{cycles: t.allCycles(), scores: make([][]float32, len(t.members))}
	for k := range s.scores {
		s.scores[k] = make([]float32, t.contest.set.Count())
	}
	return s
}

// scoreBlock scores a block of images. All members see the same pixels.
func (t *Trainer) scoreBlock(w *wakeStep, m *member, block, epoch int, scores []float32) {
	set, lo := t.contest.set, block*scoreImages
	hi := min(lo+scoreImages, set.Count())
	a := w.activity
	a.Use(m.result())
	if a.Images != hi-lo {
		a.Resize(hi-lo, t.settings.Samples)
	}
	pixels := random.New(t.settings.Seed, random.Compete, random.CompetePixels+uint64(epoch), uint32(block))
	for i := range hi - lo {
		images.Binarise(a.States[0].Row(i), set.Image(lo+i), &pixels)
	}
	s := random.New(m.settings.Seed, random.Compete, random.CompeteFirings+uint64(epoch), uint32(block))
	a.Recognise(&s)
	a.Score()
	memory := t.contest.rules.Memory
	for i := range hi - lo {
		w.weigh(i)
		scores[lo+i] = w.logMean(i)
		if m.scores != nil {
			scores[lo+i] = float32(memory*m.scores[lo+i]) + float32((1-memory)*scores[lo+i])
		}
	}
}

// ContestRecord is what the record says of a contest.
type ContestRecord struct {
	// Moved is the number of epochs before the last move of images, −1 before the first.
	Moved int `json:"moved"`
	// Losses are the machines that were given up.
	Losses []Loss `json:"losses,omitempty"`
	// Stop is the machine whose loss would have cost a jump, so that no more are given up; nil
	// where it is not known yet, or never asked.
	Stop *Loss `json:"stop,omitempty"`
	// First are the settings of the machine by which the groups were found that machines began
	// with; nil where they come from elsewhere.
	First *Settings `json:"first,omitempty"`
	// Cut tells of the groups that machines began with; nil as First.
	Cut *Cut `json:"cut,omitempty"`
}

func (c *contest) record() *ContestRecord {
	return &ContestRecord{c.moved, slices.Clone(c.losses), c.stop, c.first, c.cut}
}

// takeContest goes on with the contest of a checkpoint.
func (t *Trainer) takeContest(c *Checkpoint) {
	t.contest.of, t.contest.near = c.of, c.near
	r := c.Record.Contest
	t.contest.moved, t.contest.losses, t.contest.stop = r.Moved, slices.Clone(r.Losses), r.Stop
	t.contest.scoring = nil
	for k, m := range t.members {
		m.scores = c.states[k].scores
	}
	t.expect(c.Record.Classes)
	t.share()
}

// recall goes back to the contest of a checkpoint of its own: machines that were given up
// since are there again.
func (t *Trainer) recall(c *Checkpoint) {
	there := map[uint8]*member{}
	for _, m := range t.members {
		there[m.label] = m
	}
	t.members = nil
	for k, label := range c.Labels {
		if m, found := there[label]; found {
			t.members = append(t.members, m)
			continue
		}
		m := trainMachine(t.settings.ofClass(label), c.Machines[k].Clone(), t.contest.set, 1)
		m.label = label
		t.compete(m)
	}
	t.takeContest(c)
}
