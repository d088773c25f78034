package cli

import (
	"reflect"

	"github.com/spf13/cobra"

	"wakesleep/learn"
	"wakesleep/network"
)

// settingsFlags are the settings as the command line has them.
type settingsFlags struct{ learn.Settings }

// bind adds the flags. Defaults depend on data and method, so that they are
// filled in later and told in words.
func (f *settingsFlags) bind(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.Layers, "layers", "", "hidden layers bottom to top, as `200,100,50c`; c makes the top categorical\n"+
		"(default 200,200,200; for bars3 6,1; for bars4 8,1)")
	flags.StringVar(&f.Connections, "connections", "", "what drives what: `chain`, each layer its neighbours; skips, every layer every other one;\n"+
		"lateral-top, also units of the top those after them; lateral, so in every hidden layer\n"+
		"(a categorical one has none); or a list of pairs, as 1-0,2-1,2-0,2-2,0-1,1-2, the pixels\n"+
		"being layer 0 (default chain)")
	flags.StringVar((*string)(&f.Method), "method", "", "classic or reweighted wake-sleep (default reweighted; for the bars classic)")
	flags.IntVar(&f.Samples, "samples", 0, "samples `K` of the hidden layers for each image (default 5; classic has 1)")
	flags.IntVar(&f.Batch, "batch", 0, "images of a wake step and dreams of a sleep step (default 100; classic on bars 1)")
	flags.IntVar(&f.Epochs, "epochs", 0, "length of the training in epochs (default 10)")
	flags.IntVar(&f.Cycles, "cycles", 0, "length of the training in cycles, instead of epochs (default for the bars 60000)")
	flags.Float64SliceVar(&f.Rate, "rate", nil, "learning rate, or a list: one for what drives each layer in dreams, the pixels\n"+
		"first, at which recognition of the layer above learns too, as `.15,.01,.01`\n(default .001 for adam, .1 for sgd; for bars3 .15,.01,.01)")
	flags.Float64SliceVar(&f.FinalRate, "final-rate", nil, "`rate` of the last epoch, to which it falls exponentially (default: constant)")
	// An empty list would be shown as a default of [].
	flags.Lookup("rate").DefValue, flags.Lookup("final-rate").DefValue = "", ""
	flags.StringVar((*string)(&f.Optimiser), "optimiser", "", "sgd or adam (default adam; classic sgd)")
	flags.StringVar((*string)(&f.Init), "init", "", "start from zero, glorot or sparse weights (default glorot; for the bars zero)")
	flags.BoolVar(&f.Rebinarise, "rebinarise", false, "draw grey pixels on or off afresh each epoch")
	flags.IntVar(&f.Shift, "shift", 0, "move each image at random by up to `N` pixels, afresh each epoch; needs --rebinarise")
	flags.IntVar(&f.Average, "average", 0, "average the weights over the last `N` epochs")
	flags.IntVar(&f.JointEpochs, "joint", 0, "after the --epochs of --per-class, `N` epochs in which the machines learn together to\n"+
		"tell the classes apart")
	flags.Float64Var(&f.JointRate, "joint-rate", 0, "learning `rate` of the first epoch of --joint, which falls to a fifteenth (default .003)")
	flags.Uint64Var(&f.Seed, "seed", 1, "start of all random numbers")
}

