package cli

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/learn/measure/baseline"
	"wakesleep/network"
)

// recogniseFlags are the command line of recognise.
type recogniseFlags struct {
	firings int
	seed    uint64
	data    string
	damage  damageFlags
	json    bool
}

func newRecognise() *cobra.Command {
	f := new(recogniseFlags)
	c := &cobra.Command{
		Use:   "recognise MACHINE IMAGE",
		Short: "Show a picture to a machine and say what it sees",
		Long: "Show a picture to a machine, many times over since its units fire at random, and say what it\n" +
			"sees: its category or strongest top units, its own image of what it saw, and the description\n" +
			"length in bits beside what the picture costs without a machine, and how strange it is: how\n" +
			"its description length compares with those of a thousand images that the machine has not\n" +
			"learnt from. The picture, a PNG, JPEG, GIF, BMP or TIFF file on light or dark ground, is treated\n" +
			"as the machine's training images were; digits:17 is test image 17, counted from 0.\n" +
			"One machine for each class, as train --per-class makes them, answer by the shortest\n" +
			"description and tell by how many bits it is shorter than the second.\n\n" +
			"What --json prints, figures being means over firings:\n" + answerKeys + classAnswerKeys,
		Example: "  wakesleep recognise m.helmholtz drawing.png\n" +
			"  wakesleep recognise m.helmholtz digits:17 --firings 1000 --json",
		Args: exactly("MACHINE", "IMAGE"),
	}
	flags := c.Flags()
	flags.IntVar(&f.firings, "firings", 200, "times to show the picture")
	flags.Uint64Var(&f.seed, "seed", 1, "which random firings")
	flags.StringVar(&f.data, "data", "", "built-in data or IDX `FILE` whose images to compare the picture with: the test\n"+
		"images, or the last sixth of a file (default the machine's own, where built in)")
	f.damage.bind(c)
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	c.RunE = func(c *cobra.Command, args []string) error { return f.run(c, args[0], args[1]) }
	return c
}

func (f *recogniseFlags) run(c *cobra.Command, file, picture string) error {
	const most = 1_000_000
	if f.firings < 1 || f.firings > most {
		return usagef("--firings %d: give a number from 1 to %d", f.firings, most)
	}
	if err := f.damage.check(); err != nil {
		return err
	}
	machine, err := openMachine(file)
	if err != nil {
		return err
	}
	grey, err := openPicture(picture, file, machine)
	if err != nil {
		return err
	}
	others, err := newComparison(f.data, file, machine)
	if err != nil {
		return err
	}
	shown := f.damage.ensemble(machine.Ensemble)
	r := shown.Recognise(f.damage.Image(grey, 0), f.firings, f.seed)
	if !finite(r) {
		return measure.NotFinite(file)
	}
	a := newAnswered(shown, r)
	a.Baselines = baselines{baseline.OfDraws(r.Each[0].Draws, a.Width, a.Height, others.mean)}
	if a.strangeness, err = others.strangeness(c.Context(), shown, r.Plainest()); err != nil {
		return err
	}
	a.File, a.Image, a.Seed, a.damageReport = file, picture, f.seed, f.damage.report()
	return show(c, f.json, newAnswer(a, machine, r))
}

// finite tells whether every machine gives the image a description length.
func finite(r *network.Recognitions) bool {
	for _, one := range r.Each {
		if sum := one.FreeEnergy() + one.Bound; math.IsNaN(sum) || math.IsInf(sum, 0) {
			return false
		}
	}
	return true
}

// openPicture loads a picture as the machine takes it.
func openPicture(name, file string, machine *learn.Checkpoint) ([]uint8, error) {
	if data, number, found := builtInPicture(name); found {
		return openBuiltIn(data, number, file, machine)
	}
	picture, err := dataset.ReadPicture(name)
	if err != nil {
		return nil, err
	}
	m := machine.Machines[0]
	return dataset.Prepare(picture, m.Width, m.Height, machine.Record.Straightened), nil
}

// builtInPicture takes apart names like digits:17, unless a file is called so.
func builtInPicture(name string) (data string, number int, found bool) {
	data, after, cut := strings.Cut(name, ":")
	if !cut || !dataset.IsBuiltIn(data) {
		return "", 0, false
	}
	if _, err := os.Stat(name); err == nil {
		return "", 0, false
	}
	number, err := strconv.Atoi(after)
	if err != nil {
		number = -1
	}
	return data, number, true
}

func openBuiltIn(data string, number int, file string, machine *learn.Checkpoint) ([]uint8, error) {
	source, err := dataset.Open(data, "")
	if err != nil {
		return nil, err
	}
	set := source.Test
	if number < 0 || number >= set.Count() {
		return nil, fmt.Errorf("%s has test images 0 to %d; choose one of these, as %s:%d", data, set.Count()-1, data, min(17, set.Count()-1))
	}
	if err := checkSize(machine.Machines[0], file, data, set.Width, set.Height); err != nil {
		return nil, err
	}
	if machine.Record.Straightened {
		return dataset.StraightenImage(set.Image(number), set.Width, set.Height), nil
	}
	return set.Image(number), nil
}
