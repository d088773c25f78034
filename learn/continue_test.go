package learn

import (
	"slices"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network/images"
)

// reversed is a set with its pixels in the other order.
func reversed(set *images.Set) *images.Set {
	r := *set
	r.Grey = slices.Clone(set.Grey)
	slices.Reverse(r.Grey)
	return &r
}

// Images of the same number and labels may be others: they are learnt from, in epochs of
// their own.
func TestMachinesAreNotTakenForThoseOfOtherImages(t *testing.T) {
	s := classTrainings()["reweighted"]
	set := oracle.Labelled(97)
	part := stopAfter(t, classTrainer(t, s, set, 0, 2), 40)
	others := reversed(set)
	relabelled := *set
	relabelled.Labels = slices.Clone(set.Labels)
	relabelled.Labels[0], relabelled.Labels[1] = set.Labels[1], set.Labels[0]
	renamed := *set
	renamed.Name = "under another name"
	if !part.trainedOn(set) || !part.trainedOn(&renamed) {
		t.Error("the images are not known again")
	}
	if part.trainedOn(others) || part.trainedOn(&relabelled) {
		t.Error("other images are taken for those of the machines")
	}
	single := interrupted(t, trainings()["reweighted"], 30)
	if whole := oracle.ManyImages(100); !single.trainedOn(whole) || single.trainedOn(reversed(whole)) {
		t.Error("a machine alone takes other images for its own")
	}
	part.Record.Identity = nil // as files of older versions
	if !part.trainedOn(others) {
		t.Error("what is not known differs")
	}
}

func TestRecordTellsTheImages(t *testing.T) {
	set := oracle.Labelled(97)
	set.Source, set.Part = "digits", "fitting"
	tr := classTrainer(t, classTrainings()["reweighted"], set, 7, 2)
	r := tr.Record()
	if got := r.Trained(); r.Identity == nil || got != set.Identity() || got.Count != 97 {
		t.Errorf("trained on %+v, want %+v", got, set.Identity())
	}
	meta, arrays, err := tr.Checkpoint().Encode()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Decode(meta, arrays)
	if err != nil || again.Record.Trained() != set.Identity() {
		t.Errorf("from a file: %v, %+v", err, again)
	}
	r.Identity = nil
	if got := r.Trained(); got.Known() || got.Source != r.Data || got.Width != 3 || got.Height != 2 || got.Count != 97 {
		t.Errorf("an older file tells %+v", got)
	}
}
