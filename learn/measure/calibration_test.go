package measure

import (
	"context"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
)

// drawnLengths are synthetic lengths in bits, and classes drawn from the
// probabilities that a known calibration gives them.
func drawnLengths(n int, truth *network.Calibration) (lengths [][]float64, right []int) {
	r := rand.New(rand.NewPCG(4, 8))
	for range n {
		one := make([]float64, len(truth.Scales))
		base := 150 + 30*r.NormFloat64()
		for k := range one {
			one[k] = base + 12*r.NormFloat64()
		}
		u, answer := r.Float64(), 0
		for k, p := range truth.Probabilities(one) {
			if u >= 0 {
				answer = k
			}
			u -= p
		}
		lengths, right = append(lengths, one), append(right, answer)
	}
	return lengths, right
}

// inkOf is a binary image as truth values.
func inkOf(grey []uint8) []bool {
	x := make([]bool, len(grey))
	for i, g := range grey {
		x[i] = g >= 128
	}
	return x
}

func TestCalibrationFindsWhatLengthsWereDrawnBy(t *testing.T) {
	truth := &network.Calibration{Scales: []float64{.1, .12, .11, .1}, Offsets: []float64{2, -1.5, -1, .5}}
	lengths, right := drawnLengths(40_000, truth)
	fit, err := FitCalibration(lengths, right)
	if err != nil {
		t.Fatal(err)
	}
	if fit.Images != 40_000 {
		t.Errorf("fitted on %d images", fit.Images)
	}
	sum := 0.0
	for k := range truth.Scales {
		if math.Abs(fit.Scales[k]-truth.Scales[k]) > .005 {
			t.Errorf("scale %d is %.4f, want %.4f", k, fit.Scales[k], truth.Scales[k])
		}
		// Offsets go with scales, so look at them where the lengths are.
		difference := fit.Apply(lengths[0])[k] - truth.Apply(lengths[0])[k]
		other := fit.Apply(lengths[0])[0] - truth.Apply(lengths[0])[0]
		if math.Abs(difference-other) > .15 {
			t.Errorf("class %d counts %.3f bits too long", k, difference-other)
		}
		sum += fit.Offsets[k]
	}
	if math.Abs(sum) > 1e-9 {
		t.Errorf("offsets have the sum %v", sum)
	}
}

// The fit must beat every neighbour, in the definition's own words.
func TestCalibrationIsTheLikeliest(t *testing.T) {
	lengths, right := drawnLengths(500, &network.Calibration{Scales: []float64{.2, .22, .18}, Offsets: []float64{0, -3, 3}})
	fit, err := FitCalibration(lengths, right)
	if err != nil {
		t.Fatal(err)
	}
	cost := func(c *network.Calibration) float64 {
		sum := 0.0
		for i, l := range lengths {
			sum -= math.Log(c.Probabilities(l)[right[i]])
		}
		return sum / float64(len(right))
	}
	least := cost(fit)
	for k := range fit.Scales {
		for _, step := range []float64{-.02, .02} {
			other := fit.Clone()
			other.Scales[k] += step
			if cost(other) < least {
				t.Errorf("scale %d is better by %+v", k, step)
			}
			other = fit.Clone()
			other.Offsets[k] += 10 * step // bits, where a scale counts about 150 of them
			if cost(other) < least {
				t.Errorf("offset %d is better by %+v", k, 10*step)
			}
		}
	}
}

// Lengths that tell all classes apart have no likeliest scale; the fit must end.
func TestCalibrationOfPerfectLengths(t *testing.T) {
	var lengths [][]float64
	var right []int
	for i := range 60 {
		one := []float64{100, 100, 100}
		one[i%3] = 20
		lengths, right = append(lengths, one), append(right, i%3)
	}
	fit, err := FitCalibration(lengths, right)
	if err != nil {
		t.Fatal(err)
	}
	if p := fit.Probabilities(lengths[1])[1]; p < .999 {
		t.Errorf("the right class has probability %v", p)
	}
	if _, err := FitCalibration(nil, nil); err == nil {
		t.Error("fitted by nothing")
	}
	lengths[7][1] = math.Inf(1)
	if _, err := FitCalibration(lengths, right); err == nil {
		t.Error("fitted by lengths that are not finite")
	}
}

