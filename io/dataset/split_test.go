package dataset

import (
	"bytes"
	"testing"
)

// Fitting and held-out images are the training images in two: none lies in both,
// and none is lost.
func TestSplit(t *testing.T) {
	source := open(t, "digits")
	fitting, held := source.Fitting(), source.HeldOut()
	if fitting.Count() != 50_000 || held.Count() != 10_000 {
		t.Fatalf("%d and %d images", fitting.Count(), held.Count())
	}
	if !bytes.Equal(append(bytes.Clone(fitting.Grey), held.Grey...), source.Training.Grey) ||
		!bytes.Equal(append(bytes.Clone(fitting.Labels), held.Labels...), source.Training.Labels) {
		t.Error("the two parts are not the training images")
	}
	bars := open(t, "bars3")
	if bars.Fitting() != bars.Training || bars.HeldOut() != bars.Training {
		t.Error("a distribution was cut in two")
	}
}
