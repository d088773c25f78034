package cli

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestEvaluateScoresDreams(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	succeed(t, with(small, "--out", out)...)
	args := []string{"evaluate", out, "--samples", "2", "--limit", "300", "--json"}
	if _, found := object(t, succeed(t, args...))["two_sample_percent"]; found {
		t.Error("dreams were scored, and nobody asked")
	}
	first := succeed(t, with(args, "--dreams=400", "--threads", "1")...)
	all := object(t, first)
	wantKeys(t, all, "two_sample_stderr_percent", "two_sample_control_percent", "memorising_z", "nll_nats")
	near(t, "dreams", all["dreams"], 400, 0)
	near(t, "dreams_compared", all["dreams_compared"], 300, 0)
	// After three epochs of 300 images a machine dreams fog, which 300 images are
	// enough to learn to tell from digits.
	near(t, "two_sample_percent", all["two_sample_percent"], 85, 15)
	near(t, "two_sample_strict_percent", all["two_sample_strict_percent"], 85, 15)
	near(t, "two_sample_control_percent", all["two_sample_control_percent"], 50, 14)
	checkShares(t, all)
	if all["nearest_mean_pixels"].(float64) < all["nearest_held_out_mean_pixels"].(float64) {
		t.Errorf("fog is nearer to digits than digits are: %v", all)
	}
	if second := succeed(t, with(args, "--dreams", "400", "--threads", "3")...); second != first {
		t.Errorf("the space or the threads change the figures: %s %s", first, second)
	}
}

func checkShares(t *testing.T, all map[string]any) {
	t.Helper()
	sum, smallest := 0.0, 100.0
	for _, share := range all["digit_shares_percent"].([]any) {
		sum += share.(float64)
		smallest = min(smallest, share.(float64))
	}
	near(t, "the shares' sum", sum, 100, 1e-9)
	near(t, "smallest_digit_share_percent", all["smallest_digit_share_percent"], smallest, 0)
}

// Of other images than digits the judge says nothing, and where the training images
// are missing there is nothing to compare with.
func TestEvaluateLeavesOutWhatNobodyKnows(t *testing.T) {
	folder := t.TempDir()
	pictures, _ := idxFiles(t, folder, 1200)
	out := filepath.Join(folder, "m.helmholtz")
	succeed(t, "train", "--data", pictures, "--split", "fitting", "--layers", "2c", "--epochs", "20", "--rate", ".05", "--out", out)
	text := succeed(t, "evaluate", out, "--data", pictures, "--split", "held-out", "--dreams", "300")
	for _, want := range []string{"300, of which 200", "told from images", "nearest training image", "left out", "shares of digits"} {
		if !strings.Contains(text, want) {
			t.Errorf("the table lacks %q:\n%s", want, text)
		}
	}
	// Another file's images tell nothing about those that the machine has seen.
	others, _ := idxFiles(t, t.TempDir(), 1100)
	all := object(t, succeed(t, "evaluate", out, "--data", others, "--dreams=200", "--json"))
	if _, found := all["memorising_z"]; found || len(all["dreams_left_out"].([]any)) != 2 {
		t.Errorf("%v", all)
	}
}

// Content, not a name, tells whether a machine has seen images.
func TestEvaluateComparesContent(t *testing.T) {
	folder := t.TempDir()
	pictures, _ := idxFiles(t, folder, 300)
	out := filepath.Join(folder, "m.helmholtz")
	succeed(t, "train", "--data", pictures, "--layers", "2c", "--epochs", "1", "--out", out)
	renamed := write(t, filepath.Join(folder, "renamed"), read(t, pictures))
	r := call(t.Context(), "evaluate", out, "--data", renamed, "--samples", "1", "--dreams", "300")
	if r.status != 2 || !strings.Contains(r.stderr, "not seen") {
		t.Errorf("the same images under another name: status %d, %q", r.status, r.stderr)
	}
	namesake := otherOfThatName(t, pictures)
	succeed(t, "evaluate", out, "--data", namesake, "--samples", "1", "--dreams", "300")
	// A file of an older version knows a name alone, and it is said so.
	forget(t, out)
	r = call(t.Context(), "evaluate", out, "--data", namesake, "--samples", "1", "--dreams", "300")
	if r.status != 2 || !strings.Contains(r.stderr, "not seen") {
		t.Errorf("by name: status %d, %q", r.status, r.stderr)
	}
	r = call(t.Context(), "evaluate", out, "--data", renamed, "--samples", "1", "--dreams", "300")
	if r.status != 0 || !strings.Contains(r.stderr, "compared by name") {
		t.Errorf("by another name: status %d, %q", r.status, r.stderr)
	}
}

func TestEvaluateRefusesDreams(t *testing.T) {
	folder := t.TempDir()
	seen, bars := filepath.Join(folder, "m.helmholtz"), handMade(t, "2,1", nil)
	succeed(t, "train", "--limit", "300", "--layers", "3", "--epochs", "1", "--out", seen)
	for args, want := range map[string]string{
		bars + " --dreams":                        "distribution",
		seen + " --dreams 5":                      "--dreams 5",
		seen + " --dreams=0":                      "--dreams 0",
		seen + " --dreams=x":                      "--dreams",
		seen + " --dreams --limit 150":            "at least 200",
		seen + " --dreams --split training":       "not seen",
		seen + " --dreams --split held-out":       "not seen",
		seen + " more --dreams":                   "2 arguments",
		seen + " more --dreams=10000":             "2 arguments",
		seen + " --dreams --limit 250 --split no": "no such part",
	} {
		r := call(t.Context(), strings.Fields("evaluate --samples 1 "+args)...)
		if r.status != 2 || r.stdout != "" || !strings.Contains(r.stderr, want) {
			t.Errorf("%s: status %d, %q, want %q", args, r.status, r.stderr, want)
		}
	}
}

// All classes dream, and are compared with images that none of them has seen.
func TestEvaluateScoresDreamsOfClasses(t *testing.T) {
	machines := trainSmallClasses(t)
	args := []string{"evaluate", machines, "--samples", "1", "--limit", "200", "--dreams", "1000"}
	all := object(t, succeed(t, with(args, "--json")...))
	wantKeys(t, all, "error_percent", "two_sample_percent", "memorising_z")
	checkShares(t, all)
	// Each machine has seen its own digit alone.
	if smallest := all["smallest_digit_share_percent"].(float64); smallest < 2 {
		t.Errorf("a digit has a share of %v %%", smallest)
	}
	if text := succeed(t, args...); !strings.Contains(text, "told from images") || !strings.Contains(text, "rarest digit") {
		t.Errorf("the table lacks dreams:\n%s", text)
	}
}
