package learn

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/learn/neighbours"
	"wakesleep/network"
	"wakesleep/network/images"
)

// contests let five machines compete until three are left.
func contests() map[string]Settings {
	all := map[string]Settings{}
	for name, s := range trainings() {
		s.Batch, s.Epochs, s.Cycles, s.Average = 5, 9, 0, min(s.Average, 2)
		s.Contest = Contest{Keep: 3, Settled: 2, Every: 2, FirstLoss: 4, Memory: .5}
		if s.Method == Reweighted {
			s.Contest.Near = 2
		}
		all[name] = s
	}
	return all
}

const contestImages = 97

// inARow are lists by which the images nearest to one are the k that follow it.
func inARow(n, k int) *neighbours.Lists {
	l := &neighbours.Lists{K: k}
	for i := range n {
		for j := range k {
			l.Rows = append(l.Rows, int32((i+1+j)%n))
		}
	}
	return l
}

func newTestContest(t *testing.T, s Settings, threads int) *Trainer {
	t.Helper()
	set := oracle.ManyImages(contestImages)
	groups := make([]int32, contestImages)
	for i := range groups {
		groups[i] = int32(i * 7 % 5)
	}
	tr, err := NewContest(s, set, groups, inARow(contestImages, 4), threads)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	return tr
}

func TestThreadsDoNotChangeAContest(t *testing.T) {
	for name, s := range contests() {
		var want string
		var moves []Move
		for _, threads := range []int{1, 2, 3, 8} {
			tr := newTestContest(t, s, threads)
			var got []Move
			tr.WatchMoves(func(m Move) { got = append(got, m) })
			reports := trainClasses(t, tr)
			if len(reports) != 9 || tr.Machines() != 3 || len(tr.Losses()) != 2 {
				t.Fatalf("%s: %d reports, %d machines, losses %v", name, len(reports), tr.Machines(), tr.Losses())
			}
			if threads == 1 {
				want, moves = bytesOf(t, tr.Checkpoint()), got
			}
			if bytesOf(t, tr.Checkpoint()) != want || !reflect.DeepEqual(got, moves) {
				t.Errorf("%s: %d threads made other machines than one, or moved %v, one %v", name, threads, got, moves)
			}
		}
		if len(moves) != 4 || moves[1].Loss == nil || moves[2].Loss == nil || moves[3].Loss != nil || moves[0].Epoch != 2 {
			t.Errorf("%s: moves %+v", name, moves)
		}
	}
}

// A move tells of images that moved, and what each machine has, as it is after the move.
func TestMovesTellWhatMoved(t *testing.T) {
	for name, s := range contests() {
		tr := newTestContest(t, s, 2)
		was := slices.Clone(tr.contest.of)
		tr.WatchMoves(func(m Move) {
			moved, images := 0, 0
			for i, class := range tr.contest.of {
				if class != was[i] {
					moved++
				}
			}
			if moved != m.Moved || len(m.Some) != min(moved, MostShown) {
				t.Errorf("%s: %d images moved, it tells of %d and of %d in particular", name, moved, m.Moved, len(m.Some))
			}
			last := -1
			for _, one := range m.Some {
				if one.Image <= last || one.From != int(was[one.Image]) || one.To != int(tr.contest.of[one.Image]) || one.From == one.To {
					t.Errorf("%s: image %d of class %d moved to %d: %+v", name, one.Image, was[one.Image], tr.contest.of[one.Image], one)
				}
				last = one.Image
			}
			for k, share := range m.Shares {
				images += share.Images
				if share.Class != int(tr.members[k].label) || share.Images > 0 && !(share.Nats > 0) {
					t.Errorf("%s: machine %d has %+v", name, k, share)
				}
			}
			if len(m.Shares) != tr.Machines() || images != contestImages {
				t.Errorf("%s: %d machines of %d images together", name, len(m.Shares), images)
			}
			was = slices.Clone(tr.contest.of)
		})
		trainClasses(t, tr)
	}
}

