package recipe

import (
	"regexp"
	"strings"
	"testing"

	"wakesleep/learn"
	"wakesleep/network/images"
)

var namePattern = regexp.MustCompile(`^[a-z0-9-]+$`)

// Every recipe can be trained as it stands, and says what it is for.
func TestRecipesAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range All() {
		s := r.With(3)
		if err := s.Validate(); err != nil || s.Seed != 3 {
			t.Errorf("%s: %v, seed %d", r.Name, err, s.Seed)
		}
		if !namePattern.MatchString(r.Name) || seen[r.Name] || r.Title == "" || !strings.HasSuffix(r.About, ".") {
			t.Errorf("%s: name, title or text are missing or wrong", r.Name)
		}
		if s.Epochs+s.Cycles == 0 || r.Tries < 1 || r.HeldOut > 0 && !r.PerClass || r.PerClass && r.Tries > 1 {
			t.Errorf("%s: its length, tries or images held out are impossible", r.Name)
		}
		seen[r.Name] = true
		if found, ok := Find(r.Name); !ok || found.Name != r.Name {
			t.Errorf("%s is not found", r.Name)
		}
	}
	if _, ok := Find("soup"); ok {
		t.Error("found a recipe that there is not")
	}
}

// A recipe's seed and rates are its own: changing the settings that it gave
// changes no other training.
func TestWithCopies(t *testing.T) {
	r := All()[0]
	r.With(1).Rate[0] = 99
	if r.With(1).Rate[0] == 99 || All()[0].Settings.Rate[0] == 99 {
		t.Error("settings share their rates")
	}
	found, _ := Find("found-10")
	found.With(1).Finding.Compete.Rate[0] = 99
	if f := found.With(2).Finding; f.Compete.Rate[0] == 99 || f.Compete.Seed != 2 || found.Settings.Finding.Compete.Seed != 0 {
		t.Errorf("settings share those of machines that compete: %+v", f.Compete)
	}
}

// TestRecipesNeedLittle: all that is recommended stays far below the limits, so that those
// stop only what nobody has tried.
func TestRecipesNeedLittle(t *testing.T) {
	digits := &images.Set{Name: "digits", Width: 28, Height: 28, Grey: make([]uint8, 60000*784)}
	for _, r := range All() {
		machines := 1
		if r.PerClass {
			machines = 10
		}
		n, err := r.With(1).Needs(digits, machines)
		if err != nil || n.File > learn.MostFile/8 || n.Memory > learn.MostMemory/4 || n.Arrays > learn.MostArrays/4 {
			t.Errorf("%s needs %+v, %v", r.Name, n, err)
		}
	}
}
