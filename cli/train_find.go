package cli

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"wakesleep/learn"
	"wakesleep/learn/recipe"
)

// findFlags are those of train that let machines find classes themselves.
type findFlags struct {
	keep, groups, neighbours, epochs int
	features, again                  string
	againEpochs                      int
	jump                             float64
}

const (
	findName       = "find"
	groupsName     = "groups"
	neighboursName = "neighbours"
	featuresName   = "features"
	featureEpochs  = "feature-epochs"
	againName      = "again"
	againEpochs    = "again-epochs"
	jumpName       = "jump"
)

func (f *findFlags) bind(c *cobra.Command) {
	flags := c.Flags()
	flags.IntVar(&f.keep, findName, 0, "find `N` classes that nobody named: a machine learns which images are alike, they are cut\n"+
		"into groups, and machines compete for them; --layers and the rest are those of the machines\n"+
		"that compete (then with defaults of 100,50, batch 50, 40 epochs, rate .01 to .0003)")
	flags.IntVar(&f.groups, groupsName, 0, "`number` of groups that --find begins with; machines are given up until N are left\n"+
		"(default two more than those)")
	flags.IntVar(&f.neighbours, neighboursName, recipe.Neighbours, "the `number` of nearest images of each that --find cuts into groups by")
	flags.StringVar(&f.features, featuresName, recipe.Features().Layers, "hidden `layers` of the machine of --find that learns which images are alike")
	flags.IntVar(&f.epochs, featureEpochs, recipe.Features().Epochs, "length of its training in `epochs`")
	flags.Float64Var(&f.jump, jumpName, 0, "keep more than the N of --find where the next loss would cost more than so many `times` what\n"+
		"the last did (default: give up until N are left)")
	flags.StringVar(&f.again, againName, "", "hidden `layers` of larger machines that learn the found classes again, such as "+
		recipe.Again().Layers+",\nand then together, for --joint epochs (10 where it is left out)")
	flags.IntVar(&f.againEpochs, againEpochs, recipe.Again().Epochs, "length of their training before that in `epochs`")
}

// check reports impossible flags.
func (f *findFlags) check(c *cobra.Command) error {
	changed := c.Flags().Changed
	if !changed(findName) {
		for _, name := range []string{groupsName, neighboursName, featuresName, featureEpochs, againName, againEpochs, jumpName} {
			if changed(name) && !changed("resume") {
				return usagef("--%s: without --find no classes are found; add --find or leave it out", name)
			}
		}
		return nil
	}
	for _, other := range []string{"per-class", "hold-out", "tries", "cycles"} {
		if changed(other) {
			return usagef("--find and --%s do not go together; leave one out", other)
		}
	}
	if f.keep < 1 {
		return usagef("--find %d: give the number of classes to find, at least 1", f.keep)
	}
	for _, of := range []string{againEpochs, "joint", "joint-rate"} {
		if changed(of) && f.again == "" {
			return usagef("--%s: without --again no machines learn the found classes again; add --again or leave it out", of)
		}
	}
	return nil
}

// settings are those of the machine that learns which images are alike, from which machines
// with the settings s compete for groups of them.
func (f *findFlags) settings(s learn.Settings) learn.Settings {
	if f.again != "" {
		s = recipe.LearntAgain(f.keep, f.learnAgain(s), s)
	}
	s.JointEpochs, s.JointRate = 0, 0
	first := recipe.Features()
	first.Layers, first.Epochs, first.Average = tidyLayers(f.features), f.epochs, min(first.Average, f.epochs)
	first.Seed = s.Seed
	first = recipe.Finding(cmp.Or(f.groups, f.keep+recipe.MoreGroups), f.keep, first, s)
	first.Finding.Neighbours, first.Finding.Compete.Contest.Jump = f.neighbours, f.jump
	return first
}

