package desk_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"wakesleep/io/dataset"
	"wakesleep/io/machinefile"
	"wakesleep/learn"
	"wakesleep/network/images"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// machineOf saves an untrained machine for images, after change had its way with its
// record.
func machineOf(t *testing.T, path string, set *images.Set, change func(*learn.Record)) {
	t.Helper()
	s := learn.Defaults()
	s.Layers, s.Batch = "3", 10
	trainer, err := learn.New(s, set, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer trainer.Close()
	c := trainer.Checkpoint()
	change(&c.Record)
	meta, arrays, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if err := machinefile.Write(path, &machinefile.File{Meta: meta, Arrays: arrays}); err != nil {
		t.Fatal(err)
	}
}

func asSaved(*learn.Record) {}

// older makes a record one of a version that did not tell the content of images.
func older(r *learn.Record) { r.Identity = nil }

// ofEngine makes a record one of a training that another engine began.
func ofEngine(r *learn.Record) { r.Engine = learn.Engine + 1 }

func openedSet(t *testing.T, name string) *dataset.Source {
	t.Helper()
	s, err := dataset.Open(name, "")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestMachinesFindThePartOfBuiltInDataThatTheyLearntFrom(t *testing.T) {
	s := stage.WithBars(newScene(t))
	path := filepath.Join(t.TempDir(), "m.helmholtz")
	for _, o := range []images.Origin{
		{Part: dataset.PartFitting},
		{Part: dataset.PartHeldOut},
		{Part: dataset.PartTest},
		{Limit: 70},
		{Part: dataset.PartHeldOut, Limit: 60, Swapped: true},
	} {
		for name, change := range map[string]func(*learn.Record){"done": asSaved, "alike": older, "engine": ofEngine} {
			set := openedSet(t, "digits8").Images(o)
			machineOf(t, path, set, change)
			s.OpenAny(path)
			s.Until("the machine is open", func() bool { return s.Dialogs() > 0 || s.Document().Path == path && s.Ready() })
			if s.Dialogs() > 0 {
				t.Fatalf("%+v, %s: refused", o, name)
			}
			got := s.Data()
			if !slices.Equal(got.Training.Grey, set.Grey) || got.Name != set.Name || got.Test == got.Training {
				t.Errorf("%+v, %s: opened with %d images of %s", o, name, got.Training.Count(), got.Name)
			}
			want := texts.Of("files.open.done", "m.helmholtz")
			switch name {
			case "alike":
				want += " " + texts.Of("files.open.alike")
			case "engine":
				want += " " + texts.Of("files.open.engine", learn.Engine+1, learn.Engine)
			}
			if s.Said() != want {
				t.Errorf("%+v: it says %q, want %q", o, s.Said(), want)
			}
			s.Begin("bars3", learn.ClassicDefaults())
			s.Settle()
		}
	}
}

// MNIST's and Fashion-MNIST's files are called alike.
func TestFilesOfOneNameAreNotTakenForEachOther(t *testing.T) {
	s := newScene(t)
	mine, others := t.TempDir(), t.TempDir()
	fashion := stage.TwoKinds(6, 6, 60)
	fashion.Grey[0] = 255 - fashion.Grey[0]
	digits := stage.WriteImages(t, mine, stage.TwoKinds(6, 6, 60))
	clothes := stage.WriteImages(t, others, fashion)
	settings := learn.Defaults()
	settings.Layers, settings.Batch = "3", 10
	s.Begin(digits, settings)
	path := filepath.Join(others, "m.helmholtz")
	machineOf(t, path, openedSet(t, clothes).Training, asSaved)
	open := func(path string) {
		t.Helper()
		s.OpenAny(path)
		s.Until("the machine is open", func() bool { return s.Document().Path == path && s.Ready() })
	}
	open(path)
	if s.Data().Path != clothes {
		t.Errorf("the machine goes on with %s", s.Data().Path)
	}
	if want := texts.Of("files.open.done", "m.helmholtz"); s.Said() != want {
		t.Errorf("it says %q", s.Said())
	}
	// Where its images are not at hand, it is said which take their place.
	if err := os.Remove(clothes); err != nil {
		t.Fatal(err)
	}
	name, renamed := filepath.Base(clothes), filepath.Join(mine, "renamed")
	for _, c := range []struct{ data, note string }{
		{digits, texts.Of("files.open.namesake", name)},
		{renamed, texts.Of("files.open.others", name, "renamed")},
	} {
		if err := os.Rename(digits, c.data); err != nil {
			t.Fatal(err)
		}
		s.Begin(c.data, settings)
		open(path)
		if want := texts.Of("files.open.done", "m.helmholtz") + " " + c.note; s.Said() != want || s.Data().Path != c.data {
			t.Errorf("it says %q of %s, want %q", s.Said(), s.Data().Path, want)
		}
	}
}
