package session

import (
	"context"
	"math"
	"slices"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/learn"
	"wakesleep/network/images"
)

// stages are settings of a training that finds three classes.
func stages() learn.Settings {
	s := trainings()["reweighted"]
	s.Layers, s.Batch, s.Epochs, s.Average = "8,4", 10, 4, 2
	compete := s
	compete.Layers, compete.Batch, compete.Epochs, compete.Average = "5", 5, 9, 0
	compete.Contest = learn.Contest{Keep: 3, Settled: 2, Every: 2, FirstLoss: 3, Memory: .5}
	if (compete.Epochs-compete.Contest.Settled)%compete.Contest.Every == 0 {
		panic("images should not move at the end")
	}
	s.Finding = &learn.Finding{Neighbours: 6, Groups: 5, Compete: compete}
	return s
}

// endsWithMove are those settings, but for images that move after the last cycle.
func endsWithMove() learn.Settings {
	s := stages()
	s.Finding.Compete.Epochs = 8
	return s
}

func started(t *testing.T, s learn.Settings, set *images.Set, threads int) *learn.Trainer {
	t.Helper()
	tr, err := learn.New(s, set, threads)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// next is the second stage of a training, whose first one is a checkpoint.
func next(t *testing.T, c *learn.Checkpoint, set *images.Set) *learn.Trainer {
	t.Helper()
	tr, err := c.Next(context.Background(), set, 2, func(learn.Stage, float64) {})
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// played plays to the end of a stage.
func played(t *testing.T, s *Session) *Snapshot {
	t.Helper()
	s.Play(learn.WakeSleep)
	s.Fresh()
	until(t, s, "the stage is over", idle)
	return s.Fresh()
}

// both is what both stages end in when they are trained at once.
func both(t *testing.T, s learn.Settings, set *images.Set) (first, second string) {
	t.Helper()
	tr := started(t, s, set, 1)
	defer tr.Close()
	trainClasses(t, tr)
	contest, err := tr.Next(context.Background(), func(learn.Stage, float64) {})
	if err != nil {
		t.Fatal(err)
	}
	defer contest.Close()
	trainClasses(t, contest)
	return bytesOf(t, tr.Checkpoint()), bytesOf(t, contest.Checkpoint())
}

// What is played ends, stage by stage, in the bytes of what is trained.
func TestPlayedStagesEqualTrainedOnes(t *testing.T) {
	set := oracle.Labelled(97)
	for name, settings := range map[string]learn.Settings{"stages": stages(), "move at the end": endsWithMove()} {
		features, found := both(t, settings, set)
		s := own(t, started(t, settings, set, 2))
		first := played(t, s)
		if first.Left != 0 || first.Done != 4*9 || first.Total != 4*9 {
			t.Errorf("%s: the first stage ended as %+v", name, first.Status)
		}
		if bytesOf(t, s.Checkpoint()) != features {
			t.Errorf("%s: the feature machine that was played is another than the one trained", name)
		}
		s.Replace(next(t, s.Checkpoint(), set), nil)
		if left := s.Fresh().Left; left == 0 {
			t.Errorf("%s: the second stage has %d cycles left", name, left)
		}
		last := played(t, s)
		if bytesOf(t, s.Checkpoint()) != found {
			t.Errorf("%s: the machines that were played are others than those trained", name)
		}
		if last.Left != 0 || last.Err != nil || last.Settled != 0 || len(last.Ensemble.Labels) != 3 || last.Move == nil {
			t.Errorf("%s: the second stage ended as %+v, after the move %+v", name, last.Status, last.Move)
		}
	}
}

// Stopped and saved anywhere, a stage that is played on ends in the same bytes.
func TestStagesGoOnToTheSameBytes(t *testing.T) {
	set, settings := oracle.Labelled(97), endsWithMove()
	features, found := both(t, settings, set)
	s := own(t, started(t, settings, set, 2))
	parts := func(want string, cycles int) {
		for done := 0; done < cycles; done += 7 {
			s.Run(learn.WakeSleep, 7)
			s.Fresh()
			until(t, s, "the part is over", idle)
			if s.Status().Left == 0 {
				return
			}
			again, err := learn.Continue(reopened(t, s.Checkpoint()), set, 1)
			if err != nil {
				t.Fatal(err)
			}
			rest := own(t, again)
			if played(t, rest); bytesOf(t, rest.Checkpoint()) != want {
				t.Errorf("stopped %d cycles before the end and played on, the bytes differ", cycles-done)
			}
		}
		t.Errorf("in parts, the stage ended as %+v", s.Status())
	}
	parts(features, 36)
	s.Replace(next(t, s.Checkpoint(), set), nil)
	parts(found, s.Fresh().Left)
	if bytesOf(t, s.Checkpoint()) != found {
		t.Error("in parts, machines were found that are others")
	}
}

// Commands do not wait until images have moved, and change nothing of where these go.
func TestMovesAreInterrupted(t *testing.T) {
	set, settings := oracle.Labelled(970), endsWithMove()
	settings.Finding.Compete.Samples = 100
	_, found := both(t, settings, set)
	first := own(t, started(t, settings, set, 2))
	played(t, first)
	s := own(t, next(t, first.Checkpoint(), set))
	s.Play(learn.WakeSleep)
	asked, interrupted := 0, 0
	for st := s.Status(); st.State != Idle || st.Left > 0; st = s.Status() {
		if st.Settled > 0 && st.Settled < 1 {
			interrupted++
		}
		if asked++; asked%50 == 0 {
			s.Stop()
			s.Play(learn.WakeSleep)
		}
		s.Pause()
		s.Continue()
		s.Moment()
	}
	if interrupted == 0 {
		t.Error("no move was interrupted")
	}
	if bytesOf(t, s.Checkpoint()) != found {
		t.Error("interrupted, other machines were found")
	}
}

// Whoever watches a machine that is given up watches another, and else the same.
func TestWatchedMachineIsGivenUp(t *testing.T) {
	set := oracle.Labelled(97)
	first := own(t, started(t, stages(), set, 2))
	played(t, first)
	for label := range uint8(5) {
		s := own(t, next(t, first.Checkpoint(), set))
		s.WatchClass(label)
		for s.Fresh().Left > 0 {
			s.Run(learn.WakeSleep, 3)
			s.Fresh()
			until(t, s, "three cycles are done", idle)
			snap := s.Fresh()
			if slices.Contains(snap.Ensemble.Labels, label) && snap.Ensemble.Labels[snap.Watched] != label {
				t.Errorf("machine %d is watched instead of %d", snap.Ensemble.Labels[snap.Watched], label)
			}
			if snap.Machine != snap.Ensemble.Machines[snap.Watched] {
				t.Error("the machine that is watched is another")
			}
		}
	}
}

// When its stage is over a machine plays on without an end, at the rate at which that ended.
func TestPlayingOnAfterTheContest(t *testing.T) {
	set := oracle.Labelled(97)
	first := own(t, started(t, stages(), set, 2))
	played(t, first)
	s := own(t, next(t, first.Checkpoint(), set))
	rate := played(t, s).Rate[0]
	s.Run(learn.WakeSleep, 20)
	s.Fresh()
	st := until(t, s, "20 cycles more are done", idle)
	if st.Done != 20 || math.Abs(st.Rate[0]-rate) > 1e-9 || st.Err != nil {
		t.Errorf("played on at rate %v instead of %v: %+v", st.Rate[0], rate, st)
	}
}
