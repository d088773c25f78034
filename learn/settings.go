package learn

import (
	"cmp"
	"slices"

	"wakesleep/internal/sentence"
	"wakesleep/network"
)

// Method is the learning algorithm.
type Method string

const (
	// Classic is wake-sleep as published in 1995: one sample an image, and
	// recognition learns from dreams alone.
	Classic Method = "classic"
	// Reweighted is reweighted wake-sleep (Bornschein and Bengio 2015): several
	// importance-weighted samples an image, from which both directions learn.
	Reweighted Method = "reweighted"
)

// Optimiser turns gradients into changes of parameters.
type Optimiser string

const (
	// SGD is plain stochastic gradient ascent.
	SGD Optimiser = "sgd"
	// Adam scales steps by running moments, with β = .9, .999.
	Adam Optimiser = "adam"
)

// Init is how a fresh machine starts.
type Init string

const (
	// Zero starts with all weights and biases zero.
	Zero Init = "zero"
	// Glorot starts with uniform weights in ±√(6/(inputs+outputs)), biases −1 in
	// intermediate layers and 0 at the top, and the pixels' generative biases at
	// the log-odds of the training pixels.
	Glorot Init = "glorot"
	// Sparse starts as Glorot does, but so that everything is off unless a cause
	// switches it on: biases −4 for the pixels and −2 in intermediate layers, and
	// generative weights to the pixels that are not negative. Causes such as bars,
	// which add ink and never take it away, are found more surely from there.
	Sparse Init = "sparse"
)

// Settings say how a machine is made and trained. Together with the data they
// decide the result.
type Settings struct {
	// Layers are the hidden ones, bottom to top, as network.ParseLayers reads.
	Layers string `json:"layers"`
	// Connections are those of the layers, as network.ParseConnections reads; empty is a
	// chain.
	Connections string `json:"connections,omitempty"`
	// Method is the learning algorithm.
	Method Method `json:"method"`
	// Samples is K, the samples of the hidden layers for each image; classic
	// wake-sleep has 1.
	Samples int `json:"samples"`
	// Batch is the number of images of a wake step and dreams of a sleep step.
	Batch int `json:"batch"`
	// Rate is the learning rate: one number, or one for each layer, the pixels first: that
	// of what drives it in dreams, and of what drives the layer above it in recognition.
	Rate []float64 `json:"rate"`
	// FinalRate, unless empty, is what Rate falls to, exponentially, by the last
	// epoch of a run.
	FinalRate []float64 `json:"final_rate,omitempty"`
	// Epochs or Cycles is the length of a whole training; the other is zero.
	Epochs int `json:"epochs,omitempty"`
	Cycles int `json:"cycles,omitempty"`
	// Optimiser defaults to SGD for classic and Adam for reweighted.
	Optimiser Optimiser `json:"optimiser"`
	// Init is how the machine starts.
	Init Init `json:"init"`
	// Rebinarise draws grey pixels on or off again each epoch instead of once.
	Rebinarise bool `json:"rebinarise"`
	// Shift is how many pixels, at most, an image is moved at random in each
	// direction, differently each epoch; what leaves the image is lost.
	Shift int `json:"shift,omitempty"`
	// Average is the number of last epochs over whose steps weights are averaged;
	// zero keeps the last weights.
	Average int `json:"average,omitempty"`
	// JointEpochs is the number of epochs, after those of a training of several machines, in
	// which they learn together to tell their classes apart, and JointRate the learning rate
	// of the first of them; it falls to a fifteenth.
	JointEpochs int     `json:"joint_epochs,omitempty"`
	JointRate   float64 `json:"joint_rate,omitempty"`
	// Contest says how machines compete for images, where they find classes themselves.
	Contest Contest `json:"contest,omitzero"`
	// Finding says how classes are found from what the machine has learnt when its training is
	// over; nil where none are.
	Finding *Finding `json:"finding,omitempty"`
	// Again are the settings of machines that learn the classes once more which these found;
	// nil where none do.
	Again *Settings `json:"again,omitempty"`
	// Seed starts every stream of random numbers.
	Seed uint64 `json:"seed,string"`
}

// Defaults are settings under which digits are learnt quickly.
func Defaults() Settings {
	return Settings{
		Layers: "200,200,200", Method: Reweighted, Samples: 5, Batch: 100,
		Rate: []float64{1e-3}, Optimiser: Adam, Init: Glorot, Seed: 1,
	}
}

// ClassicDefaults are the settings of 1995 for the bars: one image and one
// dream a step, plain gradients, everything from zero.
func ClassicDefaults() Settings {
	return Settings{
		Layers: "6,1", Method: Classic, Samples: 1, Batch: 1,
		Rate: []float64{.15, .01, .01}, Optimiser: SGD, Init: Zero, Seed: 1,
	}
}

// OpenEnded are the settings of the same training without an end, as the user plays and
// stops it: the rate stays as it begins, and nothing waits for last epochs. Machines do not
// compete.
func (s Settings) OpenEnded() Settings {
	s.FinalRate, s.Epochs, s.Cycles, s.Average, s.JointEpochs, s.JointRate = nil, 0, 0, 0, 0, 0
	s.Contest, s.Finding, s.Again = Contest{}, nil, nil
	return s
}

// Hidden parses Layers.
func (s Settings) Hidden() ([]network.Layer, error) { return network.ParseLayers(s.Layers) }