// Of many images that moved it tells of some, from the first parts of the set to the last.
func TestSomeOfManyMoves(t *testing.T) {
	const n = 10_000
	was, of := make([]uint8, n), make([]uint8, n)
	for i := range of {
		of[i] = uint8(i % 3 / 2)
	}
	some := someMoved(was, of, n/3)
	if len(some) != MostShown || some[0].Image > n/MostShown || some[MostShown-1].Image < n-2*n/MostShown {
		t.Errorf("%d, from %+v to %+v", len(some), some[0], some[len(some)-1])
	}
}

// However often it is interrupted, a move is the same.
func TestInterruptedMoves(t *testing.T) {
	s := contests()["reweighted"]
	whole := newTestContest(t, s, 2)
	trainClasses(t, whole)
	tr := newTestContest(t, s, 2)
	tr.Begin(0)
	interrupted := 0
	for tr.Left() > 0 || tr.Unsettled() {
		for n := 1; tr.Due(); n++ {
			ctx, cancel := context.WithCancel(t.Context())
			var scored atomic.Int32
			tr.WatchScores(func(float64) {
				if scored.Add(1) == 2 {
					cancel()
				}
			})
			err := tr.Settle(ctx)
			cancel()
			if err == nil {
				break
			}
			if !errors.Is(err, context.Canceled) || n > 100 {
				t.Fatalf("interrupted %d times, it ended with %v", n, err)
			}
			interrupted++
		}
		if tr.Left() > 0 {
			if _, err := tr.Cycle(WakeSleep); err != nil {
				t.Fatal(err)
			}
		}
	}
	if bytesOf(t, tr.Checkpoint()) != bytesOf(t, whole.Checkpoint()) || interrupted < 8 {
		t.Errorf("interrupted %d times, it ended otherwise", interrupted)
	}
}

// stopped is a contest that ends after some wake steps of all machines together.
func stopped(t *testing.T, s Settings, steps int) *Checkpoint {
	t.Helper()
	tr := newTestContest(t, s, 1)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := 0
	tr.Watch(func(awake bool) {
		if awake {
			if done++; done == steps {
				cancel()
			}
		}
	})
	if err := tr.Train(ctx, func(EpochReport) {}); !errors.Is(err, context.Canceled) {
		t.Fatalf("it ended with %v", err)
	}
	return tr.Checkpoint()
}

// Wherever a contest stops, even where machines have had different numbers of cycles, it goes
// on from a file to the same bytes.
func TestResumedContestEndsInTheSameBytes(t *testing.T) {
	every := 3
	if testing.Short() {
		every = 29
	}
	for name, s := range contests() {
		whole := newTestContest(t, s, 2)
		trainClasses(t, whole)
		want := bytesOf(t, whole.Checkpoint())
		for steps := 1; steps < 111; steps += every {
			tr, err := Resume(reopened(t, stopped(t, s, steps)), oracle.ManyImages(contestImages), 2)
			if err != nil {
				t.Fatalf("%s, after %d steps: %v", name, steps, err)
			}
			trainClasses(t, tr)
			if bytesOf(t, tr.Checkpoint()) != want {
				t.Errorf("%s: stopped after %d steps, it ended otherwise", name, steps)
			}
			tr.Close()
		}
	}
}

// A snapshot of a contest is a state to resume from as well.
func TestSnapshotsOfAContestCanBeResumed(t *testing.T) {
	for name, s := range contests() {
		whole := newTestContest(t, s, 2)
		trainClasses(t, whole)
		want := bytesOf(t, whole.Checkpoint())
		for n, c := range snapshots(t, func() *Trainer { return newTestContest(t, s, 3) }) {
			tr, err := Resume(reopened(t, c), oracle.ManyImages(contestImages), 2)
			if err != nil {
				t.Fatalf("%s, snapshot %d: %v", name, n, err)
			}
			trainClasses(t, tr)
			if bytesOf(t, tr.Checkpoint()) != want {
				t.Errorf("%s: resumed from snapshot %d, of cycle %d, it ended otherwise", name, n, c.Record.Cycles)
			}
			tr.Close()
		}
	}
}

