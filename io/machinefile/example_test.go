package machinefile_test

import (
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"wakesleep/io/machinefile"
	"wakesleep/network"
)

// A file keeps a machine's arrays, and metadata that are the caller's own.
func Example() {
	folder, err := os.MkdirTemp("", "machines-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "m"+machinefile.Extension)

	hidden := []network.Layer{{Units: 4}, {Units: 2, Kind: network.Categorical}}
	saved, err := network.New(3, 3, hidden, nil)
	if err != nil {
		log.Fatal(err)
	}
	saved.Generative.Biases[0][8] = .5
	meta := fmt.Sprintf(`{"layers":%q}`, network.FormatLayers(hidden))
	if err := machinefile.Write(path, &machinefile.File{Meta: []byte(meta), Arrays: saved.Arrays("")}); err != nil {
		log.Fatal(err)
	}

	file, err := machinefile.Read(path)
	if err != nil {
		log.Fatal(err)
	}
	loaded, err := network.New(3, 3, hidden, nil)
	if err != nil {
		log.Fatal(err)
	}
	if err := loaded.SetArrays("", file.Arrays); err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(file.Meta))
	fmt.Println(loaded.Generative.Biases[0])
	for _, array := range file.Arrays {
		fmt.Println(array.Name, array.Shape)
	}
	// Output:
	// {"layers":"4,2c"}
	// [0 0 0 0 0 0 0 0 0.5]
	// generative_weights_1 [4 9]
	// generative_weights_2 [2 4]
	// generative_biases_0 [9]
	// generative_biases_1 [4]
	// generative_biases_2 [2]
	// recognition_weights_1 [9 4]
	// recognition_weights_2 [4 2]
	// recognition_biases_1 [4]
	// recognition_biases_2 [2]
}

// Errors are sentences for the user, and wrap a value to test for.
func ExampleRead() {
	_, err := machinefile.Read("example_test.go")
	fmt.Println(errors.Is(err, machinefile.ErrNotMachine))
	// Output: true
}
