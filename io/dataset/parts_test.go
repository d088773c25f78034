package dataset

import (
	"bytes"
	"testing"

	"wakesleep/network/images"
)

// Fitting and held-out images are the training images in two: none lies in both,
// and none is lost.
func TestSplit(t *testing.T) {
	source := open(t, "digits")
	fitting, held := source.Images(images.Origin{Part: PartFitting}), source.Images(images.Origin{Part: PartHeldOut})
	if fitting.Count() != 50_000 || held.Count() != 10_000 {
		t.Fatalf("%d and %d images", fitting.Count(), held.Count())
	}
	if !bytes.Equal(append(bytes.Clone(fitting.Grey), held.Grey...), source.Training.Grey) ||
		!bytes.Equal(append(bytes.Clone(fitting.Labels), held.Labels...), source.Training.Labels) {
		t.Error("the two parts are not the training images")
	}
	bars := open(t, "bars3")
	for _, part := range []string{PartFitting, PartHeldOut} {
		if set := bars.Images(images.Origin{Part: part}); !bytes.Equal(set.Grey, bars.Training.Grey) {
			t.Error("a distribution was cut in two")
		}
	}
}

func TestWhichPartsOverlap(t *testing.T) {
	apart := map[[2]string]bool{{PartFitting, PartHeldOut}: true}
	for _, s := range []string{PartTraining, PartFitting, PartHeldOut} {
		apart[[2]string{s, PartTest}] = true
	}
	for _, a := range Parts() {
		for _, b := range Parts() {
			if want := !apart[[2]string{a, b}] && !apart[[2]string{b, a}]; Overlap(a, b) != want {
				t.Errorf("%s and %s: %v", a, b, !want)
			}
		}
	}
}

// What is taken for training comes with images that it does not contain, treated alike.
func TestTake(t *testing.T) {
	source := open(t, "digits")
	for _, c := range []struct {
		take        images.Origin
		name        string
		count, test int
	}{
		{images.Origin{}, "digits", 60_000, 10_000},
		{images.Origin{Part: PartFitting}, "digits (fitting)", 50_000, 10_000},
		{images.Origin{Part: PartHeldOut, Limit: 30, Straightened: true}, "digits (held-out)", 30, 10_000},
		{images.Origin{Part: PartTest, Limit: 300}, "digits (test)", 300, 10_000},
		{images.Origin{Limit: 100, Straightened: true, Swapped: true}, "digits-negative", 100, 10_000},
	} {
		got := source.Take(c.take)
		is := got.Training.Origin
		c.take.Source = "digits"
		if got.Name != c.name || is != c.take || got.Training.Count() != c.count || got.Test.Count() != c.test {
			t.Errorf("%+v: %s of %+v, %d and %d images", c.take, got.Name, is, got.Training.Count(), got.Test.Count())
		}
		if test := got.Test; test.Straightened != is.Straightened || test.Swapped != is.Swapped ||
			bytes.Equal(test.Image(0), got.Training.Image(0)) {
			t.Errorf("%+v: tested with %+v", c.take, test.Origin)
		}
		if again := got.Take(images.Origin{}); !bytes.Equal(again.Training.Grey, source.Training.Grey) {
			t.Errorf("%+v: the source as it was opened is lost", c.take)
		}
	}
}

func TestStraightenAndSwapASource(t *testing.T) {
	source := open(t, "digits")
	few := source.Take(images.Origin{Limit: 50})
	upright := few.Straighten(true)
	if !upright.Training.Straightened || upright.Training.Count() != 50 || upright.Straighten(true) != upright {
		t.Errorf("straightened: %+v", upright.Training.Origin)
	}
	swapped := upright.Swap()
	if back := swapped.Straighten(false); !back.Training.Swapped || back.Training.Straightened ||
		back.Training.Image(0)[0] != 255-few.Training.Image(0)[0] {
		t.Errorf("as written: %+v", back.Training.Origin)
	}
	if all := source.Swap(); all.Training.Count() != swappedImages || all.Test.Count() != 10_000 {
		t.Errorf("%d and %d images", all.Training.Count(), all.Test.Count())
	}
	if bars := open(t, "bars3"); bars.Straighten(true) != bars {
		t.Error("a distribution was straightened")
	}
}