// trained are machines of classes after a training, of which heldOut images were no
// part.
func trained(t *testing.T, s learn.Settings, set *images.Set, heldOut int) *learn.Trainer {
	t.Helper()
	tr, err := learn.NewPerClass(s, set, heldOut, 2)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	if err := tr.Train(context.Background(), func(learn.EpochReport) {}); err != nil {
		t.Fatal(err)
	}
	return tr
}

// untrained are machines for the classes of labelled images, as they start.
func untrained(t *testing.T) *network.Ensemble {
	t.Helper()
	return trained(t, learn.Settings{
		Layers: "7,4", Method: learn.Classic, Samples: 1, Batch: 5, Rate: []float64{.3, .2, .1},
		Optimiser: learn.SGD, Init: learn.Glorot, Seed: 5,
	}, oracle.Labelled(97), 0).Finished().Ensemble
}

// Lengths, answers and the mixture against enumeration of both machines.
func TestClassesAgreeWithEnumeration(t *testing.T) {
	set := oracle.Orientation()
	s := learn.Settings{
		Layers: "4,2", Method: learn.Reweighted, Samples: 5, Batch: 8, Rate: []float64{.05}, Epochs: 20,
		Optimiser: learn.Adam, Init: learn.Glorot, Seed: 3,
	}
	all := trained(t, s, set, 0).Finished()
	const samples = 2000
	e, err := Evaluate(context.Background(), all.Ensemble, set, Options{Samples: samples, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	mixture, wrong := 0.0, 0
	for i, label := range set.Labels {
		x := inkOf(set.Image(i))
		var lengths []float64
		for _, m := range all.Machines {
			lengths = append(lengths, -oracle.LogProbability(m, x)/math.Ln2)
		}
		r := all.Recognise(set.Image(i), samples, 9)
		for k, want := range lengths {
			if math.Abs(r.Lengths[k]-want) > .12 {
				t.Fatalf("image %d under machine %d: %.3f bits, exactly %.3f", i, k, r.Lengths[k], want)
			}
		}
		best := 0
		if lengths[1] < lengths[0] {
			best = 1
		}
		if r.Best != best || math.Abs(r.Margin-math.Abs(lengths[1]-lengths[0])) > .24 {
			t.Errorf("image %d: class %d by %.3f bits, exactly %d by %.3f", i, r.Best, r.Margin, best, lengths[1]-lengths[0])
		}
		if all.Labels[best] != label {
			wrong++
		}
		// Three quarters of the images are columns.
		mixture -= math.Log(.75*math.Exp2(-lengths[0])+.25*math.Exp2(-lengths[1])) / 96
	}
	if math.Abs(e.NLLNats-mixture) > .01 {
		t.Errorf("the mixture costs %.4f nats, exactly %.4f", e.NLLNats, mixture)
	}
	if want := 100 * float64(wrong) / 96; math.Abs(e.Classes.ErrorPercent-want) > 1e-9 || e.Classes.Confusion[0][0]+e.Classes.Confusion[1][1] != 96-wrong {
		t.Errorf("error %.2f %% with %v, exactly %.2f", e.Classes.ErrorPercent, e.Classes.Confusion, want)
	}
	if math.Abs(e.CauseBits+e.DifferenceBits-e.BoundNats/math.Ln2) > 1e-9 || e.CauseBits < 0 {
		t.Errorf("%.3f + %.3f bits, bound %.3f nats", e.CauseBits, e.DifferenceBits, e.BoundNats)
	}
}

func TestAllClassesSeeTheSameDraws(t *testing.T) {
	all := untrained(t)
	r := all.Recognise(oracle.Labelled(97).Image(5), 40, 1)
	for k := range r.Each {
		for j, seen := range r.Each[k].Seen {
			if seen != r.Each[0].Seen[j] {
				t.Fatalf("machine %d saw pixel %d in %v of the draws, machine 0 in %v", k, j, seen, r.Each[0].Seen[j])
			}
		}
	}
	if r.Probabilities != nil || r.Calibrated != -1 {
		t.Error("probabilities without a calibration")
	}
}

// Labels that no machine has are wrong answers; without labels there are none.
func TestClassEvaluationOfStrangers(t *testing.T) {
	all := untrained(t)
	set := oracle.Labelled(10)
	for i := range set.Labels {
		set.Labels[i] = 9
	}
	o := Options{Samples: 3, Threads: 1}
	e, err := Evaluate(context.Background(), all, set, o)
	if err != nil || e.Classes.ErrorPercent != 100 || e.CauseBits != 0 || e.Classes.CalibratedErrorPercent != nil {
		t.Errorf("%+v, %v", e, err)
	}
	set.Labels = nil
	if _, err := Evaluate(context.Background(), all, set, o); err == nil {
		t.Error("evaluated without labels")
	}
}

// What is known is not measured again, and what belongs to no image of any
// machine is refused.
func TestClassEvaluationGoesOn(t *testing.T) {
	all := untrained(t)
	set, o := oracle.Labelled(50), Options{Samples: 3, Threads: 1}
	kept, lines := map[int]ImageResult{}, 0
	o.Keep = func(first int, found []ImageResult) error {
		lines++
		for i, r := range found {
			kept[first+i] = r
		}
		return nil
	}
	whole, err := Evaluate(context.Background(), all, set, o)
	if err != nil || len(kept) != 50*all.Count() || lines != 3*all.Count() {
		t.Fatalf("%d results in %d parts, %v", len(kept), lines, err)
	}
	// The second machine's first group of 20 images is to be measured again.
	for i := range 20 {
		delete(kept, 50+i)
	}
	o.Known, lines = maps.Clone(kept), 0
	again, err := Evaluate(context.Background(), all, set, o)
	if err != nil || lines != 1 || !reflect.DeepEqual(again, whole) {
		t.Errorf("%d parts measured again, %v: %+v, want %+v", lines, err, again, whole)
	}
	for _, number := range []int{-1, 50 * all.Count()} {
		o.Known = map[int]ImageResult{number: kept[0]}
		if _, err := Evaluate(context.Background(), all, set, o); err == nil {
			t.Errorf("result %d is taken", number)
		}
	}
}

// Calibrated on images held out, the machines keep it in their file.
func TestCalibrationIsSaved(t *testing.T) {
	tr := trained(t, learn.Settings{
		Layers: "7,4,3c", Method: learn.Reweighted, Samples: 3, Batch: 5, Rate: []float64{.05}, Epochs: 4,
		Optimiser: learn.Adam, Init: learn.Glorot, Seed: 5,
	}, oracle.Labelled(97), 30)
	all, held := tr.Finished(), tr.HeldOut()
	if held.Count() != 30 || held.Image(29)[5] != oracle.Labelled(97).Image(96)[5] {
		t.Fatalf("%d images held out", held.Count())
	}
	fit, err := Calibrate(context.Background(), all.Ensemble, held, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	all.SetCalibration(fit)
	meta, arrays, err := all.Encode()
	if err != nil {
		t.Fatal(err)
	}
	again, err := learn.Decode(meta, arrays)
	if err != nil {
		t.Fatal(err)
	}
	r := again.Recognise(held.Image(0), 50, 1)
	sum := 0.0
	for k, p := range r.Probabilities {
		sum += p
		if p > r.Probabilities[r.Calibrated] {
			t.Errorf("class %d is likelier than the answer", k)
		}
	}
	if math.Abs(sum-1) > 1e-9 || again.Record.Calibration.Images != 30 {
		t.Errorf("probabilities %v by %+v", r.Probabilities, again.Record.Calibration)
	}
	e, err := Evaluate(context.Background(), again.Ensemble, oracle.Labelled(60), Options{Samples: 5, Threads: 2})
	if err != nil || e.Classes.CalibratedErrorPercent == nil || len(e.Classes.CalibratedConfusion) != 3 {
		t.Errorf("%+v, %v", e, err)
	}
}

// Logarithms and sums differ in their last digits between processors.
func TestLastDigitsDoNotChangeACalibration(t *testing.T) {
	lengths, right := drawnLengths(500, &network.Calibration{Scales: []float64{.2, .22, .18}, Offsets: []float64{0, -3, 3}})
	want, err := FitCalibration(lengths, right)
	if err != nil {
		t.Fatal(err)
	}
	for _, all := range lengths {
		for k := range all {
			all[k] *= 1 + float64(k-1)*1e-15
		}
	}
	got, err := FitCalibration(lengths, right)
	if err != nil || !slices.Equal(got.Scales, want.Scales) || !slices.Equal(got.Offsets, want.Offsets) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
}
