package images

import (
	"encoding/json"
	"runtime"
	"slices"
	"testing"
	"time"
)

func TestIdentityComparesContentNotNames(t *testing.T) {
	set := func(name string, grey, labels []uint8) Identity {
		s := &Set{Name: name, Origin: Origin{Source: name, File: true}, Width: 2, Height: 1, Grey: grey, Labels: labels}
		return s.Identity()
	}
	mine := set("mine", []uint8{0, 255, 255, 0}, []uint8{1, 2})
	renamed := set("renamed", []uint8{0, 255, 255, 0}, []uint8{1, 2})
	others := set("mine", []uint8{255, 0, 0, 255}, []uint8{1, 2})
	otherLabels := set("mine", []uint8{0, 255, 255, 0}, []uint8{2, 1})
	unlabelled := set("mine", []uint8{0, 255, 255, 0}, nil)
	if !mine.Same(renamed) || !mine.SamePictures(renamed) {
		t.Error("the same pictures under another name are taken for others")
	}
	if mine.SamePictures(others) || mine.Same(otherLabels) || mine.Same(unlabelled) {
		t.Error("other pictures or labels of the same name are taken for the same")
	}
	if !mine.SamePictures(otherLabels) || !mine.SamePictures(unlabelled) {
		t.Error("labels make other pictures")
	}
	turned := mine
	turned.Width, turned.Height = 1, 2
	if mine.Same(turned) {
		t.Error("pictures of another shape are taken for the same")
	}
	var unknown Identity
	if unknown.Known() || unknown.Same(unknown) || !mine.Known() {
		t.Error("what is not known is taken for the same")
	}
}

func TestIdentityIsPlainJSON(t *testing.T) {
	s := &Set{Origin: Origin{Source: "digits", Part: "fitting", Limit: 1, Straightened: true}, Width: 1, Height: 1, Grey: []uint8{97}}
	text, err := json.Marshal(s.Identity())
	want := `{"source":"digits","part":"fitting","limit":1,"straightened":true,"width":1,"height":1,"count":1,` +
		`"pixels_sha256":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}`
	if err != nil || string(text) != want {
		t.Errorf("%v, %s", err, text)
	}
	var again Identity
	if err := json.Unmarshal(text, &again); err != nil || again != s.Identity() {
		t.Errorf("%v, %+v", err, again)
	}
}

func TestFirstPicturesTellTheirLimit(t *testing.T) {
	s := &Set{Width: 1, Height: 1, Grey: []uint8{1, 2, 3}}
	if few := s.First(2); few.Limit != 2 || s.Limit != 0 || s.First(3).Limit != 0 {
		t.Errorf("limit %d of two", few.Limit)
	}
}

// Digests of large sets are remembered while the pixels are in use, for each extent
// of them, and not longer.
func TestDigestsAreRememberedWhileInUse(t *testing.T) {
	count := func() (n int) {
		digests.Range(func(any, any) bool { n++; return true })
		return n
	}
	before := count()
	grey := slices.Repeat([]uint8{7}, 3*worthwhile)
	whole, part := digest(grey), digest(grey[:2*worthwhile])
	if whole != sumOf(grey) || part != sumOf(grey[:2*worthwhile]) || whole == part || digest(grey) != whole {
		t.Error("digests are wrong")
	}
	if count() != before+2 {
		t.Errorf("%d digests are remembered, want 2", count()-before)
	}
	runtime.KeepAlive(grey)
	for deadline := time.Now().Add(10 * time.Second); count() > before && time.Now().Before(deadline); {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	if n := count() - before; n != 0 {
		t.Errorf("%d digests outlive their data", n)
	}
}
