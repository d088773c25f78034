package recipe

import (
	"regexp"
	"strings"
	"testing"
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
}
