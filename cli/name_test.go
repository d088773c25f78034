package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
)

func TestNameCategories(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	succeed(t, with(small, "--out", out)...)
	trained := read(t, out)
	fitted := object(t, succeed(t, "name", out, "--json"))["names"].([]any)
	if len(fitted) != 6 || !bytes.Equal(read(t, out), trained) {
		t.Fatalf("names %q, or listing them changed the file", fitted)
	}
	named := object(t, succeed(t, "name", out, "2", " a ring ", "--json"))
	fitted[2] = "a ring"
	if !reflect.DeepEqual(named["names"], fitted) || !reflect.DeepEqual(named["named_by_hand"], []any{2.}) {
		t.Errorf("%v, want %v", named, fitted)
	}
	all := object(t, succeed(t, "evaluate", out, "--samples", "2", "--limit", "40", "--json"))
	near(t, "names_by_hand", all["names_by_hand"], 1, 0)
	near(t, "names_fitted_images", all["names_fitted_images"], 300, 0)
	if text := succeed(t, "name", out); !strings.Contains(text, "a ring  (by hand)") {
		t.Errorf("the list says\n%s", text)
	}
	succeed(t, "name", out, "--fit")
	if !bytes.Equal(read(t, out), trained) {
		t.Error("fitting the names again does not give the file that training left")
	}
}

// Names that nobody fitted are not said to be fitted, and count as they are.
func TestNamesByHandAlone(t *testing.T) {
	pictures, labels := idxFiles(t, t.TempDir(), 40)
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	succeed(t, "train", "--data", pictures, "--layers", "2c", "--epochs", "4", "--batch", "8", "--out", out)
	succeed(t, "name", out, "0", "3")
	succeed(t, "name", out, "1", "3")
	args := []string{"evaluate", out, "--data", pictures, "--labels", labels, "--json"}
	all := object(t, succeed(t, args...))
	if all["category_accuracy_percent"] != 50. || all["names_fitted_images"] != nil || all["names_by_hand"] != 2. {
		t.Errorf("%v", all)
	}
	succeed(t, "name", out, "--fit", "--data", pictures, "--labels", labels)
	if all := object(t, succeed(t, args...)); all["names_fitted_images"] != 40. || all["names_by_hand"] != nil {
		t.Errorf("%v", all)
	}
}

func TestNameRefusesWhatCannotBeNamed(t *testing.T) {
	units, categories := handMade(t, "6,1", nil), handMade(t, "4c", nil)
	for _, c := range []struct {
		status int
		args   []string
		says   string
	}{
		{statusFailed, []string{units, "0", "x"}, "no categories"},
		{statusUsage, []string{categories, "4", "x"}, "0 to 3"},
		{statusUsage, []string{categories, "-1", "x"}, ""},
		{statusUsage, []string{categories, "x", "x"}, "no number"},
		{statusUsage, []string{categories, "1", "a\nb"}, "one line"},
		{statusUsage, []string{categories, "1", strings.Repeat("x", 101)}, "100 bytes"},
		{statusUsage, []string{categories, "1"}, "CATEGORY"},
		{statusUsage, []string{categories, "1", "x", "--fit"}, "--fit"},
		{statusFailed, []string{categories, "--fit"}, "no labels"},
	} {
		r := call(t.Context(), with([]string{"name"}, c.args...)...)
		if r.status != c.status || !strings.Contains(r.stderr, c.says) || r.stdout != "" {
			t.Errorf("%q: status %d, %q", c.args, r.status, r.stderr)
		}
	}
}

// TestNamesGivenAtOnceAreAllThere: ten programs name a category each, at the same time.
func TestNamesGivenAtOnceAreAllThere(t *testing.T) {
	for range 3 {
		file := handMade(t, "6,10c", nil)
		var all sync.WaitGroup
		for i := range 10 {
			all.Go(func() {
				command := exec.CommandContext(t.Context(), os.Args[0], "name", file, strconv.Itoa(i), "name "+strconv.Itoa(i))
				command.Env = append(os.Environ(), "WAKESLEEP_TEST_RUN=1")
				if out, err := command.CombinedOutput(); err != nil {
					t.Errorf("%v: %s", err, out)
				}
			})
		}
		all.Wait()
		saved, err := openMachine(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 10 {
			if got := categoryName(&saved.Record, i); got != "name "+strconv.Itoa(i) {
				t.Errorf("category %d is called %q", i, got)
			}
		}
		if left, err := os.ReadDir(filepath.Dir(file)); err != nil || len(left) != 1 {
			t.Errorf("left are %v, %v", left, err)
		}
	}
}