// Cycles that are played one by one are those of a training, and so are those that follow a
// training that stopped where machines have had different numbers of them.
func TestPlayedContest(t *testing.T) {
	s := contests()["reweighted"]
	s.FinalRate, s.Average = nil, 0
	whole := newTestContest(t, s, 2)
	trainClasses(t, whole)
	c := whole.Checkpoint()
	for _, begin := range []func() *Trainer{
		func() *Trainer { return newTestContest(t, s, 2) },
		func() *Trainer {
			tr, err := Resume(stopped(t, s, 33), oracle.ManyImages(contestImages), 2)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(tr.Close)
			return tr
		},
	} {
		tr := begin()
		tr.Begin(0)
		for done, total := tr.Progress(); done < total; done, total = tr.Progress() {
			if _, err := tr.Cycle(WakeSleep); err != nil {
				t.Fatal(err)
			}
		}
		got := tr.Checkpoint()
		if !reflect.DeepEqual(got.of, c.of) || !reflect.DeepEqual(got.Machines, c.Machines) {
			t.Error("played cycles made other machines than a training")
		}
	}
}

// Going back brings machines again that were given up.
func TestRestoredContest(t *testing.T) {
	s := contests()["lateral"]
	tr := newTestContest(t, s, 2)
	begin := tr.Checkpoint()
	trainClasses(t, tr)
	want := bytesOf(t, tr.Checkpoint())
	tr.Restore(begin)
	if got := bytesOf(t, tr.Checkpoint()); got != bytesOf(t, begin) {
		t.Error("the restored state is another")
	}
	trainClasses(t, tr)
	if bytesOf(t, tr.Checkpoint()) != want {
		t.Error("the restored contest ended otherwise")
	}
}

// What has ended, and what goes on with other images, tells how many images belong to each
// machine, although it is not known which, and can be saved again.
func TestEndedContestsKeepTheirShares(t *testing.T) {
	tr := newTestContest(t, contests()["reweighted"], 2)
	trainClasses(t, tr)
	ended := reopened(t, tr.Finished())
	for _, n := range []int{contestImages, 60, 500} {
		again, err := Continue(ended, oracle.ManyImages(n), 1)
		if err != nil {
			t.Fatal(err)
		}
		got := reopened(t, again.Finished())
		reopened(t, again.Checkpoint())
		again.Close()
		for k, share := range got.Shares {
			if math.Abs(share-ended.Shares[k]) > 1/float64(n) || n == contestImages && share != ended.Shares[k] {
				t.Errorf("on %d images machine %d has a share of %v, and had %v", n, k, share, ended.Shares[k])
			}
		}
	}
}

