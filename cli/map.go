package cli

import (
	"cmp"
	"context"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"wakesleep/io/atomicfile"
	"wakesleep/io/cached"
	"wakesleep/io/visible"
	"wakesleep/learn"
	"wakesleep/learn/atlas"
	"wakesleep/network/images"
)

// mapFlags are the command line of map.
type mapFlags struct {
	data        dataFlags
	out, colour string
	width       int
	light, json bool
	threads     int
	seed        uint64
}

// mapColours are what a map may be coloured by.
var mapColours = []string{"group", "label", "bits"}

const mostMapWidth = 10_000

func newMap() *cobra.Command {
	f := new(mapFlags)
	c := &cobra.Command{
		Use:   "map FILE",
		Short: "Lay images out in the plane by their causes",
		Long: "Lay the images of a data set out in the plane as a machine sees them, each beside those that\n" +
			"it explains by like causes: the codes of the first hidden layer, their nearest neighbours, and\n" +
			"the graph of neighbours in common. Machines of classes give images the codes of all of them.\n" +
			"Sixty thousand digits take about a minute on two cores; up to 70,000 images are shown. The map\n" +
			"is kept in your cache folder, so that the next picture of it is there at once. The same machine,\n" +
			"images and seed give the same map on any computer.\n\n" +
			"--out is a picture (.png), a drawing (.svg), or numbers (.csv: image, x, y, label, group, bits).\n" +
			"Groups are the categories of a categorical top, the machine of several that describes an image\n" +
			"in the fewest bits, or else ten that the graph falls into where it is thin, A to J.",
		Example: "  wakesleep map m.helmholtz --out map.png\n" +
			"  wakesleep map m.helmholtz --out map.svg --colour group --light\n" +
			"  wakesleep map m.helmholtz --data letters.idx --labels names.idx --out map.csv",
		Args: exactly("FILE"),
	}
	flags := c.Flags()
	f.data.bind(c, "", "training")
	flags.Lookup("data").Usage += " (default the machine's own)"
	flags.StringVar(&f.out, "out", "", "`FILE` to write: .png, .svg or .csv")
	flags.StringVar(&f.colour, "colour", "", "colour by "+strings.Join(mapColours, ", ")+" (default label, or group where there are no labels)")
	flags.IntVar(&f.width, "width", 1600, "width and height in `PIXELS`")
	flags.BoolVar(&f.light, "light", false, "light ground")
	flags.IntVar(&f.threads, "threads", runtime.NumCPU(), "threads to share the work among")
	flags.Uint64Var(&f.seed, "seed", 1, "which of the possible layouts")
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	c.RunE = func(c *cobra.Command, args []string) error { return f.run(c, args[0]) }
	return c
}

// check reports impossible flags.
func (f *mapFlags) check(c *cobra.Command) error {
	switch {
	case f.out == "":
		return usagef("--out: name the file to write, as map.png, map.svg or map.csv")
	case !slices.Contains(atlas.Formats(), f.format()):
		return usagef("--out %s: end its name with .png for a picture, .svg for a drawing or .csv for numbers", f.out)
	case f.colour != "" && !slices.Contains(mapColours, f.colour):
		return usagef("--colour %s: choose one of %s", f.colour, strings.Join(mapColours, ", "))
	case f.width < 100 || f.width > mostMapWidth:
		return usagef("--width %d: give a number from 100 to %d", f.width, mostMapWidth)
	}
	return cmp.Or(checkThreads(f.threads), f.data.check(c))
}

// format is what the end of the file's name says.
func (f *mapFlags) format() string {
	return strings.TrimPrefix(strings.ToLower(filepath.Ext(f.out)), ".")
}

// mapReport is what map --json prints.
type mapReport struct {
	File   string `json:"file"`
	Out    string `json:"out"`
	Data   string `json:"data"`
	Images int    `json:"images"`
	Colour string `json:"colour,omitempty"`
	Groups int    `json:"groups,omitempty"`
	// Colours has what each colour means.
	Colours map[string]string `json:"colours,omitempty"`
	Seed    uint64            `json:"seed"`
	Kept    bool              `json:"was_kept"`
}

