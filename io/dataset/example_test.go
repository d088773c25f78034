package dataset_test

import (
	"fmt"
	"image"
	"image/color"
	"log"
	"os"
	"path/filepath"

	"wakesleep/io/dataset"
	"wakesleep/network/images"
)

// Built-in data open by name, files by path. Both give labelled images for training and
// for testing, of which a part can be taken.
func ExampleOpen() {
	digits, err := dataset.Open("digits", "")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(digits.Name, digits.Training.Count(), digits.Test.Count(), digits.Test.Labels[:5])

	folder, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "two-images-idx3-ubyte")
	file, err := os.Create(path)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	if err := dataset.WriteImages(file, digits.Training.First(2)); err != nil {
		log.Fatal(err)
	}
	two, err := dataset.OpenLabelled(path) // no file of labels lies beside it
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(two.Name, two.Training.Count(), two.HasTest(), two.Training.Labels)

	upright := digits.Take(images.Origin{Part: dataset.PartHeldOut, Limit: 100, Straightened: true})
	fmt.Println(upright.Name, upright.Training.Count(), upright.Test.Count())
	// Output:
	// digits 60000 10000 [7 2 1 0 4]
	// two-images-idx3-ubyte 2 false []
	// digits (held-out) 100 10000
}

// A picture of any size, dark on light or light on dark, becomes what training images are:
// light ink on dark ground, in the middle of the field.
func ExamplePrepare() {
	paper := image.NewGray(image.Rect(0, 0, 120, 90))
	for y := range 90 {
		for x := range 120 {
			paper.SetGray(x, y, color.Gray{Y: 250})
			if x >= 80 && x < 90 && y >= 10 && y < 50 {
				paper.SetGray(x, y, color.Gray{Y: 20})
			}
		}
	}
	field := dataset.Prepare(paper, 8, 8, false)
	for y := range 8 {
		for _, level := range field[8*y : 8*y+8] {
			fmt.Print(map[bool]string{true: "#", false: "."}[level > 127])
		}
		fmt.Println()
	}
	// Output:
	// ...##...
	// ...##...
	// ...##...
	// ...##...
	// ...##...
	// ...##...
	// ...##...
	// ...##...
}

// The content of a file decides what it is, whatever its name promises.
func ExampleInspect() {
	folder, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "digits-images-idx3-ubyte")
	if err := os.WriteFile(path, []byte("<!DOCTYPE html><title>Not found</title>"), 0o600); err != nil {
		log.Fatal(err)
	}
	format, err := dataset.Inspect(path)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(format.Kind == dataset.Unread, format.Name)
	fmt.Println(format.Refuse(filepath.Base(path), dataset.Images))
	// Output:
	// true a web page
	// digits-images-idx3-ubyte: it is a web page; it came in place of the file; download that again
}
