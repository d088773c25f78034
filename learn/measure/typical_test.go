package measure

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"wakesleep/io/dataset"
	"wakesleep/io/starter"
	"wakesleep/network"
	"wakesleep/network/images"
)

// started is the starter machine, with unseen digits treated as its own were.
func started(t *testing.T) (*network.Machine, *images.Set) {
	t.Helper()
	c, err := starter.Load()
	if err != nil {
		t.Fatal(err)
	}
	source, err := dataset.Open("digits", "")
	if err != nil {
		t.Fatal(err)
	}
	return c.Machines[0], dataset.Straighten(every(source.Test, 4))
}

// every is the set of every n-th image.
func every(set *images.Set, n int) *images.Set {
	few := *set
	few.Grey, few.Labels = nil, nil
	for i := 0; i < set.Count(); i += n {
		few.Grey = append(few.Grey, set.Image(i)...)
	}
	return &few
}

// paper is a square sheet to draw on.
const paper = 280

type sheet []uint8

func (s sheet) dot(x, y, radius float64) {
	for j := range paper {
		for i := range paper {
			if math.Hypot(float64(i)-x, float64(j)-y) <= radius {
				s[j*paper+i] = 255
			}
		}
	}
}

func (s sheet) line(x, y, toX, toY float64) {
	for t := 0.0; t <= 1; t += .02 {
		s.dot(x+t*(toX-x), y+t*(toY-y), 7)
	}
}

// face is a circle with two eyes, a nose and a mouth.
func face() []uint8 {
	s := make(sheet, paper*paper)
	for angle := 0.0; angle < 2*math.Pi; angle += .02 {
		s.dot(140+100*math.Cos(angle), 140+100*math.Sin(angle), 7)
	}
	s.dot(105, 110, 10)
	s.dot(175, 110, 10)
	s.line(140, 130, 140, 165)
	s.line(100, 185, 140, 200)
	s.line(140, 200, 180, 185)
	return dataset.PrepareInk(s, paper, paper, 28, 28, true)
}

// noise has as much ink as a digit, but anywhere.
func noise() []uint8 {
	grey := make([]uint8, 784)
	for j := range grey {
		if uint32(j)*2654435761>>16%8 == 0 {
			grey[j] = 255
		}
	}
	return grey
}

func TestStrangePicturesAreCalledSo(t *testing.T) {
	m, unseen := started(t)
	typical, err := NewTypical(t.Context(), network.Alone(m), unseen)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		grey []uint8
		want string
	}{
		"a face":       {face(), "stranger than any of 1,000 unseen digits"},
		"noise":        {noise(), "stranger than any of 1,000 unseen digits"},
		"a blank page": {make([]uint8, 784), "emptier than any of 1,000 unseen digits"},
	} {
		s := typical.Judge(m.Recognise(c.grey, 200, 1))
		if got := s.Words("unseen digits"); got != c.want {
			t.Errorf("%s is called %q at %.1f %%, want %q", name, got, s.Percentile, c.want)
		}
	}
}

// Digits that are none of those measured must be spread evenly: then percentiles
// mean what they say. For 250 images the largest gap between the distribution of
// the percentiles and the even one exceeds .103 once in a hundred times
// (Kolmogorov and Smirnov: 1.63/√250).
func TestPercentilesOfRealDigitsAreEven(t *testing.T) {
	m, unseen := started(t)
	typical, err := NewTypical(t.Context(), network.Alone(m), unseen)
	if err != nil {
		t.Fatal(err)
	}
	// Of 2,500 images the measured ones are 0, 2, 5, 7, 10 and so on.
	var found []float64
	familiar := 0
	for i := 1; i < unseen.Count(); i += 10 {
		s := typical.Judge(m.Recognise(unseen.Image(i), 100, 1))
		found = append(found, s.Percentile)
		if s.Familiar() {
			familiar++
		}
	}
	slices.Sort(found)
	n := float64(len(found))
	for i, p := range found {
		if gap := max(float64(i+1)/n-p/100, p/100-float64(i)/n); gap > .103 {
			t.Fatalf("%d of %d unseen digits lie below %.1f %%", i, len(found), p)
		}
	}
	if familiar < 200 {
		t.Errorf("%d of %d unseen digits are familiar", familiar, len(found))
	}
}