// On other images machines compete anew: the first thing is to see who describes which best.
func TestContestOnOtherImages(t *testing.T) {
	s := contests()["reweighted"]
	set := oracle.ManyImages(60)
	tr, err := Continue(stopped(t, s, 60), set, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	moves := 0
	tr.WatchMoves(func(m Move) {
		if moves++; moves == 1 && m.Moved != set.Count() {
			t.Errorf("%+v", m)
		}
	})
	tr.Begin(0)
	for range 40 {
		if _, err := tr.Cycle(WakeSleep); err != nil {
			t.Fatal(err)
		}
	}
	if moves == 0 {
		t.Error("no image has moved")
	}
}

// halves are images of bars that lie or stand, with noise.
func halves(n int) (*images.Set, []int) {
	set, labels := &images.Set{Name: "halves", Width: 4, Height: 4}, make([]int, n)
	for i := range n {
		labels[i] = i % 2
		at := i / 2 % 4
		for j := range 16 {
			level := uint8(20)
			if labels[i] == 0 && j/4 == at || labels[i] == 1 && j%4 == at {
				level = 235
			}
			set.Grey = append(set.Grey, level)
		}
	}
	return set, labels
}

// From groups with many mistakes, machines find the classes, and the one too many is given up.
func TestContestFindsClasses(t *testing.T) {
	set, labels := halves(400)
	groups := make([]int32, len(labels))
	for i, label := range labels {
		groups[i] = int32(label)
		switch {
		case i%7 == 0:
			groups[i] = int32(1 - label)
		case i%5 == 0 && label == 1:
			groups[i] = 2
		}
	}
	s := Settings{
		Layers: "8,4", Method: Reweighted, Samples: 5, Batch: 10, Rate: []float64{.02}, FinalRate: []float64{.002},
		Epochs: 30, Optimiser: Adam, Init: Glorot, Rebinarise: true, Seed: 1,
		Contest: Contest{Keep: 2, Settled: 10, Every: 2, FirstLoss: 14, Memory: .5},
	}
	tr, err := NewContest(s, set, groups, inARow(set.Count(), 2), 2)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	trainClasses(t, tr)
	right := 0
	of := tr.Checkpoint().of
	for i, class := range of {
		if (class == of[0]) == (labels[i] == labels[0]) {
			right++
		}
	}
	if right < 380 || tr.Machines() != 2 {
		t.Errorf("%d of 400 images are with their like, %d machines", right, tr.Machines())
	}
}

// The machine whose images the others describe almost as well is the one to give up.
func TestTheCheapestLossIsChosen(t *testing.T) {
	tr := newTestContest(t, contests()["reweighted"], 1)
	for k, m := range tr.members {
		m.scores = make([]float32, contestImages)
		for i := range m.scores {
			m.scores[i] = -10
			if i%5 == k {
				m.scores[i] = []float32{-5, -4, -9, -6, -7}[k]
			}
		}
	}
	loss, _ := tr.giveUp(4)
	// 19 images are of machine 2, and 19 of machine 4.
	want := Loss{Epoch: 4, Class: 2, Nats: 19. / 97, Next: 19 * 3. / 97}
	if math.Abs(loss.Nats-want.Nats) > 1e-12 || math.Abs(loss.Next-want.Next) > 1e-12 || loss.Class != want.Class || tr.Machines() != 4 {
		t.Errorf("%+v, want %+v", *loss, want)
	}
}

// Where the next loss would cost a jump, no machine is given up from there on, also when the
// training goes on from a file.
func TestGivingUpStopsAtAJump(t *testing.T) {
	s := contests()["reweighted"]
	s.Contest.Keep, s.Contest.Jump = 1, 2
	tr := newTestContest(t, s, 1)
	// The costs rise from 1 to 1.5 and 4.
	costs := []float32{1, 1.5, 4, 9, 20}
	for epoch := 4; epoch < 12; epoch++ {
		for k, m := range tr.members {
			m.scores = make([]float32, contestImages)
			for i := range m.scores {
				if uint8(i%5) == m.label {
					m.scores[i] = costs[tr.members[k].label]
				}
			}
		}
		if tr.contest.stop == nil {
			tr.giveUp(epoch)
		}
	}
	if n := tr.Machines(); n != 3 || len(tr.Losses()) != 2 || tr.contest.stop == nil || tr.contest.stop.Class != 2 {
		t.Errorf("%d machines are left, losses %v, stopped at %v", n, tr.Losses(), tr.contest.stop)
	}
	s.Contest.Jump = 1.0001
	whole := newTestContest(t, s, 2)
	trainClasses(t, whole)
	if whole.contest.stop == nil {
		t.Fatal("no loss cost more than the last")
	}
	again, err := Resume(reopened(t, stopped(t, s, 80)), oracle.ManyImages(contestImages), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	trainClasses(t, again)
	if bytesOf(t, again.Checkpoint()) != bytesOf(t, whole.Checkpoint()) {
		t.Error("resumed, the giving up stopped elsewhere")
	}
}

// An image goes where it and its nearest ones are described in the fewest nats, each side with
// half a say.
func TestTheNearestHaveASay(t *testing.T) {
	s := contests()["reweighted"]
	s.Contest.Near = 4
	tr := newTestContest(t, s, 1)
	want := make([]uint8, contestImages)
	for k, m := range tr.members {
		m.scores = make([]float32, contestImages)
		for i := range m.scores {
			m.scores[i] = float32((i*i*7 + k*k*31 + i*k*13) % 64)
		}
	}
	for i := range want {
		greatest := -1.
		for k, m := range tr.members {
			mean := 0.
			for j := 1; j <= 4; j++ {
				mean += float64(m.scores[(i+j)%contestImages]) / 4
			}
			if score := float64(m.scores[i]) + mean; score > greatest {
				want[i], greatest = uint8(k), score
			}
		}
	}
	tr.assign(&Move{})
	if !slices.Equal(tr.contest.of, want) {
		t.Errorf("images went to %v, want %v", tr.contest.of, want)
	}
}

// Scores are what enumeration gives, but for what few samples miss.
func TestScoresAreLogProbabilities(t *testing.T) {
	s := contests()["skips"]
	s.Method, s.Optimiser, s.Samples, s.Rate = Reweighted, Adam, 9000, []float64{.01}
	s.Layers = "4,3c"
	set := oracle.ManyImages(12)
	for i, grey := range set.Grey {
		set.Grey[i] = grey / 128 * 255
	}
	groups := make([]int32, 12)
	tr, err := NewContest(s, set, groups, inARow(set.Count(), 2), 2)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	scores, err := tr.score(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	x := make([]bool, set.Pixels())
	for i, got := range scores[0] {
		for j, level := range set.Image(i) {
			x[j] = level > 0
		}
		if want := oracle.LogProbability(tr.members[0].machine, x); math.Abs(float64(got)-want) > .05 {
			t.Errorf("image %d scores %v, exactly %v", i, got, want)
		}
	}
}

// Only machines of groups compete.
func TestOthersDoNotCompete(t *testing.T) {
	s := contests()["reweighted"]
	if _, err := New(s, oracle.ManyImages(contestImages), 1); err == nil || !strings.Contains(err.Error(), "none to compete with") {
		t.Errorf("a single machine: %v", err)
	}
	if _, err := NewPerClass(s, oracle.Labelled(contestImages), 0, 1); err == nil || !strings.Contains(err.Error(), "do not compete") {
		t.Errorf("machines of labels: %v", err)
	}
	s.Epochs = 3
	if _, err := New(s.OpenEnded(), oracle.ManyImages(contestImages), 1); err != nil {
		t.Errorf("settings without an end: %v", err)
	}
}

func TestImpossibleContests(t *testing.T) {
	set := oracle.ManyImages(contestImages)
	for fault, change := range map[string]func(s *Settings){
		"to keep":    func(s *Settings) { s.Contest.Keep = 0 },
		"moves at":   func(s *Settings) { s.Contest.Every = 0 },
		"remembered": func(s *Settings) { s.Contest.Memory = 1 },
		"in epochs":  func(s *Settings) { s.Epochs, s.Cycles = 0, 5 },
		"given up":   func(s *Settings) { s.JointEpochs, s.JointRate = 1, .1 },
		"one for each": func(s *Settings) {
			again := contests()["reweighted"]
			again.Contest.Keep = 2
			s.Again = &again
		},
		"competed": func(s *Settings) {
			again := *s
			s.Again, s.Epochs = &again, 0
		},
	} {
		s := contests()["reweighted"]
		change(&s)
		groups := make([]int32, contestImages)
		groups[0] = 3
		if _, err := NewContest(s, set, groups, inARow(set.Count(), 2), 1); err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("%s: %v", fault, err)
		}
	}
}

// groupsOf has the class of each image.
func groupsOf(arrays []network.Array) []float32 {
	i := slices.IndexFunc(arrays, func(a network.Array) bool { return a.Name == groupsArray })
	return arrays[i].Data
}

// What a file may claim of a contest is looked at.
func TestDamagedContests(t *testing.T) {
	c := stopped(t, contests()["reweighted"], 75)
	for fault, change := range map[string]func(c *Checkpoint){
		"no class":    func(c *Checkpoint) {},
		"whether":     func(c *Checkpoint) { c.Record.Contest = nil },
		"no image":    func(c *Checkpoint) { c.near[3] = contestImages },
		"impossible":  func(c *Checkpoint) { c.Record.Contest.Moved = -2 },
		"1e+300 nats": func(c *Checkpoint) { c.Record.Contest.Losses[0].Nats = 1e300 },
	} {
		damaged := reopened(t, c)
		change(damaged)
		meta, arrays, err := damaged.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if fault == "no class" {
			groupsOf(arrays)[3] = .5
		}
		if _, err := Decode(meta, arrays); err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("%s: %v", fault, err)
		}
	}
	meta, arrays, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	of := groupsOf(arrays)
	of[0], of[1] = of[1], (of[1] + 1)
	if _, err := Decode(meta, arrays); err == nil {
		t.Error("classes of other sizes than the metadata tell of were taken")
	}
	for i, a := range arrays {
		if strings.HasSuffix(a.Name, scoresArray) {
			if _, err := Decode(meta, append(arrays[:i:i], arrays[i+1:]...)); err == nil {
				t.Error("missing scores were taken")
			}
			break
		}
	}
}
