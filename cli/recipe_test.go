package cli

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"wakesleep/learn/recipe"
)

func TestRecipesAreListed(t *testing.T) {
	text, lines := succeed(t, "recipe", "list"), succeed(t, "recipe", "list", "--json")
	all := recipe.All()
	if n := strings.Count(lines, "\n"); n != len(all) {
		t.Errorf("%d lines for %d recipes", n, len(all))
	}
	for i, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		var got map[string]any
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatal(err)
		}
		if got["name"] != all[i].Name || !strings.Contains(text, all[i].Name+" ") || !strings.Contains(text, all[i].Title) {
			t.Errorf("%s is not listed", all[i].Name)
		}
	}
}

func TestRecipesSayWhatTheyMakeAndHowLongTheyTake(t *testing.T) {
	text := succeed(t, "recipe", "list")
	for _, want := range []string{
		"10000 cycles, the best of 3 seeds", "40 epochs, 8 more together", "100,30c on digits, straightened, 40 epochs\n",
		"in the top alone: 200,200,200 lateral-top on digits,", "a chain of layers, images drawn afresh: 200,200,200 on digits,",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the list lacks %q:\n%s", want, text)
		}
	}
}

// A recipe trains with its own settings on its own data.
func TestRecipeTrains(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m")
	for _, name := range []string{"bars", "categories-10"} {
		r, found := recipe.Find(name)
		if !found {
			t.Fatalf("there is no recipe %s", name)
		}
		if got := call(afterCycles(t, 3), "recipe", name, "--seed", "5", "--out", out); got.status != statusInterrupted {
			t.Fatalf("status %d, %s", got.status, got.stderr)
		}
		c, err := openMachine(out)
		if err != nil {
			t.Fatal(err)
		}
		if want := r.With(5); !reflect.DeepEqual(c.Record.Settings, want) || c.Record.Data != r.Data || c.Record.Straightened != r.Straighten {
			t.Errorf("%s trained by %+v, want %+v", name, c.Record, want)
		}
	}
}

func TestUnknownRecipe(t *testing.T) {
	r := call(t.Context(), "recipe", "soup", "--out", filepath.Join(t.TempDir(), "m"))
	if r.status != statusUsage || !strings.Contains(r.stderr, "recipe list") {
		t.Errorf("status %d, %s", r.status, r.stderr)
	}
	if r := call(t.Context(), "recipe", "bars"); r.status != statusUsage || !strings.Contains(r.stderr, "--out") {
		t.Errorf("status %d, %s", r.status, r.stderr)
	}
}
