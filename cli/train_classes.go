package cli

import (
	"github.com/spf13/cobra"

	"wakesleep/learn"
	"wakesleep/network/images"
)

// classFlags are those of train that make it train one machine for each class.
type classFlags struct {
	perClass bool
	heldOut  int
}

func (f *classFlags) bind(c *cobra.Command) {
	flags := c.Flags()
	flags.BoolVar(&f.perClass, "per-class", false, "train one machine for each label, side by side, to recognise by the\n"+
		"shortest description")
	flags.IntVar(&f.heldOut, "hold-out", 0, "keep the last `N` images out of the training of --per-class, to calibrate\n"+
		"the descriptions' lengths by")
}

// check reports impossible flags.
func (f *classFlags) check(c *cobra.Command) error {
	switch {
	case f.heldOut < 0 || c.Flags().Changed("hold-out") && f.heldOut == 0:
		return usagef("--hold-out %d: give the number of images to keep out of training, at least 1", f.heldOut)
	case f.heldOut > 0 && !f.perClass && !c.Flags().Changed("resume"):
		return usagef("--hold-out: only training with --per-class makes use of images held out; leave one out or add the other")
	}
	return nil
}

// checkResumed reports flags that contradict the training in the file that is resumed.
func (f *classFlags) checkResumed(c *cobra.Command, file string, saved *learn.Checkpoint) error {
	changed := c.Flags().Changed
	switch {
	case !saved.OfClasses() && (f.perClass || f.heldOut > 0):
		return usagef("--per-class: %s holds the training of a single machine; leave the flag out", file)
	case !saved.OfClasses():
		return nil
	case changed("per-class") && !f.perClass:
		return usagef("--per-class: %s was trained with it; leave the flag out", file)
	case changed("hold-out") && f.heldOut != saved.Record.HeldOut:
		return usagef("--hold-out: %s was trained with %d; leave the flag out", file, saved.Record.HeldOut)
	}
	return nil
}

// startClasses starts the training of one machine for each class.
func (f *trainFlags) startClasses(c *cobra.Command, s learn.Settings, set *images.Set) (*training, error) {
	if set.Labels == nil {
		return nil, usagef("--per-class: %s has no labels; give them with --labels FILE", f.data.data)
	}
	if f.classes.heldOut >= set.Count() {
		return nil, usagef("--hold-out %d: there are %s; leave some to learn from", f.classes.heldOut, plural(set.Count(), "image"))
	}
	if !c.Flags().Changed("batch") {
		s.Batch = min(s.Batch, smallestClass(set.First(set.Count()-f.classes.heldOut)))
	}
	t, err := learn.NewPerClass(s, set, f.classes.heldOut, f.threads)
	if err != nil {
		return nil, usage(err)
	}
	return f.newTraining(c, t, set, 1, nil), nil
}

// smallestClass is the number of images of the rarest label.
func smallestClass(set *images.Set) int {
	var counts [256]int
	for _, label := range set.Labels {
		counts[label]++
	}
	least := max(1, set.Count())
	for _, count := range counts {
		if count > 0 {
			least = min(least, count)
		}
	}
	return least
}
