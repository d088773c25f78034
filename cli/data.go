package cli

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network/images"
)

// Names of a data set's parts. Fitting and held-out are the training images in
// two: settings are chosen by the latter for machines trained on the former.
const (
	trainingSplit = "training"
	fittingSplit  = "fitting"
	heldOutSplit  = "held-out"
	testSplit     = "test"
)

// splits are the parts in the order in which they are offered. That of a part
// other than the training images is put in brackets behind a data set's name, so
// that the record of a machine says which images it saw.
var splits = []string{trainingSplit, fittingSplit, heldOutSplit, testSplit}

// partOf is the part of a data set with the given name.
func partOf(s *dataset.Source, split string) *images.Set {
	return s.Images(images.Origin{Part: split})
}

// splitMark is what stands behind the name of a data set for a part of it.
func splitMark(split string) string {
	if split == trainingSplit {
		return ""
	}
	return " (" + split + ")"
}

// dataFlags say which images a command uses.
type dataFlags struct {
	data, labels, split string
	limit               int
	straighten          bool
}

// bind adds the flags but --straighten, which only training chooses.
func (f *dataFlags) bind(c *cobra.Command, data, split string) {
	flags := c.Flags()
	flags.StringVar(&f.data, "data", data, "images: "+builtInNames()+", or an IDX `FILE`, compressed or not")
	flags.StringVar(&f.labels, "labels", "", "IDX `FILE` with the labels of --data FILE")
	flags.StringVar(&f.split, "split", split, "images of the data set to use: training, its parts fitting (the first\n"+
		"five sixths) and held-out (the last sixth), or test")
	flags.IntVar(&f.limit, "limit", 0, "use the first `N` images only")
}

// builtInNames lists the data sets inside the program.
func builtInNames() string {
	return strings.Join(dataset.BuiltIn(), ", ")
}

func isBuiltIn(name string) bool {
	return dataset.IsBuiltIn(name)
}

// recordName is how the record of a machine calls the data. A file that is
// called like a built-in set keeps a sign that it is none.
func (f *dataFlags) recordName() string {
	name := f.data
	if !isBuiltIn(name) {
		name = filepath.Base(name)
		if isBuiltIn(name) {
			name = "./" + name
		}
	}
	return name + splitMark(f.split)
}

// check reports impossible flags.
func (f *dataFlags) check(c *cobra.Command) error {
	switch {
	case !slices.Contains(splits, f.split):
		return usagef("--split %s: there is no such part of a data set; choose one of %s", f.split, strings.Join(splits, ", "))
	case f.limit < 0 || c.Flags().Changed("limit") && f.limit == 0:
		return usagef("--limit %d: give the number of images to use, at least 1", f.limit)
	case f.labels != "" && isBuiltIn(f.data):
		return usagef("--labels: %s has its own labels; leave --labels out or give --data FILE", f.data)
	}
	return nil
}

// open loads the images that the flags ask for.
func (f *dataFlags) open() (*images.Set, error) {
	source, err := dataset.Open(f.data, f.labels)
	if err != nil {
		return nil, err
	}
	set := partOf(source, f.split)
	if f.limit > 0 && set.Probabilities != nil {
		return nil, usagef("--limit: %s is a distribution, which has no first images; leave --limit out", f.data)
	}
	if f.limit > 0 {
		set = set.First(f.limit)
	}
	if f.straighten {
		set = dataset.Straighten(set)
	}
	named := *set
	named.Name = f.recordName()
	if f.split == testSplit && source.Training == source.Test {
		// One part only, so that the split makes no difference.
		named.Name = strings.TrimSuffix(named.Name, splitMark(testSplit))
	}
	return &named, nil
}

// splitName takes a data set's name in a record apart.
func splitName(name string) (data, split string) {
	for _, split := range splits[1:] {
		if data, found := strings.CutSuffix(name, splitMark(split)); found {
			return data, split
		}
	}
	return name, trainingSplit
}

// fromRecord chooses the machine's own data where no others were given.
func (f *dataFlags) fromRecord(c *cobra.Command, file string, r *learn.Record) error {
	f.straighten = r.Straightened
	if c.Flags().Changed("data") {
		return nil
	}
	data, _ := splitName(r.Data)
	if !isBuiltIn(data) {
		return usagef("%s: its images came from the file %s; say where that is with --data FILE", file, data)
	}
	f.data = data
	return nil
}

// checkThreads reports an impossible number of threads.
func checkThreads(n int) error {
	const most = 1024
	if n < 1 || n > most {
		return usagef("--threads %d: give a number from 1 to %d", n, most)
	}
	return nil
}

// plural counts things: 1 image, 2 images.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
