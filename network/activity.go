package network

import (
	"slices"

	"wakesleep/network/activation"
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// Activity is what happens in a machine for a batch: N images, each explained
// by K samples of the hidden layers. Sample k of image i is row i·K+k of every
// layer but the visible one, which has one row for each image.
//
// A pass over a layer has two halves. "Drive" sums the weights of the units
// that fire below (or above) into logits and may be shared out in any number of
// parts.
// "Fire" draws states from them and takes its numbers from a stream, so that
// which rows go together is part of the result; "Score" takes the states as
// given. Both leave probabilities where the logits were and add up the
// log-probability of each row's states. A half must be complete for all rows
// before the next half that reads it starts.
type Activity struct {
	// Images and Samples are N and K.
	Images, Samples int
	// States holds what fires in each layer: N × n[0], then N·K × n[l].
	States []*bits.Matrix
	// Up holds recognition logits, then probabilities: Up[1] is N × n[1], since
	// the K samples of an image share its pixels; Up[l] is N·K × n[l].
	Up []*bits.Floats
	// Down holds generative logits, then probabilities: N·K × n[l] in each layer.
	Down []*bits.Floats
	// LogQ and LogP hold log q(h[l] | x … h[l−1]) and log p(h[l] | h[l+1] … h[L]) in nats for
	// each layer and row; LogQ[0] is nil.
	LogQ, LogP [][]float32

	// FromPixels has, for each layer that the pixels drive, the first left out, what they
	// add to its recognition logits, with the biases; nil for other layers. It is N × n[l],
	// since the samples of an image share it.
	FromPixels []*bits.Floats

	machine *Machine
	shared  *bits.Floats
}

// NewActivity makes room for images × samples rows in machines with m's layers.
func NewActivity(m *Machine, images, samples int) *Activity {
	n := len(m.Layers)
	a := &Activity{
		machine: m,
		States:  make([]*bits.Matrix, n), Up: make([]*bits.Floats, n), Down: make([]*bits.Floats, n),
		LogQ: make([][]float32, n), LogP: make([][]float32, n),
		shared: new(bits.Floats), FromPixels: make([]*bits.Floats, n),
	}
	for l := range m.Layers {
		a.States[l], a.Up[l], a.Down[l] = new(bits.Matrix), new(bits.Floats), new(bits.Floats)
		if l > 1 && m.Recognition.Weights(0, l) != nil {
			a.FromPixels[l] = new(bits.Floats)
		}
	}
	a.Resize(images, samples)
	return a
}

// Resize changes the number of rows and forgets what they held.
func (a *Activity) Resize(images, samples int) {
	if images < 1 || samples < 1 {
		panic("network: an activity needs at least one image and one sample")
	}
	a.Images, a.Samples = images, samples
	rows := a.Rows()
	for l, layer := range a.machine.Layers {
		a.States[l].Resize(a.rowsOf(l), layer.Units)
		a.Down[l].Resize(rows, layer.Units)
		a.LogP[l] = slices.Grow(a.LogP[l][:0], rows)[:rows]
		if l > 0 {
			a.Up[l].Resize(a.rowsOf(l-1), layer.Units)
			if a.FromPixels[l] != nil {
				a.FromPixels[l].Resize(images, layer.Units)
			}
			a.LogQ[l] = slices.Grow(a.LogQ[l][:0], rows)[:rows]
		}
	}
	a.shared.Resize(images, a.machine.Layers[1].Units)
}

// Use makes the passes run in machine m, which must have the same layers and connections.
func (a *Activity) Use(m *Machine) { a.machine = m }

// Machine is the one whose activity this is.
func (a *Activity) Machine() *Machine { return a.machine }

// Rows is N·K, the rows of every hidden layer.
func (a *Activity) Rows() int { return a.Images * a.Samples }

// rowsOf is the number of rows of layer l.
func (a *Activity) rowsOf(l int) int {
	if l == 0 {
		return a.Images
	}
	return a.Rows()
}

// UpSteps is in how many steps the layers below drive layer l.
func (a *Activity) UpSteps(l int) int {
	if links := a.machine.Recognition.Into[l]; a.FromPixels[l] == nil || len(links) > 1 {
		return len(links)
	}
	return 2
}

// PixelStep tells whether the first step that drives layer l up needs the pixels alone.
func (a *Activity) PixelStep(l int) bool { return a.machine.Recognition.Into[l][0].From == 0 }

// DriveUpStep is a step of [Activity.DriveUp], from 0 on, part k of n. Each step must be
// complete before the next begins.
func (a *Activity) DriveUpStep(l, step, k, n int) {
	links, biases := a.machine.Recognition.Into[l], a.machine.Recognition.Biases[l]
	switch {
	case step == 0 && a.FromPixels[l] != nil:
		multiply(a.FromPixels[l], a.States[0], links[0].Weights, biases, k, n)
	case step == 0:
		multiply(a.Up[l], a.States[links[0].From], links[0].Weights, biases, k, n)
	case step == 1 && a.FromPixels[l] != nil && len(links) == 1:
		a.Up[l].RepeatPart(a.FromPixels[l], a.Samples, k, n)
	case step == 1 && a.FromPixels[l] != nil:
		states, weights := a.States[links[1].From], links[1].Weights
		bits.ContinuePart(a.Up[l], a.FromPixels[l], a.Samples, states, weights, bits.ChooseFor(states, weights), k, n)
	default:
		a.accumulate(a.Up[l], links[step], k, n)
	}
}

// DriveUp computes the recognition logits of layer l from the states of the layers below
// that drive it.
func (a *Activity) DriveUp(l int) {
	for step := range a.UpSteps(l) {
		a.DriveUpStep(l, step, 0, 1)
	}
}

// multiply is dst = states·weights + biases, part k of n.
func multiply(dst *bits.Floats, states *bits.Matrix, weights *bits.Floats, biases []float32, k, n int) {
	bits.MultiplyPart(dst, states, weights, biases, bits.ChooseFor(states, weights), k, n)
}

// accumulate is dst += states·weights, by the states of the layer that a link leads from; part
// k of n.
func (a *Activity) accumulate(dst *bits.Floats, link Link, k, n int) {
	states := a.States[link.From]
	bits.AccumulatePart(dst, states, link.Weights, bits.ChooseFor(states, link.Weights), k, n)
}

// FireUp draws the states of layer l for images lo ≤ i < hi from its
// recognition logits, all samples of an image in turn.
func (a *Activity) FireUp(l, lo, hi int, s *random.Stream) {
	fire := fireKind[a.machine.Layers[l].Kind]
	for row := lo * a.Samples; row < hi*a.Samples; row++ {
		logits := a.Up[l].Row(a.StateRow(l-1, row))
		probabilities := logits
		if l == 1 && a.Samples > 1 {
			// The logits serve the image's other samples too.
			probabilities = a.shared.Row(row / a.Samples)
		}
		a.LogQ[l][row] = fire(probabilities, logits, a.States[l].Row(row), s)
	}
	if l == 1 && a.Samples > 1 {
		for image := lo; image < hi; image++ {
			copy(a.Up[l].Row(image), a.shared.Row(image))
		}
	}
}

// ScoreUp computes recognition probabilities and log-probabilities of the given
// states of layer l for rows lo ≤ i < hi. In layer 1 it needs K = 1.
func (a *Activity) ScoreUp(l, lo, hi int) {
	if l == 1 && a.Samples > 1 {
		panic("network: ScoreUp of layer 1 needs one sample for each image")
	}
	score := scoreKind[a.machine.Layers[l].Kind]
	for row := lo; row < hi; row++ {
		p := a.Up[l].Row(row)
		a.LogQ[l][row] = score(p, p, a.States[l].Row(row))
	}
}

// DownSteps is in how many steps the layers above, or the biases alone, drive layer l.
func (a *Activity) DownSteps(l int) int {
	others, _ := a.machine.Generative.Drive(l)
	return max(1, len(others))
}

// DriveDownStep is a step of [Activity.DriveDown], from 0 on, part k of n. Each step must be
// complete before the next begins.
func (a *Activity) DriveDownStep(l, step, k, n int) {
	others, _ := a.machine.Generative.Drive(l)
	biases := a.machine.Generative.Biases[l]
	if len(others) == 0 {
		rows := a.Rows()
		for row := rows * k / n; row < rows*(k+1)/n; row++ {
			copy(a.Down[l].Row(row), biases)
		}
		return
	}
	if step == 0 {
		multiply(a.Down[l], a.States[others[0].From], others[0].Weights, biases, k, n)
		return
	}
	a.accumulate(a.Down[l], others[step], k, n)
}

// DriveDown computes the generative logits of layer l from the states of the layers above
// that drive it, or from the biases alone. What units of the layer itself add is left out.
func (a *Activity) DriveDown(l int) {
	for step := range a.DownSteps(l) {
		a.DriveDownStep(l, step, 0, 1)
	}
}

// Lateral tells whether units of layer l drive those after them.
func (a *Activity) Lateral(l int) bool {
	_, lateral := a.machine.Generative.Drive(l)
	return lateral != nil
}

// DriveLaterally adds to the generative logits of layer l what its own states do, part k of
// n, where that has lateral connections. To draw a layer, it is not called: units fire in
// turn then.
func (a *Activity) DriveLaterally(l, k, n int) {
	if _, lateral := a.machine.Generative.Drive(l); lateral != nil {
		bits.TrianglePart(a.Down[l], a.States[l], lateral, bits.ChooseFor(a.States[l], lateral), k, n)
	}
}

// FireDown draws the states of layer l for rows lo ≤ i < hi from its generative
// logits: one step of a dream. Where it has lateral connections, they complete the logits
// unit by unit. In layer 0 it needs K = 1.
func (a *Activity) FireDown(l, lo, hi int, s *random.Stream) { a.fireDown(l, lo, hi, s, nil) }

// held are units of a layer that do not fire at random.
type held struct {
	// mask has the units, and states what they do; elsewhere these are zero.
	mask, states []uint64
}

// fireDown is FireDown with some units held, unless those are nil. In a categorical layer
// nothing is held.
func (a *Activity) fireDown(l, lo, hi int, s *random.Stream, h *held) {
	if l == 0 && a.Samples > 1 {
		panic("network: FireDown of the pixels needs one sample for each image")
	}
	_, lateral := a.machine.Generative.Drive(l)
	if lateral != nil {
		var mask, states []uint64
		if h != nil {
			mask, states = h.mask, h.states
		}
		activation.FireInTurn(a.Down[l], a.States[l], lo, hi, lateral, mask, states, s)
		a.ScoreDown(l, lo, hi)
		return
	}
	fire := fireKind[a.machine.Layers[l].Kind]
	for row := lo; row < hi; row++ {
		p, states := a.Down[l].Row(row), a.States[l].Row(row)
		a.LogP[l][row] = fire(p, p, states, s)
		if h != nil {
			put(states, h.mask, h.states)
		}
	}
}

// put makes the units of a row that mask has do what held says; elsewhere both are zero.
func put(row, mask, held []uint64) {
	for w := range row {
		row[w] = row[w]&^mask[w] | held[w]
	}
}

// ScoreDown computes generative probabilities and log-probabilities of the
// given states of layer l for rows lo ≤ i < hi, whose logits are complete.
func (a *Activity) ScoreDown(l, lo, hi int) {
	score := scoreKind[a.machine.Layers[l].Kind]
	for row := lo; row < hi; row++ {
		p := a.Down[l].Row(row)
		a.LogP[l][row] = score(p, p, a.States[l].Row(a.StateRow(l, row)))
	}
}

// StateRow is the row of States[l], and of Up[l+1], that belongs to a row of the hidden
// layers.
func (a *Activity) StateRow(l, row int) int {
	if l == 0 {
		return row / a.Samples
	}
	return row
}

// How units of each kind fire, and what their firings score.
var (
	fireKind = [...]func(p, logits []float32, words []uint64, s *random.Stream) float32{
		Bernoulli: activation.SampleBernoulli, Categorical: activation.SampleCategorical,
	}
	scoreKind = [...]func(p, logits []float32, words []uint64) float32{
		Bernoulli: activation.ScoreBernoulli, Categorical: activation.ScoreCategorical,
	}
)

// Recognise runs the whole recognition pass for all images, whose
// pixels are in States[0]: states of the hidden layers are drawn bottom to top.
func (a *Activity) Recognise(s *random.Stream) {
	for l := 1; l < len(a.States); l++ {
		a.DriveUp(l)
		a.FireUp(l, 0, a.Images, s)
	}
}

// Score computes the generative log-probability of the present states of all layers.
func (a *Activity) Score() {
	for l := range a.States {
		a.logitsDown(l)
		a.ScoreDown(l, 0, a.Rows())
	}
}

// logitsDown computes the whole generative logits of layer l under the present states.
func (a *Activity) logitsDown(l int) {
	a.DriveDown(l)
	a.DriveLaterally(l, 0, 1)
}

// Dream runs the whole generative pass: the states of all layers are drawn top
// to bottom. It needs K = 1.
func (a *Activity) Dream(s *random.Stream) {
	a.DreamBelow(len(a.States), s)
}

// DreamBelow draws the layers below l top to bottom, from the states of layer l
// as they stand.
func (a *Activity) DreamBelow(l int, s *random.Stream) {
	for l--; l >= 0; l-- {
		a.DriveDown(l)
		a.FireDown(l, 0, a.Rows(), s)
	}
}

// LogWeight is log p(x,h) − log q(h|x) of a row in nats: minus the row's sample
// of the free energy, and the logarithm of its importance weight.
func (a *Activity) LogWeight(row int) float64 {
	sum := float64(a.LogP[0][row])
	for l := 1; l < len(a.LogP); l++ {
		sum += float64(a.LogP[l][row]) - float64(a.LogQ[l][row])
	}
	return sum
}
