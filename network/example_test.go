package network_test

import (
	"fmt"
	"log"

	"wakesleep/network"
)

// columns is a machine for images of 3×3 pixels with two categories: an image whose left
// column is black, and one whose right column is. Its weights are set by hand; package
// learn finds such weights from images.
func columns() *network.Machine {
	m, err := network.New(3, 3, []network.Layer{{Units: 2, Kind: network.Categorical}}, nil)
	if err != nil {
		log.Fatal(err)
	}
	for j := range m.Pixels() {
		m.Generative.Biases[0][j] = -5
	}
	for row := range m.Height {
		for category, pixel := range []int{3 * row, 3*row + 2} {
			m.Generative.Weights(1, 0).Row(category)[pixel] = 10
			m.Recognition.Weights(0, 1).Row(pixel)[category] = 3
		}
	}
	return m
}

// left is an image whose left column is black.
func left() []uint8 {
	return []uint8{
		255, 0, 0,
		255, 0, 0,
		255, 0, 0,
	}
}

// show prints an image of probabilities, or grey levels, above a threshold.
func show[T uint8 | float32](image []T, threshold T) {
	for row := range 3 {
		for _, v := range image[3*row : 3*row+3] {
			if v > threshold {
				fmt.Print("#")
			} else {
				fmt.Print(".")
			}
		}
		fmt.Println()
	}
}

func ExampleNew() {
	hidden, err := network.ParseLayers("200,100,50c")
	if err != nil {
		log.Fatal(err)
	}
	m, err := network.New(28, 28, hidden, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(m)
	fmt.Println("top is categorical:", m.Categorical())
	fmt.Println("first generative weights:", m.Generative.Weights(1, 0).Rows, "×", m.Generative.Weights(1, 0).Cols)
	// Output:
	// 784-200-100-50c
	// top is categorical: true
	// first generative weights: 200 × 784
}

// A recognition names the category of an image and says how many bits it takes to
// describe the image by its causes.
func ExampleMachine_Recognise() {
	r := columns().Recognise(left(), 1000, 1)
	fmt.Println("category:", r.Category())
	fmt.Printf("%.2f bits for the causes\n", r.CauseBits)
	fmt.Printf("%.2f bits for the difference\n", r.DifferenceBits)
	fmt.Printf("%.2f bits in all\n", r.FreeEnergy())
	// Output:
	// category: 0
	// 1.00 bits for the causes
	// 0.09 bits for the difference
	// 1.09 bits in all
}

func ExampleMachine_Dream() {
	dreams := columns().Dream(2, 2)
	for i := range dreams.Count() {
		fmt.Println("category", dreams.States[1].FirstOne(i))
		show(dreams.Probabilities.Row(i), .5)
	}
	// Output:
	// category 1
	// ..#
	// ..#
	// ..#
	// category 0
	// #..
	// #..
	// #..
}

func ExampleMachine_CategoryImage() {
	show(columns().CategoryImage(1, 10, 1), .5)
	// Output:
	// ..#
	// ..#
	// ..#
}

// The machine sees one pixel and draws the rest.
func ExampleMachine_Complete() {
	known := make([]bool, 9)
	known[0] = true
	completed := columns().Complete(left(), known, 1, 20, 3, 1)
	show(completed.Probabilities.Row(0), .5)
	fmt.Printf("p(known pixel) is about e^%.1f\n", completed.LogEvidence[0])
	// Output:
	// #..
	// #..
	// #..
	// p(known pixel) is about e^-0.7
}

// A machine without its first unit has no cause for the left column any more.
func ExampleMachine_Silence() {
	m := columns()
	if err := m.Silence(1, 0); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.0f bits\n", m.Recognise(left(), 1000, 1).FreeEnergy())
	fmt.Println(m.Silence(1, 0, 1))
	// Output:
	// 43 bits
	// one unit of a categorical layer must be left to fire
}