// Joined parses Connections, for those hidden layers.
func (s Settings) Joined(hidden []network.Layer) (network.Connections, error) {
	return network.ParseConnections(cmp.Or(s.Connections, network.ChainName), hidden)
}

// Connect gives settings connections, as network.ParseConnections reads them, under the name
// that a machine of their layers has for them; a chain's is left out, as in files of programs
// that knew no other. What cannot be read stays as it is, for Validate to complain about.
func (s *Settings) Connect(connections string) {
	s.Connections = connections
	hidden, err := s.Hidden()
	if err != nil {
		return
	}
	joined, err := s.Joined(hidden)
	if err != nil {
		return
	}
	if s.Connections = joined.Name(hidden); s.Connections == network.ChainName {
		s.Connections = ""
	}
}

// Limits that keep a typing error from asking for all memory.
const (
	maxSamples = 10_000
	maxBatch   = 100_000
	maxThreads = 1024
	maxRate    = 1e3
	maxShift   = 100
	maxEpochs  = 1_000_000
	maxCycles  = longestLife
	// longestConnections bounds the text of connections, in bytes: as many as a machine can
	// have fit, and so does the text into a file.
	longestConnections = 12 << 10
)

// Validate reports the first impossible setting, in a sentence.
func (s Settings) Validate() error {
	hidden, err := s.Hidden()
	if err != nil {
		return err
	}
	if _, err := s.Joined(hidden); err != nil {
		return err
	}
	if len(s.Connections) > longestConnections {
		return sentence.Errorf("connections are told in %d bytes; at most %d are possible", len(s.Connections), longestConnections)
	}
	return cmp.Or(s.checkMethod(), s.checkSizes(), s.checkLength(), s.checkJoint(), s.checkContest(), s.checkFinding(), s.checkAgain(), s.checkRates(len(hidden)))
}

func (s Settings) checkMethod() error {
	switch {
	case s.Method != Classic && s.Method != Reweighted:
		return sentence.Errorf("method %.40q is unknown; choose %s or %s", s.Method, Classic, Reweighted)
	case s.Optimiser != SGD && s.Optimiser != Adam:
		return sentence.Errorf("optimiser %.40q is unknown; choose %s or %s", s.Optimiser, SGD, Adam)
	case s.Init != Zero && s.Init != Glorot && s.Init != Sparse:
		return sentence.Errorf("init %.40q is unknown; choose %s, %s or %s", s.Init, Zero, Glorot, Sparse)
	case s.Method == Classic && s.Samples != 1:
		return sentence.Errorf("classic wake-sleep takes 1 sample an image, not %d; "+
			"for more choose the %s method", s.Samples, Reweighted)
	}
	return nil
}

func (s Settings) checkSizes() error {
	switch {
	case s.Samples < 1 || s.Samples > maxSamples:
		return sentence.Errorf("%d samples an image; from 1 to %d are possible", s.Samples, maxSamples)
	case s.Batch < 1 || s.Batch > maxBatch:
		return sentence.Errorf("a batch of %d images; from 1 to %d are possible", s.Batch, maxBatch)
	case s.Samples*s.Batch > 10*maxBatch:
		return sentence.Errorf("%d samples of each of %d images a step are too many; at most %d together",
			s.Samples, s.Batch, 10*maxBatch)
	}
	return nil
}

func (s Settings) checkLength() error {
	switch {
	case s.Epochs < 0 || s.Cycles < 0:
		return sentence.Errorf("the length of a training cannot be negative")
	case s.Epochs > 0 && s.Cycles > 0:
		return sentence.Errorf("give the length of a training in epochs or in cycles, not both")
	case s.Shift < 0 || s.Shift > maxShift:
		return sentence.Errorf("images moved by up to %d pixels; from 0 to %d are possible", s.Shift, maxShift)
	case s.Shift > 0 && !s.Rebinarise:
		return sentence.Errorf("images that move are drawn afresh each epoch, so choose to re-binarise as well")
	case max(s.Epochs, s.JointEpochs, s.Average) > maxEpochs:
		return sentence.Errorf("%d epochs are too many; at most %d", max(s.Epochs, s.JointEpochs, s.Average), maxEpochs)
	case s.Cycles > maxCycles:
		return sentence.Errorf("%d cycles are too many; at most %d", s.Cycles, uint64(maxCycles))
	case s.Average < 0:
		return sentence.Errorf("the number of epochs to average over cannot be negative")
	}
	return nil
}

func (s Settings) checkRates(layers int) error {
	if err := checkRateList("rate", s.Rate, layers); err != nil {
		return err
	}
	if len(s.FinalRate) == 0 {
		return nil
	}
	if err := checkRateList("final rate", s.FinalRate, layers); err != nil {
		return err
	}
	if slices.Contains(s.FinalRate, 0) || slices.Contains(s.Rate, 0) {
		return sentence.Errorf("a rate of zero cannot rise or fall exponentially; leave the final rate out")
	}
	return nil
}

func checkRateList(name sentence.Word, rates []float64, layers int) error {
	if len(rates) != 1 && len(rates) != layers+1 {
		return sentence.Errorf("%s: %d numbers; give one, or %d: one for each layer, the pixels first", name, len(rates), layers+1)
	}
	for _, r := range rates {
		// Written so that a NaN fails too.
		if !(r >= 0 && r <= maxRate) {
			return sentence.Errorf("%s: %v is impossible; from 0 to %v", name, r, maxRate)
		}
	}
	return nil
}
