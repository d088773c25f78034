package learn

import (
	"math"

	"wakesleep/internal/sentence"
	"wakesleep/network"
	"wakesleep/network/activation"
	"wakesleep/network/bits"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// newMachine makes the machine that a training starts from.
func newMachine(s Settings, set *images.Set) (*network.Machine, error) {
	hidden, err := s.Hidden()
	if err != nil {
		return nil, err
	}
	connections, err := s.Joined(hidden)
	if err != nil {
		return nil, err
	}
	m, err := network.New(set.Width, set.Height, hidden, connections)
	if err != nil {
		return nil, sentence.Errorf("layers %s: %w", s.Layers, err)
	}
	switch s.Init {
	case Glorot:
		startGlorot(m, s.Seed)
		startReluctant(m, -1)
		startPixelBiases(m.Generative.Biases[0], set)
	case Sparse:
		startGlorot(m, s.Seed)
		startReluctant(m, -2)
		startDark(m)
	}
	return m, nil
}

// startGlorot draws the weights of what drives each layer from next to it uniformly in
// ±√(6/(inputs+outputs)) (Glorot and Bengio 2010). Other connections, from farther layers
// and lateral ones, start at zero.
func startGlorot(m *network.Machine, seed uint64) {
	for l := 1; l <= m.Top(); l++ {
		nearest, _ := m.Generative.Drive(l - 1)
		fillGlorot(nearest[0], random.New(seed, random.Initialise, uint64(l), random.InitialiseGenerative))
		lower := m.Recognition.Into[l]
		fillGlorot(lower[len(lower)-1], random.New(seed, random.Initialise, uint64(l), random.InitialiseRecognition))
	}
}

func fillGlorot(link network.Link, s random.Stream) {
	fillUniform(link.Weights, float32(math.Sqrt(6/float64(link.Weights.Rows+link.Weights.Cols))), s)
}

// startReluctant sets the biases of the units of intermediate layers.
func startReluctant(m *network.Machine, bias float32) {
	for l := 1; l < m.Top(); l++ {
		for i := range m.Layers[l].Units {
			m.Generative.Biases[l][i], m.Recognition.Biases[l][i] = bias, bias
		}
	}
}

// startDark leaves every pixel off unless units of the first hidden layer, none of
// which switches pixels off, switch it on.
func startDark(m *network.Machine) {
	for j := range m.Generative.Biases[0] {
		m.Generative.Biases[0][j] = -4
	}
	for _, link := range m.Generative.Into[0] {
		w := link.Weights
		for i := range w.Rows {
			for j, v := range w.Row(i) {
				w.Row(i)[j] = max(v, -v)
			}
		}
	}
}

func fillUniform(w *bits.Floats, limit float32, s random.Stream) {
	for i := range w.Rows {
		row := w.Row(i)
		for j := range row {
			u := float32(2*s.Float32()) - 1
			row[j] = u * limit
		}
	}
}

// Shares of ink outside these bounds count as the bounds, so that pixels that
// are never on start with finite biases.
const (
	leastInk = 0.02
	mostInk  = 0.98
)

// startPixelBiases sets the log-odds of each pixel over the set.
func startPixelBiases(biases []float32, set *images.Set) {
	for j, share := range inkShares(set) {
		on := float32(min(max(share, leastInk), mostInk))
		biases[j] = activation.Log(on) - activation.Log(1-on)
	}
}

// inkShares is the mean of each pixel over the set, from 0 to 1.
func inkShares(set *images.Set) []float64 {
	shares := make([]float64, set.Pixels())
	for i := range set.Count() {
		weight := 1 / float64(set.Count())
		if set.Probabilities != nil {
			weight = set.Probabilities[i]
		}
		for j, g := range set.Image(i) {
			shares[j] += float64(weight * (float64(g) / 255))
		}
	}
	return shares
}
