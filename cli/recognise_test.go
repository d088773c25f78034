package cli

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wakesleep/learn"
)

// pngOf writes a 3×3 picture whose middle row is light.
func pngOf(t *testing.T) string {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 3, 3))
	for x := range 3 {
		picture.SetGray(x, 1, color.Gray{Y: 255})
	}
	var text bytes.Buffer
	if err := png.Encode(&text, picture); err != nil {
		t.Fatal(err)
	}
	return write(t, filepath.Join(t.TempDir(), "bar.png"), text.Bytes())
}

// Under a machine of zeros an image costs a bit for each pixel and nothing for
// the causes, and its own image is grey.
func TestRecogniseByAMachineOfZeros(t *testing.T) {
	all := object(t, succeed(t, "recognise", handMade(t, "6,1", nil), pngOf(t), "--firings", "50", "--json"))
	wantKeys(t, all, "file", "image", "machine", "seed", "layers", "baselines_bits", "top_units")
	for key, want := range map[string]float64{
		"bits_causes": 0, "bits_difference": 9, "free_energy_bits": 9, "bound_bits": 9,
		"bound_samples": 50, "firings": 50, "width": 3, "height": 3,
	} {
		near(t, key, all[key], want, 1e-5)
	}
	if layers := all["layers"].([]any); len(layers) != 2 {
		t.Errorf("layers %v", layers)
	}
	for i, seen := range all["seen"].([]any) {
		on := 0.0
		if i/3 == 1 {
			on = 1
		}
		near(t, "what is seen", seen, on, 0)
		near(t, "the machine's image", all["own_image"].([]any)[i], .5, 1e-6)
		near(t, "the difference", all["difference"].([]any)[i], on-.5, 1e-6)
	}
	if _, found := all["category"]; found {
		t.Error("a category without a categorical top")
	}
}

// sure makes a machine with three categories that always sees the second.
func sure(t *testing.T) string {
	return handMade(t, "4,3c", func(c *learn.Checkpoint) {
		topBiases(c.Machines[0])[1] = 40
		c.Record.Names = []string{"2", "7", ""}
	})
}

func TestRecogniseNamesTheCategory(t *testing.T) {
	all := object(t, succeed(t, "recognise", sure(t), "bars3:4", "--json"))
	if all["category"] != 1.0 || all["name"] != "7" {
		t.Errorf("category %v, name %v", all["category"], all["name"])
	}
	first := all["categories"].([]any)[0].(map[string]any)
	near(t, "its share", first["share"], 1, 1e-6)
	// It costs log2 3 bits to tell which of three categories.
	near(t, "bits_causes", all["bits_causes"], 1.58496, 1e-4)
}

func TestRecognisePrintsWhatTheCanvasShows(t *testing.T) {
	text := succeed(t, "recognise", sure(t), pngOf(t))
	for _, want := range []string{"7 (no. 1)", "100.0 %", "layer 2", "bits for the difference", "free energy", "K=200", "own image", "██████"} {
		if !strings.Contains(text, want) {
			t.Errorf("the answer lacks %q:\n%s", want, text)
		}
	}
}

func TestRecogniseDependsOnTheSeedAlone(t *testing.T) {
	args := []string{"recognise", handMade(t, "6,1", nil), "bars3:4", "--json", "--seed"}
	first := succeed(t, with(args, "5")...)
	if again := succeed(t, with(args, "5")...); again != first {
		t.Error("the same seed gives another answer")
	}
	if other := succeed(t, with(args, "6")...); other == first {
		t.Error("another seed gives the same firings")
	}
}

func TestRecogniseADigit(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	succeed(t, with(small, "--out", out)...)
	all := object(t, succeed(t, "recognise", out, "digits:17", "--json"))
	near(t, "byte_per_pixel", all["baselines_bits"].(map[string]any)["byte_per_pixel"], 8*784, 0)
	near(t, "bit_per_pixel", all["baselines_bits"].(map[string]any)["bit_per_pixel"], 784, 0)
	if len(all["seen"].([]any)) != 784 {
		t.Errorf("%d pixels seen", len(all["seen"].([]any)))
	}
}

func TestGreatest(t *testing.T) {
	got := greatest([]float32{.1, .3, 0, .3, .2, .05, .05})
	if want := []int{1, 3, 4, 0}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := greatest([]float32{0, 1}); !slices.Equal(got, []int{1}) {
		t.Errorf("got %v", got)
	}
}

// Every key that --json prints is explained by --help.
func TestRecogniseExplainsItsKeys(t *testing.T) {
	help := succeed(t, "recognise", "--help")
	categories, many := handMade(t, "4c", nil), trainSmallClasses(t)
	for _, args := range [][]string{
		{handMade(t, "6,1", nil), "bars3:3", "--flip", ".1", "--silence", ".1"},
		{categories, "bars3:3"},
		{many, "digits:0"},
	} {
		for key := range object(t, succeed(t, with([]string{"recognise", "--json"}, args...)...)) {
			if !strings.Contains(help, key) {
				t.Errorf("the help lacks %s", key)
			}
		}
	}
}

// An image that costs infinitely many bits gets no answer.
func TestRecogniseByAMachineGoneWrong(t *testing.T) {
	machine := handMade(t, "2", func(c *learn.Checkpoint) {
		w := c.Machines[0].Generative.Weights(1, 0)
		for j := range w.Row(0) {
			w.Row(0)[j], w.Row(1)[j] = math.MaxFloat32, math.MaxFloat32
		}
	})
	r := call(t.Context(), "recognise", machine, "bars3:0", "--firings", "50")
	if r.status != 1 || r.stdout != "" || !strings.Contains(r.stderr, "not finite") {
		t.Errorf("status %d, %q, %q", r.status, r.stdout, r.stderr)
	}
}
