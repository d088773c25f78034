package cli

import (
	"context"

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

// manyMachines is the training of one machine for each class.
type manyMachines struct {
	*learn.ClassTrainer
	threads int
}

func (m *manyMachines) train(ctx context.Context, report func(learn.EpochReport)) error {
	return m.Train(ctx, report)
}

// finite is true because Train takes numbers that are not for divergence.
func (m *manyMachines) finite() bool { return true }

func (m *manyMachines) checkpoint() (learn.Saved, *learn.Record) {
	c := m.Checkpoint()
	return c, &c.Record
}

func (m *manyMachines) good() (learn.Saved, *learn.Record) {
	c := m.Good()
	if c == nil {
		return nil, nil
	}
	return c, &c.Record
}

// finish calibrates the machines by the images held out.
func (m *manyMachines) finish(ctx context.Context, p *progress) (learn.Saved, error) {
	done, held := m.Finished(), m.HeldOut()
	if held == nil {
		return done, nil
	}
	p.note("calibrating by %s held out", plural(held.Count(), "image"))
	return done, done.Calibrate(ctx, held, m.threads, nil)
}

// freshClasses starts the training of one machine for each class.
func (f *trainFlags) freshClasses(c *cobra.Command, s learn.Settings, set *images.Set) (trainee, error) {
	if set.Labels == nil {
		return nil, usagef("--per-class: %s has no labels; give them with --labels FILE", f.data.data)
	}
	if f.classes.heldOut >= set.Count() {
		return nil, usagef("--hold-out %d: there are %s; leave some to learn from", f.classes.heldOut, plural(set.Count(), "image"))
	}
	if !c.Flags().Changed("batch") {
		s.Batch = min(s.Batch, smallestClass(set.First(set.Count()-f.classes.heldOut)))
	}
	t, err := learn.NewClassTrainer(s, set, f.classes.heldOut, f.threads)
	if err != nil {
		return nil, usage(err)
	}
	return &manyMachines{t, f.threads}, nil
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

// resumedClasses goes on with the training of one machine for each class.
func (f *trainFlags) resumedClasses(c *cobra.Command, all *learn.ClassMachines) (trainee, error) {
	if c.Flags().Changed("per-class") && !f.classes.perClass {
		return nil, usagef("--per-class: %s was trained with it; leave the flag out", f.resume)
	}
	if c.Flags().Changed("hold-out") && f.classes.heldOut != all.Record.HeldOut {
		return nil, usagef("--hold-out: %s was trained with %d; leave the flag out", f.resume, all.Record.HeldOut)
	}
	set, err := f.resumable(c, all.Resumable(), &all.Record)
	if err != nil {
		return nil, err
	}
	t, err := learn.ContinueClasses(all, set, f.threads)
	if err != nil {
		return nil, err
	}
	return &manyMachines{t, f.threads}, nil
}