// chosen lists, by flag, what was given on the command line.
func (f *settingsFlags) chosen(c *cobra.Command) map[string]func(*learn.Settings) {
	all := map[string]func(*learn.Settings){
		"layers":      func(s *learn.Settings) { s.Layers = tidyLayers(f.Layers) },
		"connections": func(s *learn.Settings) { s.Connections = f.Connections },
		"method":      func(s *learn.Settings) { s.Method = f.Method },
		"samples":     func(s *learn.Settings) { s.Samples = f.Samples },
		"batch":       func(s *learn.Settings) { s.Batch = f.Batch },
		"epochs":      func(s *learn.Settings) { s.Epochs = f.Epochs },
		"cycles":      func(s *learn.Settings) { s.Cycles = f.Cycles },
		"rate":        func(s *learn.Settings) { s.Rate = f.Rate },
		"final-rate":  func(s *learn.Settings) { s.FinalRate = f.FinalRate },
		"optimiser":   func(s *learn.Settings) { s.Optimiser = f.Optimiser },
		"init":        func(s *learn.Settings) { s.Init = f.Init },
		"rebinarise":  func(s *learn.Settings) { s.Rebinarise = f.Rebinarise },
		"shift":       func(s *learn.Settings) { s.Shift = f.Shift },
		"average":     func(s *learn.Settings) { s.Average = f.Average },
		"joint":       func(s *learn.Settings) { s.JointEpochs = f.JointEpochs },
		"joint-rate":  func(s *learn.Settings) { s.JointRate = f.JointRate },
		"seed":        func(s *learn.Settings) { s.Seed = f.Seed },
	}
	for name := range all {
		if !c.Flags().Changed(name) {
			delete(all, name)
		}
	}
	return all
}

// over are those on the command line over some defaults. Where these have a final rate they
// have a rate as well; else that depends on the data.
func (f *settingsFlags) over(c *cobra.Command, s learn.Settings, data string) (learn.Settings, error) {
	chosen, ownRate := f.chosen(c), s.FinalRate != nil
	if chosen["epochs"] != nil || chosen["cycles"] != nil {
		s.Epochs, s.Cycles = 0, 0
	}
	for _, set := range chosen {
		set(&s)
	}
	s.Connect(s.Connections) // whose name depends on the layers
	if s.JointEpochs == 0 && chosen["joint-rate"] != nil {
		return s, usagef("--joint-rate: without --joint the machines do not learn together; add --joint or leave it out")
	}
	if s.JointEpochs > 0 && chosen["joint-rate"] == nil {
		s.JointRate = defaultJointRate
	}
	if chosen["rate"] == nil && !ownRate {
		s.Rate = defaultRate(s, data)
	}
	return s, usage(s.Validate())
}

// conflicts lists the flags that ask for other settings than s, in their order
// on the help page.
func (f *settingsFlags) conflicts(c *cobra.Command, s learn.Settings) []string {
	var names []string
	s.Connect(s.Connections)
	for name, set := range f.chosen(c) {
		other := s
		set(&other)
		if other.Connect(other.Connections); !reflect.DeepEqual(other, s) {
			names = append(names, name)
		}
	}
	return names
}

// tidyLayers writes layers as the settings of a machine do. What is no list of
// layers stays as it is, for Validate to complain about.
func tidyLayers(text string) string {
	layers, err := network.ParseLayers(text)
	if err != nil {
		return text
	}
	return network.FormatLayers(layers)
}

// defaultJointRate is the learning rate of joint training where none is given.
const defaultJointRate = .003

// Lengths of a training where none is given.
const (
	defaultEpochs = 10
	barsCycles    = 60_000
)

func isBars(data string) bool { return data == "bars3" || data == "bars4" }

// defaultSettings are those for a data set under a method; an empty method is
// the one that suits the data.
func defaultSettings(data string, method learn.Method) learn.Settings {
	bars := isBars(data)
	s := learn.Defaults()
	s.Epochs = defaultEpochs
	if bars && method != learn.Reweighted {
		s = learn.ClassicDefaults()
	}
	if method == learn.Classic {
		s.Method, s.Samples, s.Optimiser = learn.Classic, 1, learn.SGD
	}
	if bars {
		s.Init, s.Epochs, s.Cycles = learn.Zero, 0, barsCycles
		s.Layers = map[string]string{"bars3": "6,1", "bars4": "8,1"}[data]
	}
	return s
}

// defaultRate is the learning rate for settings that are complete otherwise:
// for the 3×3 bars Kirby's, who let the pixels' connection learn faster.
func defaultRate(s learn.Settings, data string) []float64 {
	switch {
	case s.Optimiser == learn.Adam:
		return []float64{1e-3}
	case data != "bars3":
		return []float64{.1}
	}
	rate := []float64{.15, .01}
	hidden, _ := s.Hidden() // an error is Validate's to report
	for range len(hidden) - 1 {
		rate = append(rate, .01)
	}
	return rate
}
