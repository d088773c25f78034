package cli

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"wakesleep/learn"
)

// dreamer makes a machine that always dreams the same picture: its left column.
func dreamer(t *testing.T) string {
	return handMade(t, "2,1", func(c *learn.Checkpoint) {
		for i := range c.Machines[0].Generative.Biases[0] {
			c.Machines[0].Generative.Biases[0][i] = -40
			if i%3 == 0 {
				c.Machines[0].Generative.Biases[0][i] = 40
			}
		}
	})
}

func openPNG(t *testing.T, path string) image.Image {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func level(picture image.Image, x, y int) uint32 {
	r, _, _, _ := picture.At(x, y).RGBA()
	return r >> 8
}

func TestDreamWritesASheet(t *testing.T) {
	out := filepath.Join(t.TempDir(), "sheet.png")
	machine := dreamer(t)
	all := object(t, succeed(t, "dream", machine, "--out", out, "--count", "7", "--columns", "3", "--scale", "4", "--json"))
	wantKeys(t, all, "file", "out", "count", "columns", "rows", "width", "height", "scale", "seed", "probabilities")
	picture := openPNG(t, out)
	// Pictures of 3·4 pixels with lines of 2 round them: 3 columns and 3 rows.
	if size := picture.Bounds().Size(); size != image.Pt(3*14+2, 3*14+2) || all["width"] != 44.0 || all["rows"] != 3.0 {
		t.Fatalf("a sheet of %v, %v", size, all)
	}
	for i := range 7 {
		left, top := 2+i%3*14, 2+i/3*14
		for y := range 12 {
			for x := range 12 {
				want := uint32(0)
				if x < 4 {
					want = 255
				}
				if got := level(picture, left+x, top+y); got != want {
					t.Fatalf("dream %d has %d at %d, %d", i, got, x, y)
				}
			}
		}
	}
	if level(picture, 0, 0) != lineGrey || level(picture, 40, 40) != lineGrey {
		t.Error("lines and empty places are not grey")
	}
}

func TestDreamProbabilities(t *testing.T) {
	out := filepath.Join(t.TempDir(), "sheet.png")
	machine := handMade(t, "2", nil)
	succeed(t, "dream", machine, "--out", out, "--count", "1", "--scale", "1", "--probabilities")
	picture := openPNG(t, out)
	if got := level(picture, 3, 3); got != 128 {
		t.Errorf("a probability of one half is %d", got)
	}
}

func TestDreamsDependOnTheSeedAlone(t *testing.T) {
	folder := t.TempDir()
	machine := handMade(t, "2", nil)
	sheetOf := func(name, seed string) string {
		out := filepath.Join(folder, name)
		succeed(t, "dream", machine, "--out", out, "--seed", seed)
		return string(read(t, out))
	}
	if sheetOf("a", "3") != sheetOf("b", "3") {
		t.Error("the same seed dreams differently")
	}
	if sheetOf("c", "4") == sheetOf("a", "3") {
		t.Error("another seed dreams the same")
	}
}
