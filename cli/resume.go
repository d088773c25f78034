package cli

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/network/images"
)

// resumed goes on with the training in the file --resume. Flags may repeat what
// the file says, but not contradict it.
func (f *trainFlags) resumed(c *cobra.Command) (*training, error) {
	saved, err := openMachine(f.resume)
	if err != nil {
		return nil, err
	}
	if !saved.Resumable() {
		return nil, fmt.Errorf("%s: its training is finished, there is nothing to go on with; "+
			"resume a file that an interrupted training left", f.resume)
	}
	if err := f.classes.checkResumed(c, f.resume, saved); err != nil {
		return nil, err
	}
	if names := f.settings.conflicts(c, competing(saved.Record.Settings)); len(names) > 0 {
		slices.Sort(names)
		return nil, usagef("--%s: %s was trained with another setting; leave the flag out, or train without --resume",
			strings.Join(names, ", --"), f.resume)
	}
	set, err := f.reopen(c, &saved.Record)
	if err != nil {
		return nil, err
	}
	t, err := learn.Resume(saved, set, f.threads)
	if err != nil {
		return nil, err
	}
	noteEngine(c, f.resume, &saved.Record)
	return f.newTraining(c, t, set, 1, nil), nil
}

// competing are the settings that the command line speaks of: those of the machines that
// compete where classes are found.
func competing(s learn.Settings) learn.Settings {
	if s.Finding != nil {
		return s.Finding.Compete
	}
	return s
}

// noteEngine says what can differ where another engine began a training.
func noteEngine(c *cobra.Command, file string, r *learn.Record) {
	if begun := r.Begun(); begun != learn.Engine {
		note(c, "%s was begun by engine %d, this is engine %d: "+
			"it goes on, but does not end in the same bytes as it would have", file, begun, learn.Engine)
	}
}

// reopen loads the images that a machine was trained on.
func (f *trainFlags) reopen(c *cobra.Command, r *learn.Record) (*images.Set, error) {
	if c.Flags().Changed("straighten") && f.data.straighten != r.Straightened {
		return nil, usagef("--straighten: %s was trained the other way; leave the flag out", f.resume)
	}
	if err := f.data.fromRecord(c, f.resume, r); err != nil {
		return nil, err
	}
	own := trainedOn(r)
	if !c.Flags().Changed("split") {
		f.data.split = dataset.PartOf(own.Origin)
	}
	if !isBars(f.data.data) && !c.Flags().Changed("limit") {
		f.data.limit = own.Limit
	}
	set, err := f.data.open()
	if err != nil {
		return nil, err
	}
	if err := f.checkSame(set, r, own); err != nil {
		return nil, err
	}
	noteOlder(c, f.resume, r)
	return set, nil
}

// checkSame reports images that are not those of the record: by their content, or by what
// else an older file tells.
func (f *trainFlags) checkSame(set *images.Set, r *learn.Record, own dataset.Identity) error {
	is := set.Identity()
	switch {
	case own.Same(is), own.Labels == "" && own.SamePictures(is):
		return nil
	case own.SamePictures(is):
		return usagef("--labels: %s was trained with other labels of these images; give the same file of labels", f.resume)
	case set.Name != r.Data:
		return usagef("--data %s: %s was trained on %s; give the same images or leave --data out", f.data.data, f.resume, r.Data)
	case set.Width != r.Width || set.Height != r.Height:
		return usagef("--data %s: its images have %d×%d pixels, those that %s was trained on %d×%d; give the same file",
			f.data.data, set.Width, set.Height, f.resume, r.Width, r.Height)
	case set.Count() != r.Images:
		return usagef("--data %s: %s of them, but %s was trained on %d; give the same images, and leave --limit out",
			f.data.data, plural(set.Count(), "image"), f.resume, r.Images)
	case own.Known():
		return usagef("--data %s: its images are called like those that %s was trained on, but are others; give the same file",
			f.data.data, f.resume)
	}
	return nil
}

// resumeCommand is the command line that goes on with an interrupted training.
func (f *trainFlags) resumeCommand(r *learn.Record) string {
	var inputs []string
	if trainedOn(r).File {
		inputs = append(inputs, f.data.data)
		if f.data.labels != "" {
			inputs = append(inputs, f.data.labels)
		}
	}
	return shellLine(resumeWords(f.out, inputs))
}

// resumeWords is the command that goes on with the training in a file, which read the
// given files of images and labels; none where they are built in.
func resumeWords(file string, inputs []string) []string {
	words := []string{"wakesleep", "train", "--resume", file}
	for i, flag := range []string{"--data", "--labels"} {
		if i < len(inputs) {
			words = append(words, flag, inputs[i])
		}
	}
	return words
}

// shellLine is a command as a shell takes it.
func shellLine(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = word
		if word == "" || strings.ContainsFunc(word, mayMean) {
			quoted[i] = "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
		}
	}
	return strings.Join(quoted, " ")
}

// mayMean tells whether a letter may mean something to a shell, which it does not in quotes.
func mayMean(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-+_./:,@%", r)
}
