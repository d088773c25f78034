package cli

import (
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wakesleep/io/machinefile"
	"wakesleep/network"
)

// A machine of zeros describes every image in as many bits as it has pixels, so
// that none is shorter or longer than a picture.
func TestRecogniseComparesWithTheMachinesOwnData(t *testing.T) {
	all := object(t, succeed(t, "recognise", handMade(t, "6,1", nil), pngOf(t), "--json"))
	near(t, "strangeness_percentile", all["strangeness_percentile"], 50, 1e-9)
	near(t, "strangeness_images", all["strangeness_images"], 12, 0)
	if got := all["strangeness"]; got != "familiar: 50 % of images of bars3 are shorter" {
		t.Errorf("strangeness: %v", got)
	}
}

// Each pixel of the bars is on in half of the images: a bit for each.
func TestRecogniseListsBaselines(t *testing.T) {
	for name, path := range map[string]string{
		"as saved":                              handMade(t, "6,1", nil),
		"by a file that does not tell the mean": withoutMean(t, handMade(t, "6,1", nil)),
	} {
		costs := object(t, succeed(t, "recognise", path, pngOf(t), "--json"))["baselines_bits"].(map[string]any)
		near(t, name+": byte_per_pixel", costs["byte_per_pixel"], 72, 0)
		near(t, name+": bit_per_pixel", costs["bit_per_pixel"], 9, 0)
		near(t, name+": independent_pixels", costs["independent_pixels"], 9, 1e-6)
		// Headers and checksums alone are 18 bytes of gzip, and more of PNG.
		if costs["gzip"].(float64) <= 8*18 || costs["png"].(float64) <= costs["gzip"].(float64) {
			t.Errorf("%s: gzip %v, PNG %v", name, costs["gzip"], costs["png"])
		}
	}
	text := succeed(t, "recognise", handMade(t, "6,1", nil), pngOf(t))
	for _, want := range []string{"independent pixels", "9.00 bits", "gzip, header included", "PNG file", "familiar"} {
		if !strings.Contains(text, want) {
			t.Errorf("the answer lacks %q:\n%s", want, text)
		}
	}
}

// withoutMean takes the mean levels of the training images out of a machine's file.
func withoutMean(t *testing.T, path string) string {
	t.Helper()
	file, err := machinefile.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	file.Arrays = slices.DeleteFunc(file.Arrays, func(a network.Array) bool { return a.Name == "data_mean" })
	if err := machinefile.Write(path, file); err != nil {
		t.Fatal(err)
	}
	return path
}

// The images of a file are not in the machine's file; their means are.
func TestRecogniseByAMachineOfAFile(t *testing.T) {
	folder := t.TempDir()
	pictures, _ := idxFiles(t, folder, 60)
	path := filepath.Join(folder, "m.helmholtz")
	succeed(t, "train", "--data", pictures, "--layers", "4", "--batch", "10", "--epochs", "2", "--out", path)
	if r := call(t.Context(), "recognise", path, pngOf(t), "--data", "digits"); r.status == 0 || !strings.Contains(r.stderr, "28×28") {
		t.Errorf("images of another size: status %d, %q", r.status, r.stderr)
	}

	all := object(t, succeed(t, "recognise", path, pngOf(t), "--json"))
	if _, found := all["strangeness_percentile"]; found || !strings.Contains(all["strangeness_note"].(string), "--data FILE") {
		t.Errorf("strangeness %v, note %v", all["strangeness_percentile"], all["strangeness_note"])
	}
	// A pixel that only crosses or only rings have is on in half of the images and
	// costs a bit; what both or none have costs little.
	seen, bits := all["seen"].([]any), 0.0
	cross, ring := "*...*.*.*...*...*.*.*...*", "******...**...**...******"
	for j := range seen {
		p := .02
		switch {
		case cross[j] == '*' && ring[j] == '*':
			p = .98
		case cross[j] != ring[j]:
			p = .5
		}
		bits -= seen[j].(float64)*math.Log2(p) + (1-seen[j].(float64))*math.Log2(1-p)
	}
	near(t, "independent_pixels", all["baselines_bits"].(map[string]any)["independent_pixels"], bits, 1e-4)

	all = object(t, succeed(t, "recognise", path, pngOf(t), "--data", pictures, "--json"))
	near(t, "strangeness_images", all["strangeness_images"], 10, 0)
	if words := all["strangeness"].(string); !strings.Contains(words, "images of shapes-images") {
		t.Errorf("strangeness: %s", words)
	}
	if all["strangeness_note"] != nil {
		t.Errorf("note: %v", all["strangeness_note"])
	}
}

func TestRecogniseCallsOtherDigitsUnseen(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	succeed(t, with(small, "--out", out)...)
	all := object(t, succeed(t, "recognise", out, "digits:17", "--json"))
	near(t, "strangeness_images", all["strangeness_images"], 1000, 0)
	if words := all["strangeness"].(string); !strings.Contains(words, "unseen digits") {
		t.Errorf("strangeness: %s", words)
	}
}

func TestClassesAreComparedToo(t *testing.T) {
	out := trainSmallClasses(t)
	all := object(t, succeed(t, "recognise", out, "digits:17", "--json"))
	near(t, "strangeness_images", all["strangeness_images"], 1000, 0)
	costs := all["baselines_bits"].(map[string]any)
	near(t, "bit_per_pixel", costs["bit_per_pixel"], 784, 0)
	if bits := costs["independent_pixels"].(float64); bits < 100 || bits > 784 {
		t.Errorf("independent pixels take %v bits", bits)
	}
	text := succeed(t, "recognise", out, "digits:17")
	if !strings.Contains(text, "unseen digits") || !strings.Contains(text, "independent pixels") {
		t.Errorf("recognise says\n%s", text)
	}
	all = object(t, succeed(t, "evaluate", out, "--samples", "2", "--limit", "40", "--json"))
	costs = all["ledger"].(map[string]any)["baselines"].(map[string]any)
	near(t, "byte_per_pixel", costs["byte_per_pixel"], 8*784, 0)
	if gzip := costs["gzip"].(map[string]any); gzip["stderr_bits"].(float64) <= 0 {
		t.Errorf("gzip %v", gzip)
	}
}
