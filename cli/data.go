package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network/images"
)

// dataFlags say which images a command uses.
type dataFlags struct {
	data, labels, split string
	limit               int
	// straighten and swap are how the images are treated.
	straighten, swap bool
	// source is what data and labels name, once it is opened.
	source *dataset.Source
}

// bind adds the flags but --straighten, which only training chooses.
func (f *dataFlags) bind(c *cobra.Command, data, split string) {
	flags := c.Flags()
	flags.StringVar(&f.data, "data", data, "images: "+strings.Join(dataset.BuiltIn(), ", ")+", or an IDX `FILE`, compressed or not")
	flags.StringVar(&f.labels, "labels", "", "IDX `FILE` with the labels of --data FILE")
	flags.StringVar(&f.split, "split", split, "images of the data set to use: training, its parts fitting (the first\n"+
		"five sixths) and held-out (the last sixth), or test")
	flags.IntVar(&f.limit, "limit", 0, "use the first `N` images only")
}

// check reports impossible flags.
func (f *dataFlags) check(c *cobra.Command) error {
	switch {
	case !slices.Contains(dataset.Parts(), f.split):
		return usagef("--split %s: there is no such part of a data set; choose one of %s", f.split, strings.Join(dataset.Parts(), ", "))
	case f.limit < 0 || c.Flags().Changed("limit") && f.limit == 0:
		return usagef("--limit %d: give the number of images to use, at least 1", f.limit)
	case f.labels != "" && dataset.IsBuiltIn(f.data):
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
	if f.limit > 0 && source.Training.Probabilities != nil {
		return nil, usagef("--limit: %s is a distribution, which has no first images; leave --limit out", f.data)
	}
	f.source = source
	return source.Images(images.Origin{Part: f.split, Limit: f.limit, Straightened: f.straighten, Swapped: f.swap}), nil
}

// trainedOn tells which images a machine was trained on.
func trainedOn(r *learn.Record) dataset.Identity { return dataset.Complete(r.Trained()) }

// noteOlder says that a machine's file does not tell the content of its images, where they
// have been compared with others.
func noteOlder(c *cobra.Command, file string, r *learn.Record) {
	if own := r.Trained(); !own.Known() {
		note(c, "an older version wrote %s, which does not tell the content of its images; "+
			"they were compared by name, size and number", file)
	}
}

// fromRecord chooses the machine's own data where no others were given.
func (f *dataFlags) fromRecord(c *cobra.Command, file string, r *learn.Record) error {
	own := trainedOn(r)
	f.straighten, f.swap = own.Straightened, own.Swapped
	if c.Flags().Changed("data") {
		return nil
	}
	if own.File {
		return usagef("%s: its images came from the file %s; say where that is with --data FILE", file, dataset.SourceName(own.Origin))
	}
	f.data = own.Source
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