func TestPercentileByHand(t *testing.T) {
	equal := newDistribution([]float64{40, 10, 20, 20}, nil)
	for v, want := range map[float64]float64{5: 0, 10: 12.5, 15: 25, 20: 50, 30: 75, 40: 87.5, 41: 100} {
		if got := equal.percentile(v); math.Abs(got-want) > 1e-12 {
			t.Errorf("%v is at %v %%, want %v", v, got, want)
		}
	}
	weighed := newDistribution([]float64{30, 10, 20}, []float64{.5, .125, .375})
	for v, want := range map[float64]float64{10: 6.25, 20: 31.25, 25: 50, 30: 75, 31: 100} {
		if got := weighed.percentile(v); math.Abs(got-want) > 1e-12 {
			t.Errorf("weighed, %v is at %v %%, want %v", v, got, want)
		}
	}
}

func TestStrangenessInWords(t *testing.T) {
	// A hundred descriptions of 1 to 100 bits, a fifth of each for the causes.
	var lengths, causes, differences []float64
	for v := 1.0; v <= 100; v++ {
		lengths, causes, differences = append(lengths, v), append(causes, v/5), append(differences, 4*v/5)
	}
	typical := &Typical{
		images: 100, ink: 2,
		lengths: newDistribution(lengths, nil), causes: newDistribution(causes, nil),
		differences: newDistribution(differences, nil),
	}
	for _, c := range []struct {
		bits, causes float64
		seen         []float32
		want         string
	}{
		{.5, .1, []float32{.5, 1}, "emptier than any of 100 digits"},
		{.5, .1, []float32{1, 1}, "simpler than any of 100 digits"},
		{3.5, .7, []float32{.5, 0}, "emptier than any of 100 digits"},
		{3.5, .7, []float32{1, 1}, "simpler than 97 % of digits"},
		{20.5, 4, []float32{.5, 0}, "familiar: 20 % of digits are shorter"},
		{48.5, 9.7, []float32{1, 1}, "familiar: 48 % of digits are shorter"},
		{48.5, 30, []float32{1, 1}, "familiar: 48 % of digits are shorter, but the causes alone would be strange"},
		{90.5, -5, []float32{1, 1}, "familiar: 90 % of digits are shorter, but the difference alone would be strange"},
		{97.5, 19.5, []float32{1, 1}, "stranger than 97 % of digits"},
		{100, 20, []float32{1, 1}, "stranger than 99.5 % of digits"},
		{101, 20, []float32{1, 1}, "stranger than any of 100 digits"},
	} {
		r := &network.Recognition{Seen: c.seen, CauseBits: c.causes, DifferenceBits: c.bits - c.causes}
		if got := typical.Judge(r).Words("digits"); got != c.want {
			t.Errorf("%v bits: %q, want %q", c.bits, got, c.want)
		}
	}
}

func TestTypicalLengthsAreFreeEnergies(t *testing.T) {
	// Under a machine of zeros each image costs a bit for each pixel.
	source, err := dataset.Open("bars3", "")
	if err != nil {
		t.Fatal(err)
	}
	hidden, _ := network.ParseLayers("6,1")
	m, err := network.New(3, 3, hidden, nil)
	if err != nil {
		t.Fatal(err)
	}
	typical, err := NewTypical(t.Context(), network.Alone(m), source.Training)
	if err != nil {
		t.Fatal(err)
	}
	if typical.Images() != source.Training.Count() {
		t.Errorf("%d images measured", typical.Images())
	}
	for i, v := range typical.lengths.values {
		if math.Abs(v-9) > 1e-5 || math.Abs(typical.differences.values[i]-9) > 1e-5 || math.Abs(typical.causes.values[i]) > 1e-5 {
			t.Errorf("an image costs %v bits, %v of them for the difference", v, typical.differences.values[i])
		}
	}
}

func TestMeasuringTypicalImagesCanFail(t *testing.T) {
	m, unseen := started(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := NewTypical(ctx, network.Alone(m), unseen); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	small := &images.Set{Name: "small", Width: 1, Height: 1, Grey: []uint8{0}}
	if _, err := NewTypical(t.Context(), network.Alone(m), small); err == nil || !strings.Contains(err.Error(), "1×1") {
		t.Errorf("images of another size: %v", err)
	}
}
