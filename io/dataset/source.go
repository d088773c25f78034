package dataset

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"wakesleep/network/images"
)

const (
	digitsName  = "digits"
	digits8Name = "digits8"
	bars3Name   = "bars3"
	bars4Name   = "bars4"
)

// Source is a data set with its two parts. Where there is but one part, a file or
// an exact distribution, Test and Training are the same Set.
type Source struct {
	// Name is what people read: that of the training images.
	Name string
	// Path is where a file was read; empty for built-in sets.
	Path           string
	Training, Test *images.Set

	// whole is the source as it was opened; nil for itself.
	whole *Source
}

// BuiltIn lists the names of the sets inside the program in the order in which they are
// offered.
func BuiltIn() []string { return []string{digitsName, digits8Name, bars3Name, bars4Name} }

// IsBuiltIn tells whether Open takes a name for a set inside the program.
func IsBuiltIn(name string) bool { return slices.Contains(BuiltIn(), name) }

// Open finds the set called name: one of BuiltIn, or else the path of a file of
// images. The path labels names the file of their labels and is empty where there are
// none; built-in sets take none. A file that is called like a built-in set opens as
// "./digits".
func Open(name, labels string) (*Source, error) {
	if !IsBuiltIn(name) {
		return openFile(name, labels)
	}
	if labels != "" {
		return nil, fmt.Errorf("%s: a built-in set takes no labels from a file (%s); leave the labels out", name, labels)
	}
	return map[string]func() (*Source, error){
		digitsName: digits, digits8Name: digits8, bars3Name: bars3, bars4Name: bars4,
	}[name]()
}

// OpenLabelled is Open with the labels that lie beside a file.
func OpenLabelled(name string) (*Source, error) {
	if IsBuiltIn(name) {
		return Open(name, "")
	}
	return Open(name, GuessLabels(name))
}

// openFile reads images, and labels where their path is not empty.
func openFile(path, labels string) (*Source, error) {
	set, err := readFile(path, ReadImages)
	if err != nil {
		return nil, err
	}
	if labels != "" {
		classes, err := readFile(labels, ReadLabels)
		if err != nil {
			return nil, err
		}
		if set, err = withLabels(set, classes, labels); err != nil {
			return nil, err
		}
	}
	return &Source{Name: set.Name, Path: path, Training: set, Test: set}, nil
}

// withLabels is set with labels, which were read from the file name.
func withLabels(set *images.Set, labels []uint8, name string) (*images.Set, error) {
	if len(labels) != set.Count() {
		return nil, fmt.Errorf("%s: it holds %d labels, but %s holds %d pictures; pick the two files that belong together",
			name, len(labels), set.Name, set.Count())
	}
	labelled := *set
	labelled.Labels = labels
	return &labelled, nil
}

// readFile opens the file at path for a reader of its format.
func readFile[T any](path string, read func(io.Reader, string) (T, error)) (T, error) {
	file, err := openRegular(path)
	if err != nil {
		var none T
		return none, err
	}
	defer file.Close()
	return read(file, path)
}

// GuessLabels finds the labels that lie beside a file of images and are named as
// MNIST names them (train-images-idx3-ubyte, train-labels-idx1-ubyte), compressed
// or not. It is empty where there is no such file. The file is not opened.
func GuessLabels(imagesPath string) string {
	folder, base := filepath.Split(imagesPath)
	guess := strings.NewReplacer("images", "labels", "idx3", "idx1").Replace(base)
	if guess == base {
		return ""
	}
	plain := strings.TrimSuffix(guess, ".gz")
	for _, name := range []string{guess, plain, plain + ".gz"} {
		if path := folder + name; isRegular(path) {
			return path
		}
	}
	return ""
}

func isRegular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
