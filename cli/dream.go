package cli

import (
	"cmp"
	"image/png"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"wakesleep/io/atomicfile"
	"wakesleep/io/visible"
	"wakesleep/network"
)

// dreamFlags are the command line of dream.
type dreamFlags struct {
	out                   string
	count, columns, scale int
	seed                  uint64
	probabilities, json   bool
}

func newDream() *cobra.Command {
	f := new(dreamFlags)
	c := &cobra.Command{
		Use:   "dream MACHINE --out FILE.png",
		Short: "Print a machine's dreams on a sheet",
		Long: "Let a machine dream and write the dreams as a PNG picture: the top units fire at random,\n" +
			"and the generative connections carry it down to the pixels.",
		Example: "  wakesleep dream m.helmholtz --out sheet.png\n" +
			"  wakesleep dream m.helmholtz --count 400 --columns 20 --probabilities --out sheet.png",
		Args: exactly("MACHINE"),
	}
	flags := c.Flags()
	flags.StringVar(&f.out, "out", "", "PNG `FILE` to write; needed")
	flags.IntVar(&f.count, "count", 100, "number of dreams")
	flags.IntVar(&f.columns, "columns", 10, "dreams in a row")
	flags.IntVar(&f.scale, "scale", 0, "side of a pixel on the sheet (default: so that a dream is about 56 wide)")
	flags.Uint64Var(&f.seed, "seed", 1, "which dreams")
	flags.BoolVar(&f.probabilities, "probabilities", false, "show the pixels' probabilities instead of firings")
	flags.BoolVar(&f.json, "json", false, "print one JSON object about the sheet")
	c.RunE = func(c *cobra.Command, args []string) error { return f.run(c, args[0]) }
	return c
}

func (f *dreamFlags) check(c *cobra.Command) error {
	const mostDreams, mostScale = 100_000, 64
	switch {
	case f.out == "":
		return usagef("say where to write the sheet with --out FILE.png; see %s --help", c.CommandPath())
	case f.count < 1 || f.count > mostDreams:
		return usagef("--count %d: give a number from 1 to %d", f.count, mostDreams)
	case f.columns < 1:
		return usagef("--columns %d: give a number from 1", f.columns)
	case c.Flags().Changed("scale") && (f.scale < 1 || f.scale > mostScale):
		return usagef("--scale %d: give a number from 1 to %d", f.scale, mostScale)
	}
	return nil
}

// dreamReport is what dream --json prints.
type dreamReport struct {
	File    string `json:"file"`
	Out     string `json:"out"`
	Count   int    `json:"count"`
	Columns int    `json:"columns"`
	Rows    int    `json:"rows"`
	// Width and Height are the sheet's in pixels.
	Width         int    `json:"width"`
	Height        int    `json:"height"`
	Scale         int    `json:"scale"`
	Seed          uint64 `json:"seed"`
	Probabilities bool   `json:"probabilities"`
}

func (f *dreamFlags) run(c *cobra.Command, file string) error {
	if err := f.check(c); err != nil {
		return err
	}
	if format := otherPicture(f.out); format != "" {
		return usagef("--out %s: the picture is a PNG and not %s; end its name with .png", f.out, format)
	}
	if err := cmp.Or(keepApart("--out", f.out, machineInput(file)), atomicfile.Check(f.out)); err != nil {
		return err
	}
	machine, err := openMachine(file)
	if err != nil {
		return err
	}
	s, err := f.layOut(machine.Machines[0])
	if err != nil {
		return err
	}
	f.fill(s, machine.DreamEqually(f.count, f.seed))
	picture := s.draw()
	write := func(w io.Writer) error { return png.Encode(w, picture) }
	if err := atomicfile.Write(f.out, write, nil); err != nil {
		return err
	}
	size := picture.Bounds()
	report := dreamReport{
		File: file, Out: f.out, Count: f.count, Columns: s.columns, Rows: s.rows(),
		Width: size.Dx(), Height: size.Dy(), Scale: s.scale, Seed: f.seed, Probabilities: f.probabilities,
	}
	if f.json {
		return printJSON(c.OutOrStdout(), report)
	}
	return visible.Writef(c.OutOrStdout(), "%s: %s of %s", f.out, plural(f.count, "dream"), file)
}

// otherPicture is the format of pictures that a file's name tells, where it is not PNG.
func otherPicture(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jpg", ".jpeg":
		return "a JPEG"
	case ".gif":
		return "a GIF"
	case ".bmp":
		return "a BMP"
	case ".tif", ".tiff":
		return "a TIFF"
	case ".svg", ".pdf", ".webp":
		return "of that format"
	}
	return ""
}

// layOut plans a sheet of the right size.
func (f *dreamFlags) layOut(m *network.Machine) (*sheet, error) {
	s := &sheet{width: m.Width, height: m.Height, columns: min(f.columns, f.count), scale: f.scale, count: f.count}
	if s.scale == 0 {
		const side = 56
		s.scale = max(1, side/m.Width)
	}
	if w, h := s.size(); w > maxSheet/h {
		return nil, usagef("a sheet of %d×%d pixels is too large; choose a smaller --count or --scale", w, h)
	}
	return s, nil
}

// fill draws the pictures of a sheet in grey levels.
func (f *dreamFlags) fill(s *sheet, dreams *network.Dreams) {
	for i := range f.count {
		grey := make([]uint8, s.width*s.height)
		for j, p := range dreams.Probabilities.Row(i) {
			switch {
			case f.probabilities:
				grey[j] = uint8(p*255 + .5)
			case dreams.States[0].Get(i, j):
				grey[j] = 255
			}
		}
		s.pictures = append(s.pictures, grey)
	}
}
