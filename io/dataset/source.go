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
	// Name is what Open was asked for; of a file, the name without its folder.
	Name           string
	Training, Test *images.Set
}

// Info describes a built-in set to a person who chooses one.
type Info struct {
	// Name is what Open takes.
	Name string
	// Title is a line for a menu, Description a sentence or two.
	Title, Description string
}

type builtIn struct {
	Info
	open func() (*Source, error)
}

// builtIns is in the order in which they are offered.
var builtIns = []builtIn{
	{
		Info{
			digitsName, "Handwritten digits (MNIST)",
			"70,000 digits of 28×28 pixels written by some 500 people: 60,000 to learn from, 10,000 to test with.",
		}, digits,
	},
	{
		Info{
			digits8Name, "Small digits, 8×8",
			"The same 70,000 digits cut out, shrunk to 8×8 pixels and made black and white, like the postal digits in the article of 1995.",
		}, digits8,
	},
	{
		Info{
			bars3Name, "Bars, 3×3",
			"Twelve patterns of columns and rows. So small that how well a machine dreams is computed exactly.",
		}, bars3,
	},
	{
		Info{
			bars4Name, "Bars, 4×4",
			"Vertical or horizontal bars, never both, as in the article of 1995: thirty patterns, known exactly.",
		}, bars4,
	},
}

// BuiltIn lists the sets inside the program.
func BuiltIn() []Info {
	list := make([]Info, len(builtIns))
	for i, b := range builtIns {
		list[i] = b.Info
	}
	return list
}

// Open finds the set called name: one of BuiltIn, or else the path of an IDX file
// of images, compressed with gzip or not. The path labels names the IDX file of
// their labels and is empty where there are none; built-in sets take none. A file
// that is called like a built-in set opens as "./digits".
func Open(name, labels string) (*Source, error) {
	i := slices.IndexFunc(builtIns, func(b builtIn) bool { return b.Name == name })
	if i < 0 {
		return openFile(name, labels)
	}
	if labels != "" {
		return nil, fmt.Errorf("%s: a built-in set takes no labels from a file (%s); leave the labels out", name, labels)
	}
	return builtIns[i].open()
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
	return &Source{Name: set.Name, Training: set, Test: set}, nil
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
		path := folder + name
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		}
	}
	return ""
}
