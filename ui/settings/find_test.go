package settings

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"wakesleep/learn"
	"wakesleep/learn/recipe"
	"wakesleep/network/images"
)

// many are images of the size of digits, as many as make the usual number of epochs enough.
func many() *images.Set {
	return &images.Set{Name: "some", Width: 28, Height: 28, Grey: make([]uint8, 784*20_000)}
}

// finds is a form in which the user has chosen to find classes.
func finds(set *images.Set) *machineForm {
	f := newMachineForm(set)
	f.kind.buttons[findsClasses].OnTapped()
	return f
}

// The dialog makes the machine that train --find 10 makes.
func TestFormFindsClassesAsTheCommandDoes(t *testing.T) {
	test.NewTempApp(t)
	want := recipe.Finding(12, 10, recipe.Features(), recipe.Competing())
	if got, err := finds(many()).settings(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\n%+v %+v\nwant\n%+v %+v", err, got, got.Finding, want, want.Finding)
	}
}

func TestFormRefusesToFindWhatCannotBe(t *testing.T) {
	test.NewTempApp(t)
	few := &images.Set{Name: "few", Width: 28, Height: 28, Grey: make([]uint8, 784*100)}
	for says, f := range map[string]*machineForm{
		"too few to look for": finds(few),
		"too few to give up":  finds(many()),
		"keep fewer":          finds(many()),
		"from 1 to 256":       finds(many()),
		"is no layer":         finds(many()),
	} {
		switch says {
		case "too few to look for":
			f.batch.SetText("10")
		case "too few to give up":
			f.finding.groups.SetText("200")
		case "keep fewer":
			f.finding.groups.SetText("5")
		case "from 1 to 256":
			f.finding.keep.SetText("some")
		case "is no layer":
			f.layers.SetText("many")
		}
		if _, err := f.settings(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
	bars := &images.Set{Width: 3, Height: 3, Grey: make([]uint8, 9), Probabilities: []float64{1}}
	if f := newMachineForm(bars); !f.kind.buttons[findsClasses].Disabled() {
		t.Error("classes are to be found in a distribution")
	}
}

// Who goes back to another kind has the settings of before.
func TestFormComesBackFromFinding(t *testing.T) {
	test.NewTempApp(t)
	f := newMachineForm(many())
	want, err := f.settings()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []machineKind{findsClasses, findsClasses, withCategories} {
		f.kind.buttons[k].OnTapped()
	}
	if got, err := f.settings(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if f.finding.object.Visible() || !f.connections.object.Visible() {
		t.Error("the form asks for classes")
	}
}

// A machine that found classes is made again as it was made, in whatever stage it is.
func TestFormResemblesAMachineThatFoundClasses(t *testing.T) {
	test.NewTempApp(t)
	features, compete := recipe.Features(), recipe.Competing()
	features.Layers, features.Epochs, features.Seed, compete.Seed = "50,20", 7, 9, 9
	compete.Layers, compete.Epochs, compete.Samples = "30", 33, 4
	first := recipe.Finding(9, 6, features, compete)
	first.Finding.Neighbours = 12
	for name, r := range map[string]*learn.Record{
		"learning":  {Settings: first},
		"competing": {Settings: first.Finding.Compete, Contest: &learn.ContestRecord{First: &first}},
	} {
		f := newMachineForm(many())
		f.setFound(firstStage(r))
		if got, err := f.settings(); err != nil || !reflect.DeepEqual(got, first) {
			t.Errorf("%s: %v\n%+v %+v\nwant\n%+v %+v", name, err, got, got.Finding, first, first.Finding)
		}
	}
	of := &learn.Record{
		Settings: first.Finding.Compete, Classes: make([]learn.ClassRecord, 6), Contest: &learn.ContestRecord{Losses: make([]learn.Loss, 2)},
	}
	if s := firstStage(of); s.Finding.Groups != 8 || s.Finding.Compete.Contest.Keep != 6 || s.Seed != 9 {
		t.Errorf("of a machine of which little is known, %+v", s.Finding)
	}
	if s := seeded(first, 5); s.Seed != 5 || s.Finding.Compete.Seed != 5 || first.Finding.Compete.Seed != 9 {
		t.Error("not all stages have the new seed, or those of before lost theirs")
	}
}

func TestEffortOfFinding(t *testing.T) {
	test.NewTempApp(t)
	set := many()
	first, err := finds(set).settings()
	if err != nil {
		t.Fatal(err)
	}
	took, memory, err := effortOf(context.Background(), first, set, 2)
	if err != nil || took <= 0 || memory < 1<<20 {
		t.Errorf("%v, %d bytes, %v", took, memory, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := effortOf(ctx, first, set, 2); err == nil {
		t.Error("nobody wants it, and it was found out")
	}
	c := first.Finding.Compete
	c.Epochs, c.Contest = 6, learn.Contest{Keep: 2, Settled: 2, Every: 2, FirstLoss: 4}
	// Four machines learn four epochs, and two moves later three the rest.
	learnt, scored := competed(c, 4, 12_000)
	if learnt != 4*12_000+2*3*3_000 || scored != 2*4*12_000 {
		t.Errorf("%v images are learnt from, %v scored", learnt, scored)
	}
}
