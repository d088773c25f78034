package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"wakesleep/learn"
	"wakesleep/network/images"
)

// resumed goes on with the training in the file --resume. Flags may repeat what
// the file says, but not contradict it.
func (f *trainFlags) resumed(c *cobra.Command) (trainee, error) {
	saved, err := openSaved(f.resume)
	if err != nil {
		return nil, err
	}
	if all, many := saved.(*learn.ClassMachines); many {
		return f.resumedClasses(c, all)
	}
	if f.classes.perClass || f.classes.heldOut > 0 {
		return nil, usagef("--per-class: %s holds the training of a single machine; leave the flag out", f.resume)
	}
	checkpoint := saved.(*learn.Checkpoint)
	set, err := f.resumable(c, checkpoint.Resumable(), &checkpoint.Record)
	if err != nil {
		return nil, err
	}
	t, err := learn.Continue(checkpoint, set, f.threads)
	if err != nil {
		return nil, err
	}
	return &oneMachine{Trainer: t, set: set, threads: f.threads}, nil
}

// resumable loads the images to go on with, unless the training is over or the
// flags contradict its record.
func (f *trainFlags) resumable(c *cobra.Command, unfinished bool, record *learn.Record) (*images.Set, error) {
	if !unfinished {
		return nil, fmt.Errorf("%s: its training is finished, there is nothing to go on with; "+
			"resume a file that an interrupted training left", f.resume)
	}
	if names := f.settings.conflicts(c, record.Settings); len(names) > 0 {
		slices.Sort(names)
		return nil, usagef("--%s: %s was trained with another setting; leave the flag out, or train anew without --resume",
			strings.Join(names, ", --"), f.resume)
	}
	return f.reopen(c, record)
}

// reopen loads the images that a machine was trained on.
func (f *trainFlags) reopen(c *cobra.Command, r *learn.Record) (*images.Set, error) {
	if c.Flags().Changed("straighten") && f.data.straighten != r.Straightened {
		return nil, usagef("--straighten: %s was trained the other way; leave the flag out", f.resume)
	}
	if err := f.data.fromRecord(c, f.resume, r); err != nil {
		return nil, err
	}
	if !c.Flags().Changed("split") {
		_, f.data.split = splitName(r.Data)
	}
	f.limitTo(c, r.Images)
	set, err := f.data.open()
	if err != nil {
		return nil, err
	}
	return set, f.checkSame(set, r)
}

// limitTo takes as many images as the machine was trained on, where the command
// line does not say how many.
func (f *trainFlags) limitTo(c *cobra.Command, count int) {
	if !isBars(f.data.data) && !c.Flags().Changed("limit") {
		f.data.limit = count
	}
}

// checkSame reports images that cannot be those of the record.
func (f *trainFlags) checkSame(set *images.Set, r *learn.Record) error {
	switch {
	case set.Name != r.Data:
		return usagef("--data %s: %s was trained on %s; give the same images or leave --data out", f.data.data, f.resume, r.Data)
	case set.Width != r.Width || set.Height != r.Height:
		return usagef("--data %s: its images have %d×%d pixels, those that %s was trained on %d×%d; give the same file",
			f.data.data, set.Width, set.Height, f.resume, r.Width, r.Height)
	case set.Count() != r.Images:
		return usagef("--data %s: %s of them, but %s was trained on %d; give the same images, and leave --limit out",
			f.data.data, plural(set.Count(), "image"), f.resume, r.Images)
	}
	return nil
}

// resumeCommand is the command line that goes on with an interrupted training.
func (f *trainFlags) resumeCommand(r *learn.Record) string {
	words := []string{"wakesleep", "train", "--resume", f.out}
	if data, _ := splitName(r.Data); !isBuiltIn(data) {
		words = append(words, "--data", f.data.data)
		if f.data.labels != "" {
			words = append(words, "--labels", f.data.labels)
		}
	}
	for i, word := range words {
		if strings.ContainsAny(word, " '\"\\$&;*?()<>|") {
			words[i] = "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
		}
	}
	return strings.Join(words, " ")
}
