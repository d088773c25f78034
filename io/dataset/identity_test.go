package dataset

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"wakesleep/network/images"
)

func TestNamesTellOriginsApart(t *testing.T) {
	for name, want := range map[string]images.Origin{
		"digits":                  {Source: "digits"},
		"digits (held-out)":       {Source: "digits", Part: PartHeldOut},
		"digits (test)":           {Source: "digits", Part: PartTest},
		"digits-negative":         {Source: "digits", Swapped: true},
		"./digits":                {Source: "digits", File: true},
		"./bars3 (fitting)":       {Source: "bars3", File: true, Part: PartFitting},
		"train-images-idx3":       {Source: "train-images-idx3", File: true},
		"photographs-negative":    {Source: "photographs-negative", File: true},
		"mine (copy) (fitting)":   {Source: "mine (copy)", File: true, Part: PartFitting},
		"digits8-negative (test)": {Source: "digits8", Swapped: true, Part: PartTest},
	} {
		if got := NameOf(want); got != name {
			t.Errorf("%+v is called %q, want %q", want, got, name)
		}
		// What a file of an older version tells.
		old := Identity{Origin: images.Origin{Source: name, Straightened: true}, Width: 2, Height: 3, Count: 40}
		want.Straightened, want.Limit = true, 40
		if got := Complete(old); got.Origin != want || got.Width != 2 || got.Height != 3 || got.Count != 40 || Complete(got) != got {
			t.Errorf("%q is taken for %+v, want %+v", name, got, want)
		}
	}
	known := Identity{Origin: images.Origin{Source: "odd (test)", File: true}, Pixels: "12"}
	if got := Complete(known); got != known {
		t.Errorf("%+v became %+v", known, got)
	}
}

// twoOfOneName writes two sets into folders of their own under the same name, as MNIST's
// and Fashion-MNIST's files have it.
func twoOfOneName(t *testing.T) (first, second string) {
	t.Helper()
	write := func(folder string, level uint8) string {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		set := &images.Set{Width: 2, Height: 2}
		for i := range 24 {
			set.Grey = append(set.Grey, level, uint8(i), 0, 255)
		}
		var text bytes.Buffer
		if err := WriteImages(&text, set); err != nil {
			t.Fatal(err)
		}
		return writeFile(t, folder, "train-images-idx3-ubyte", text.Bytes())
	}
	folder := t.TempDir()
	return write(filepath.Join(folder, "digits"), 1), write(filepath.Join(folder, "fashion"), 2)
}

func opened(t *testing.T, path string) *Source {
	t.Helper()
	s, err := OpenLabelled(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFindTellsFilesOfOneNameApart(t *testing.T) {
	first, second := twoOfOneName(t)
	for _, o := range []images.Origin{{}, {Part: PartFitting, Straightened: true}, {Limit: 7, Swapped: true}} {
		want := opened(t, second).Images(o).Identity()
		now := opened(t, first).Take(o)
		folders := []string{filepath.Dir(first), filepath.Dir(first), filepath.Dir(second)}
		found, match := Find(want, now, folders)
		if match != Same || found.Path != second || !want.Same(found.Training.Identity()) {
			t.Errorf("%+v: %v, %+v", o, match, found)
		}
		if found, match = Find(want, now, folders[:2]); match != Other || found != now {
			t.Errorf("%+v: the namesake is taken for it: %v", o, match)
		}
		if found, match = Find(want, nil, folders[:2]); match != Other || found.Path != first {
			t.Errorf("%+v: instead of nothing: %v", o, match)
		}
		if found, match = Find(want, open(t, "bars3"), nil); match != Missing || found != nil {
			t.Errorf("%+v: of another size: %v", o, match)
		}
		if now.Holds(want) || !opened(t, second).Holds(want) {
			t.Errorf("%+v: it is not told which file holds it", o)
		}
	}
}

// A file under a new name is the same.
func TestImagesInUseAreFoundUnderAnyName(t *testing.T) {
	first, _ := twoOfOneName(t)
	want := opened(t, first).Training.Identity()
	renamed := filepath.Join(t.TempDir(), "renamed")
	if err := os.Rename(first, renamed); err != nil {
		t.Fatal(err)
	}
	now := opened(t, renamed)
	if found, match := Find(want, now, nil); match != Same || found != now || !now.Holds(want) {
		t.Errorf("%v, %+v", match, found)
	}
}

func TestFindEveryPartOfBuiltInData(t *testing.T) {
	digits := open(t, "digits")
	for _, o := range []images.Origin{
		{},
		{Part: PartFitting},
		{Part: PartHeldOut},
		{Part: PartTest},
		{Part: PartHeldOut, Limit: 100, Straightened: true},
		{Limit: 100, Straightened: true, Swapped: true},
	} {
		want := digits.Images(o).Identity()
		found, match := Find(want, open(t, "bars3"), nil)
		if match != Same || !want.Same(found.Training.Identity()) || !digits.Holds(want) {
			t.Errorf("%+v: %v", o, match)
		}
		// The same as a file of an older version tells it.
		old := Identity{
			Origin: images.Origin{Source: NameOf(want.Origin), Straightened: o.Straightened},
			Width:  want.Width, Height: want.Height, Count: want.Count,
		}
		if found, match = Find(old, nil, nil); match != Alike || !want.Same(found.Training.Identity()) {
			t.Errorf("%+v by its name: %v", o, match)
		}
	}
}

// Content that is not known is compared by name, size, number and treatment.
func TestOlderFilesAreComparedByName(t *testing.T) {
	first, second := twoOfOneName(t)
	old := Identity{Origin: images.Origin{Source: "train-images-idx3-ubyte"}, Width: 2, Height: 2, Count: 24}
	now := opened(t, first)
	if found, match := Find(old, now, []string{filepath.Dir(second)}); match != Alike || found != now {
		t.Errorf("%v, %+v", match, found)
	}
	for name, other := range map[string]*Source{
		"number": now.Take(images.Origin{Limit: 23}), "treatment": now.Straighten(true), "part": now.Take(images.Origin{Part: PartHeldOut}),
	} {
		if m := Compare(other.Training, old); m != Other {
			t.Errorf("another %s: %v", name, m)
		}
	}
	old.Width = 3
	if found, match := Find(old, now, []string{filepath.Dir(second)}); match != Missing || found != nil {
		t.Errorf("another size: %v", match)
	}
}
