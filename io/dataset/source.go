package dataset

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"wakesleep/internal/sentence"
	"wakesleep/io/ordinary"
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
	// Name is for display: that of the training images.
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

// IsBuiltIn reports whether Open takes a name for a set inside the program.
func IsBuiltIn(name string) bool { return slices.Contains(BuiltIn(), name) }

// Open finds the set called name: one of BuiltIn, or else the path of a file of
// images, or of a pipe of them that the program inherited, as /dev/stdin. The path labels
// names the file of their labels and is empty where there are none; built-in sets take none. A file that is called like a built-in set opens as
// "./digits".
func Open(name, labels string) (*Source, error) {
	if !IsBuiltIn(name) {
		set, err := readSet(openData, name, labels)
		if err != nil {
			return nil, err
		}
		return &Source{Name: set.Name, Path: name, Training: set, Test: set}, nil
	}
	if labels != "" {
		return nil, sentence.Errorf("%s: a built-in set takes no labels from a file (%s); leave the labels out", name, labels)
	}
	return map[string]func() (*Source, error){
		digitsName: digits, digits8Name: digits8, bars3Name: bars3, bars4Name: bars4,
	}[name]()
}

// OpenLabelled is Open with the labels that lie beside a file.
func OpenLabelled(name string) (*Source, error) {
	labels := ""
	if !IsBuiltIn(name) {
		labels = GuessLabels(name)
	}
	return Open(name, labels)
}

// readSet reads images, and labels where their path is not empty.
func readSet[F io.ReadCloser](open func(path string) (F, error), path, labels string) (*images.Set, error) {
	set, err := readFile(open, path, ReadImages)
	if err != nil || labels == "" {
		return set, err
	}
	set.Labels, err = readFile(open, labels, ReadLabels)
	if err == nil && len(set.Labels) != set.Count() {
		err = sentence.Errorf("%s: it holds %d labels, but %s holds %d pictures; pick the two files that belong together",
			labels, len(set.Labels), set.Name, set.Count())
	}
	return set, err
}

// readFile opens the file at path for a reader of its format.
func readFile[T any, F io.ReadCloser](open func(path string) (F, error), path string, read func(io.Reader, string) (T, error)) (result T, err error) {
	file, err := open(path)
	if err != nil {
		return result, err
	}
	defer file.Close()
	return read(file, path)
}

// Things is a word for the pictures in sentences: digits, or just images.
func (s *Source) Things() string {
	if o := s.Training.Origin; !o.File && strings.HasPrefix(o.Source, digitsName) {
		return "digits"
	}
	return "images"
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
		if path := folder + name; isFile(path) {
			return path
		}
	}
	return ""
}

func isFile(path string) bool { return ordinary.Check(path) == nil }