func (f *mapFlags) run(c *cobra.Command, file string) error {
	if err := f.check(c); err != nil {
		return err
	}
	inputs := append(f.data.inputs(), machineInput(file))
	if err := cmp.Or(keepApart("--out", f.out, inputs...), atomicfile.Check(f.out)); err != nil {
		return err
	}
	machine, err := openMachine(file)
	if err != nil {
		return err
	}
	if err := f.data.fromRecord(c, file, &machine.Record); err != nil {
		return err
	}
	set, err := f.data.open()
	if err != nil {
		return err
	}
	if err := checkSize(machine.Machines[0], file, f.data.data, set.Width, set.Height); err != nil {
		return err
	}
	m, kept, err := f.make(c, machine, set)
	if err != nil {
		return err
	}
	set = atlas.Images(set)
	colour := f.colour
	if colour == "" {
		colour = "label"
		if set.Labels == nil {
			colour = "group"
		}
	}
	if colour == "label" && set.Labels == nil {
		return usagef("--colour label: %s has no labels; choose group or bits, or give --labels", set.Name)
	}
	colouring := f.colouring(colour, m, machine, set)
	look := atlas.NewLook(colouring, !f.light, float64(f.width)/50)
	paint := func(w io.Writer) error {
		return atlas.NewPainter(m, set).Write(w, f.format(), look, f.width, f.width)
	}
	if err := atomicfile.Write(f.out, paint, nil); err != nil {
		return err
	}
	report := mapReport{File: file, Out: f.out, Data: set.Name, Images: len(m.X), Seed: f.seed, Kept: kept, Groups: m.Count}
	if f.format() != "csv" {
		report.Colour, report.Colours = colour, colouring.Meanings()
	}
	if f.json {
		return printJSON(c.OutOrStdout(), report)
	}
	return visible.Writef(c.OutOrStdout(), "%s: a map of %s of %s", f.out, plural(len(m.X), "image"), set.Name)
}

func (f *mapFlags) colouring(by string, m *atlas.Map, machine *learn.Checkpoint, set *images.Set) *atlas.Colouring {
	switch by {
	case "label":
		return atlas.ByLabel(set, !f.light)
	case "bits":
		return atlas.ByBits(m, !f.light)
	}
	return atlas.ByGroup(m, !f.light, atlas.GroupNames(m, machine.Ensemble, machine.Record.Names))
}

// make takes the map that was kept, or makes it and keeps it; where that cannot be done, it is
// made again next time.
func (f *mapFlags) make(c *cobra.Command, machine *learn.Checkpoint, set *images.Set) (m *atlas.Map, kept bool, err error) {
	key := atlas.Key(machine.Ensemble, set, f.seed)
	folder, folderErr := cached.Default()
	if folderErr == nil {
		if m, err := atlas.FromArrays(folder.Load(key), atlas.Images(set).Count()); err == nil {
			return m, true, nil
		}
	}
	if m, err = f.fresh(c.Context(), c.ErrOrStderr(), machine, set); err != nil {
		return nil, false, err
	}
	if folderErr == nil {
		_ = folder.Save(key, m.Arrays())
	}
	return m, false, nil
}

// fresh makes the map, and shows how far it is.
func (f *mapFlags) fresh(ctx context.Context, stderr io.Writer, machine *learn.Checkpoint, set *images.Set) (*atlas.Map, error) {
	const whole = 1000
	bar, at := newProgress(stderr, whole, atlas.Coding.String()), atlas.Coding
	defer bar.clear()
	m, _, err := atlas.Make(ctx, machine.Ensemble, set, f.seed, f.threads, func(s atlas.Stage, share float64) {
		if s != at {
			at = s
			bar.describe(s.String())
		}
		bar.set(int(whole * s.Share(share)))
	})
	return m, err
}
