package cli

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"wakesleep/io/dataset"
	"wakesleep/io/exclusive"
	"wakesleep/learn"
	"wakesleep/learn/measure"
)

// nameFlags are the command line of name.
type nameFlags struct {
	data      dataFlags
	fit, json bool
	threads   int
}

func newName() *cobra.Command {
	f := new(nameFlags)
	c := &cobra.Command{
		Use:   "name FILE [CATEGORY NAME]",
		Short: "Name the categories of a machine",
		Long: "Give category number CATEGORY of a machine a name; an empty one takes its name away. With\n" +
			"--fit all categories are named anew by the commonest label of the machine's training images\n" +
			"that fall in them. Without either, list the names. Only the names in FILE change.\n\n" +
			"Accuracy compares names with labels: a category named by hand counts where it is called\n" +
			"exactly like the label, as 4.",
		Example: "  wakesleep name m.helmholtz\n" +
			"  wakesleep name m.helmholtz 17 4\n" +
			"  wakesleep name m.helmholtz --fit",
		Args: f.checkArguments,
	}
	flags := c.Flags()
	flags.BoolVar(&f.fit, "fit", false, "name all categories by the labels of the training images")
	flags.StringVar(&f.data.data, "data", "", "IDX `FILE` of the training images, where they are not built in")
	flags.StringVar(&f.data.labels, "labels", "", "IDX `FILE` with the labels of --data FILE")
	flags.IntVar(&f.threads, "threads", runtime.NumCPU(), "threads to share the work among")
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	c.RunE = func(c *cobra.Command, args []string) error { return f.run(c, args) }
	return c
}

// checkArguments wants one file, and for a name its category too.
func (f *nameFlags) checkArguments(c *cobra.Command, args []string) error {
	if len(args) == 3 && !f.fit || len(args) == 1 {
		return nil
	}
	return usagef("give a FILE alone, or a FILE, a CATEGORY and a NAME without --fit; see %s --help", c.CommandPath())
}

func (f *nameFlags) run(c *cobra.Command, args []string) error {
	if err := checkThreads(f.threads); err != nil {
		return err
	}
	if !f.fit && f.data.data+f.data.labels != "" {
		return usagef("--data and --labels: only --fit looks at images; add it, or leave them out")
	}
	file := args[0]
	if err := keepApart("FILE", file, f.data.inputs()...); err != nil {
		return err
	}
	seen, changes := exclusive.Seen{}, f.fit || len(args) == 3
	if changes {
		release, err := takeTurn(c.Context(), file)
		if err != nil {
			return err
		}
		defer release()
		seen = exclusive.Look(file)
	}
	machine, err := openMachine(file)
	switch {
	case err != nil:
		return err
	case machine.ByLabel():
		return fmt.Errorf("%s: %w", file, errClasses)
	case machine.Categories() == 0:
		return fmt.Errorf("%s: the machine %s has no categories to name; train one with a categorical top, as 100,50c",
			file, machine)
	}
	switch {
	case f.fit:
		err = f.fitNames(c, file, machine)
	case len(args) == 3:
		err = rename(machine, args[1], args[2])
	}
	if err != nil {
		return err
	}
	if changes {
		if err := renamed(file, seen, machine); err != nil {
			return err
		}
	}
	return show(c, f.json, newNames(file, machine))
}

// renamed writes a machine with other names, in its turn, unless a program that did not wait
// for its own has written the file since it was read.
func renamed(file string, seen exclusive.Seen, machine *learn.Checkpoint) error {
	if seen.Lost(file) {
		return fmt.Errorf("%s: %w; try again", file, exclusive.ErrChanged)
	}
	return writeMachine(file, machine)
}

// takeTurn waits until no other program changes a machine's file.
func takeTurn(ctx context.Context, file string) (release func(), err error) {
	const patience = 5 * time.Minute // --fit looks at all training images
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	release, err = exclusive.Take(waiting, file)
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("%s: another program has been changing it for %v; try again when it has ended", file, patience)
	}
	return release, err
}

func rename(machine *learn.Checkpoint, category, name string) error {
	number, err := strconv.Atoi(category)
	if err != nil {
		return usagef("%q is no number of a category", category)
	}
	return usage(machine.Record.Rename(machine.Ensemble, number, name))
}

// fitNames names the categories by the images that the machine was trained on.
func (f *nameFlags) fitNames(c *cobra.Command, file string, machine *learn.Checkpoint) error {
	record := &machine.Record
	if err := f.data.fromRecord(c, file, record); err != nil {
		return err
	}
	source, err := dataset.Open(f.data.data, f.data.labels)
	if err != nil {
		return err
	}
	set := source.Images(trainedOn(record).Origin)
	if err := checkSize(machine.Machines[0], file, f.data.data, set.Width, set.Height); err != nil {
		return err
	}
	names, err := measure.NameCategories(c.Context(), machine.Ensemble, set, f.threads)
	if err != nil {
		return err
	}
	record.SetNames(names)
	return nil
}

// categoryNames is what name prints: an empty name is none.
type categoryNames struct {
	File   string   `json:"file"`
	Names  []string `json:"names"`
	ByHand []int    `json:"named_by_hand"`
}

func newNames(file string, c *learn.Checkpoint) *categoryNames {
	n := &categoryNames{File: file, ByHand: append([]int{}, c.Record.ByHand...)}
	for i := range c.Categories() {
		n.Names = append(n.Names, categoryName(&c.Record, i))
	}
	return n
}

func (n *categoryNames) print(w io.Writer) error {
	t := newTable(w)
	for i, name := range n.Names {
		note := ""
		if name == "" {
			name = "unnamed"
		}
		if slices.Contains(n.ByHand, i) {
			note = "  (by hand)"
		}
		t.row(strconv.Itoa(i), "%s%s", name, note)
	}
	return t.flush()
}
