package cli

import (
	"cmp"
	"runtime"

	"github.com/spf13/cobra"

	"wakesleep/io/atomicfile"
	"wakesleep/io/dataset"
	"wakesleep/io/exclusive"
	"wakesleep/learn"
	"wakesleep/learn/recipe"
)

// trainFlags are the command line of train.
type trainFlags struct {
	data        dataFlags
	settings    settingsFlags
	classes     classFlags
	find        findFlags
	tries       int
	threads     int
	out, resume string
	autosave    autosaveFlags
	json        bool
}

func newTrain() *cobra.Command {
	f := new(trainFlags)
	c := &cobra.Command{
		Use:   "train --out FILE",
		Short: "Train a machine",
		Long: "Train a machine and save it. Data, settings and seed decide the result, bit for bit;\n" +
			"the number of threads does not. Ctrl-C, SIGTERM, SIGHUP, SIGQUIT or SIGXCPU ends the\n" +
			"training after the step under way and saves what there is, with status 130, 143, 129, 131 or\n" +
			"152; --resume goes on from there to the same result. Another signal more than a second later\n" +
			"ends it at once, without saving.",
		Example: "  wakesleep train --data digits --layers 200,200,200 --epochs 3 --out m.helmholtz\n" +
			"  wakesleep train --data digits --straighten --layers 100,50c --rate .005 --final-rate .0003 --epochs 30 --out m.helmholtz\n" +
			"  wakesleep train --per-class --straighten --layers 100,50 --batch 50 --rate .01 --final-rate .0003 --epochs 60 --out classes.helmholtz\n" +
			"  wakesleep train --data bars3 --cycles 60000 --out bars.helmholtz\n" +
			"  wakesleep train --resume m.helmholtz",
		Args: exactly(),
	}
	f.bind(c)
	c.RunE = func(c *cobra.Command, _ []string) error { return f.run(c) }
	return c
}

func (f *trainFlags) bind(c *cobra.Command) {
	flags := c.Flags()
	f.data.bind(c, "digits", dataset.PartTraining)
	flags.BoolVar(&f.data.straighten, "straighten", false, "shear slanted writing upright first")
	f.settings.bind(c)
	f.classes.bind(c)
	f.find.bind(c)
	flags.IntVar(&f.tries, "tries", 1, "train `N` times from different seeds and keep the machine that describes its\n"+
		"training images the shortest")
	flags.StringVar(&f.out, "out", "", "`FILE` to save the machine in; needed, except that --resume FILE can serve for it")
	flags.StringVar(&f.resume, "resume", "", "go on with the interrupted training in `FILE`, whose settings hold")
	flags.IntVar(&f.threads, "threads", runtime.NumCPU(), "threads to share the work among")
	f.autosave.bind(c)
	flags.BoolVar(&f.json, "json", false, "print one JSON object for each epoch")
}

// run checks all that can be checked before it starts to train.
func (f *trainFlags) run(c *cobra.Command) error {
	outliveReaders()
	if f.out == "" {
		f.out = f.resume
	}
	if f.out == "" {
		return usagef("say where to save the machine with --out FILE; see %s --help", c.CommandPath())
	}
	if err := cmp.Or(f.data.check(c), f.classes.check(c), f.find.check(c), f.checkTries(), checkThreads(f.threads), f.autosave.check()); err != nil {
		return err
	}
	start := f.fresh
	if f.resume != "" {
		start = f.resumed
	}
	return f.carryOut(c, start)
}

// carryOut runs the training that start makes, if it can end well.
func (f *trainFlags) carryOut(c *cobra.Command, start func(*cobra.Command) (*training, error)) error {
	// A resumed training may take the place of its own file.
	if err := cmp.Or(keepApart("--out", f.out, f.data.inputs()...), atomicfile.Check(f.out)); err != nil {
		return err
	}
	seen := exclusive.Look(f.out)
	t, err := start(c)
	if err != nil {
		return err
	}
	defer t.close()
	t.seen = seen
	if err := t.checkRoom(); err != nil {
		return err
	}
	warnOfOther(c, f.out)
	offerLeftOvers(c, f.out)
	return t.run(c.Context())
}

// checkTries reports an impossible number of tries.
func (f *trainFlags) checkTries() error {
	const most = 1000
	switch {
	case f.tries < 1 || f.tries > most:
		return usagef("--tries %d: give a number from 1 to %d", f.tries, most)
	case f.tries > 1 && (f.classes.perClass || f.resume != ""):
		return usagef("--tries: only the training of a single machine from nothing can be tried again; leave --tries out, or --per-class or --resume")
	}
	return nil
}

// fresh starts a training from nothing.
func (f *trainFlags) fresh(c *cobra.Command) (*training, error) {
	base := defaultSettings(f.data.data, f.settings.Method)
	if f.find.keep > 0 {
		base = recipe.Competing()
	}
	s, err := f.settings.over(c, base, f.data.data)
	if err != nil {
		return nil, err
	}
	if f.find.keep > 0 {
		s = f.find.settings(s)
	}
	if s.JointEpochs > 0 && !f.classes.perClass {
		return nil, usagef("--joint: only machines trained with --per-class, or with --find and --again, can learn together; leave it out or add those")
	}
	return f.start(c, s)
}

// start starts a training with the given settings.
func (f *trainFlags) start(c *cobra.Command, s learn.Settings) (*training, error) {
	set, err := f.data.open()
	if err != nil {
		return nil, err
	}
	if f.classes.perClass {
		return f.startClasses(c, s, set)
	}
	if set.Probabilities == nil && !c.Flags().Changed("batch") {
		s.Batch = min(s.Batch, set.Count())
		if s.Finding != nil {
			s.Finding.Compete.Batch = min(s.Finding.Compete.Batch, set.Count())
			if again := s.Finding.Compete.Again; again != nil {
				again.Batch = min(again.Batch, set.Count())
			}
		}
	}
	try := func(n int) (*learn.Trainer, error) {
		s := s
		s.Seed = trySeed(s.Seed, n)
		t, err := learn.New(s, set, f.threads)
		return t, usage(err)
	}
	t, err := try(0)
	if err != nil {
		return nil, err
	}
	return f.newTraining(c, t, set, f.tries, try), nil
}