// learnAgain are the settings of machines that learn classes again which others with the
// settings s found.
func (f *findFlags) learnAgain(s learn.Settings) learn.Settings {
	again := recipe.Again()
	again.Layers, again.Batch, again.Samples, again.Seed = tidyLayers(f.again), s.Batch, s.Samples, s.Seed
	again.Epochs, again.Average = f.againEpochs, min(again.Average, f.againEpochs)
	again.JointEpochs = cmp.Or(s.JointEpochs, again.JointEpochs)
	again.JointRate = cmp.Or(s.JointRate, again.JointRate)
	return again
}

// stages does the training under way, and those that follow it, and returns the bound of the
// last epoch.
func (r *training) stages(ctx context.Context) (bound float64, err error) {
	for {
		over := r.autosave.watch(r.trainer, r.tries.now())
		err := r.trainer.Train(ctx, func(e learn.EpochReport) {
			bound = e.BoundNats
			r.report(e)
		})
		over()
		if err != nil {
			return bound, err
		}
		next, err := r.next(ctx)
		if next == nil || err != nil {
			return bound, err
		}
		r.cut(next)
		r.trainer.Close()
		r.use(next)
		next.WatchMoves(r.moved)
		_, total := next.Progress()
		r.progress = newProgress(r.stderr, total, kindOfContest(next))
	}
}

// kindOfContest says what machines of found classes do.
func kindOfContest(t *learn.Trainer) string {
	if t.Settings().JointEpochs > 0 {
		return "learning again"
	}
	return "competing"
}

// next is the training that follows the one under way, nil if none does.
func (r *training) next(ctx context.Context) (*learn.Trainer, error) {
	if !r.trainer.Settings().Followed() {
		return nil, nil
	}
	r.progress.clear()
	const whole = 1000
	bar, at := newProgress(r.stderr, whole, learn.Coding.String()), learn.Coding
	defer bar.clear()
	return r.trainer.Next(ctx, func(s learn.Stage, share float64) {
		if s != at {
			at = s
			bar.describe(s.String())
		}
		bar.set(int(whole * share))
	})
}

// cut tells of the groups that were found, if they were just now.
func (r *training) cut(next *learn.Trainer) {
	found := next.Record().Contest.Cut
	if found == nil || r.trainer.Settings().Finding == nil {
		return
	}
	if r.flags.json {
		_ = printJSON(r.stdout, cutLine{found})
		return
	}
	text := fmt.Sprintf("found %s; %.1f %% of what is alike lies in the same one", plural(found.Groups, "group"), 100*found.Together)
	if found.Attached > 0 {
		text += fmt.Sprintf("; %s apart from all went to the nearest", plural(found.Attached, "image"))
	}
	r.progress.note("%s", text)
}

// cutLine is what train --json prints of the groups that were found.
type cutLine struct {
	Cut *learn.Cut `json:"cut"`
}

// moveLine is what train --json prints of a move of images.
type moveLine struct {
	Epochs   int         `json:"epochs"`
	Moved    int         `json:"moved"`
	Machines int         `json:"machines"`
	GivenUp  *learn.Loss `json:"given_up,omitempty"`
	Stop     *learn.Loss `json:"stop,omitempty"`
}

// moved prints where images went.
func (r *training) moved(m learn.Move) {
	if r.flags.json {
		r.progress.clear()
		_ = printJSON(r.stdout, moveLine{m.Epoch, m.Moved, r.trainer.Machines(), m.Loss, m.Stop})
		return
	}
	text := fmt.Sprintf("after %s %s moved to another machine", plural(m.Epoch, "epoch"), plural(m.Moved, "image"))
	if l := m.Loss; l != nil {
		text += fmt.Sprintf("; machine %d was given up for %.2f nats an image, the next would cost %.2f", l.Class, l.Nats, l.Next)
	}
	if l := m.Stop; l != nil {
		text += fmt.Sprintf("; none is given up any more, since the loss of machine %d would cost %.2f nats an image", l.Class, l.Nats)
	}
	r.progress.note("%s", text)
}
