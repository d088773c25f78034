package activation

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"wakesleep/internal/guard"
	"wakesleep/network/bits"
	"wakesleep/network/random"
)

// A turnCase is rows of a lateral layer, before they fire.
type turnCase struct {
	logits, weights *bits.Floats
	lo, hi          int
	mask, held      []uint64
	seed            uint64
}

// turnResult is everything that firing in turn leaves behind.
type turnResult struct {
	logits *bits.Floats
	states *bits.Matrix
	stream random.Stream
}

// padded puts rows of n numbers into a matrix between guards.
func padded(t *testing.T, numbers []float32, rows, n int, edge guard.Edge) *bits.Floats {
	f := bits.FloatsOver(guard.Slice[float32](t, rows*bits.PaddedStride(n), edge), rows, n)
	if n > 0 {
		f.SetUnpadded(numbers)
	}
	return f
}

// anyTurn makes rows of n units, of which some are held in every other case.
func anyTurn(r *rand.Rand, rows, n int, number func() float32) turnCase {
	c := turnCase{logits: bits.NewFloats(rows, n), weights: bits.NewFloats(n, n), seed: r.Uint64()}
	c.lo = r.IntN(rows + 1)
	c.hi = c.lo + r.IntN(rows+1-c.lo)
	for i := range rows {
		for j := range n {
			c.logits.Row(i)[j] = number()
		}
	}
	for i := range n {
		// Numbers on the diagonal and below must not matter.
		for j := range n {
			c.weights.Row(i)[j] = number()
		}
	}
	if r.IntN(2) == 0 {
		c.mask, c.held = randomWords(r, n), randomWords(r, n)
	}
	return c
}

// fill makes states as they may be from before.
func (c turnCase) fill(states *bits.Matrix) {
	for i := range states.Rows {
		for j := range states.Cols {
			states.Set(i, j, (i+j)%3 == 0)
		}
	}
}

// run fires on copies between guards.
func (c turnCase) run(t *testing.T, edge guard.Edge) turnResult {
	n := c.logits.Cols
	got := turnResult{
		logits: padded(t, c.logits.Unpadded(), c.logits.Rows, n, edge), states: bits.NewMatrix(c.logits.Rows, n),
		stream: random.New(c.seed, random.Sleep, 0, 0),
	}
	got.states.Words = guard.Slice[uint64](t, len(got.states.Words), edge)
	c.fill(got.states)
	FireInTurn(got.logits, got.states, c.lo, c.hi, padded(t, c.weights.Unpadded(), n, n, edge), c.mask, c.held, &got.stream)
	return got
}

// defined is the definition in the comment of FireInTurn, word for word.
func (c turnCase) defined() turnResult {
	n := c.logits.Cols
	want := turnResult{bits.NewFloats(c.logits.Rows, n), bits.NewMatrix(c.logits.Rows, n), random.New(c.seed, random.Sleep, 0, 0)}
	want.logits.SetUnpadded(c.logits.Unpadded())
	c.fill(want.states)
	for row := c.lo; row < c.hi; row++ {
		logits := want.logits.Row(row)
		var block [random.Lanes]uint32
		for j := range n {
			if j%8 == 0 {
				want.stream.Block(&block)
			}
			u := max(random.ToFloat32(block[j%8]), 1.0/(1<<25))
			threshold := Log(u) - Log(1-u)
			if c.mask != nil && c.mask[j/64]>>(j%64)&1 == 1 {
				threshold = float32(math.Inf(1 - 2*int(c.held[j/64]>>(j%64)&1)))
			}
			fires := logits[j] > threshold
			want.states.Set(row, j, fires)
			if fires {
				for i := j + 1; i < n; i++ {
					logits[i] += c.weights.Row(j)[i]
				}
			}
		}
	}
	return want
}

func (c turnCase) compare(t *testing.T) {
	t.Helper()
	want := c.defined()
	for _, edge := range guard.Edges {
		got := c.run(t, edge)
		var portable turnResult
		portably(func() { portable = c.run(t, edge) })
		for name, got := range map[string]turnResult{"kernels": got, "portable": portable} {
			if !sameRow(got.logits.Data, want.logits.Data) || !slices.Equal(got.states.Words, want.states.Words) || got.stream != want.stream {
				t.Fatalf("%s: rows %d to %d of %d×%d, mask %x, differ from the definition", name, c.lo, c.hi, c.logits.Rows, c.logits.Cols, c.mask)
			}
		}
	}
}

func TestFireInTurnAtAllLengths(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 16))
	for n := range 301 {
		if n > 140 && n%13 != 0 {
			continue
		}
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			ordinary := func() float32 { return float32(r.NormFloat64()) }
			anyTurn(r, 1+r.IntN(7), n, ordinary).compare(t)
			anyTurn(r, 1+r.IntN(7), n, func() float32 { return anyFloats(r, 1)[0] }).compare(t)
		})
	}
}

func FuzzFireInTurn(f *testing.F) {
	f.Add([]byte{}, uint64(1), uint8(5), uint16(70))
	f.Add([]byte("\x00\x00\x00\x00\x00\x00\xc0\x7f\x00\x00\x80\xff\x00\x00\x00\x80"), uint64(2), uint8(11), uint16(201))
	f.Fuzz(func(t *testing.T, data []byte, seed uint64, rows uint8, units uint16) {
		r := rand.New(rand.NewPCG(seed, 4))
		anyTurn(r, 1+int(rows)%16, int(units)%260, func() float32 {
			if at := r.IntN(len(data)/4 + 2); at < len(data)/4 {
				return math.Float32frombits(binary.LittleEndian.Uint32(data[4*at:]))
			}
			return float32(r.NormFloat64())
		}).compare(t)
	})
}

// How rows are shared out among calls does not matter, as long as the stream goes on.
func TestFireInTurnRowByRow(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	c := anyTurn(r, 13, 150, func() float32 { return float32(r.NormFloat64()) })
	c.lo, c.hi = 0, 13
	want := c.run(t, guard.End)
	got := turnResult{bits.NewFloats(13, 150), bits.NewMatrix(13, 150), random.New(c.seed, random.Sleep, 0, 0)}
	got.logits.SetUnpadded(c.logits.Unpadded())
	for lo, hi := 0, 0; lo < 13; lo = hi {
		hi = min(13, lo+1+r.IntN(7))
		FireInTurn(got.logits, got.states, lo, hi, c.weights, c.mask, c.held, &got.stream)
	}
	if !sameRow(got.logits.Data, want.logits.Data) || !slices.Equal(got.states.Words, want.states.Words) || got.stream != want.stream {
		t.Error("rows fired together differ from rows fired in several calls")
	}
}

// The states of three units that drive each other come as often as their probability says.
func TestFireInTurnFrequencies(t *testing.T) {
	const draws = 40000
	weights := bits.NewFloats(3, 3)
	copy(weights.Row(0), []float32{0, 1.5, -2})
	copy(weights.Row(1), []float32{0, 0, 1})
	biases := []float64{-.5, -1, .3}
	logits, states := bits.NewFloats(draws, 3), bits.NewMatrix(draws, 3)
	for i := range draws {
		for j, b := range biases {
			logits.Row(i)[j] = float32(b)
		}
	}
	s := random.New(4, random.Sample, 0, 0)
	FireInTurn(logits, states, 0, draws, weights, nil, nil, &s)
	counts := make([]int, 8)
	for _, w := range states.Words {
		counts[w]++
	}
	for state, count := range counts {
		p := 1.
		for j, z := range biases {
			for i := range j {
				z += float64(weights.Row(i)[j]) * float64(state>>i&1)
			}
			on := 1 / (1 + math.Exp(-z))
			if state>>j&1 == 0 {
				on = 1 - on
			}
			p *= on
		}
		if math.Abs(float64(count)-draws*p) > 4.5*math.Sqrt(draws*p*(1-p)) {
			t.Errorf("state %03b came %d times of %d, want about %.0f", state, count, draws, draws*p)
		}
	}
}

func TestFireInTurnAllocatesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector, under which short tests run, lets pools forget")
	}
	logits, states, weights := bits.NewFloats(9, 130), bits.NewMatrix(9, 130), bits.NewFloats(130, 130)
	s := random.New(4, random.Sample, 0, 0)
	if n := testing.AllocsPerRun(20, func() { FireInTurn(logits, states, 0, 9, weights, nil, nil, &s) }); n >= 1 {
		t.Errorf("%g allocations", n)
	}
}

func TestFireInTurnOfWrongShapePanics(t *testing.T) {
	s := random.New(4, random.Sample, 0, 0)
	fire := func(logits, states, lo, hi, rows, cols, mask int) func() {
		return func() {
			FireInTurn(bits.NewFloats(2, logits), bits.NewMatrix(2, states), lo, hi, bits.NewFloats(rows, cols), make([]uint64, mask), make([]uint64, mask), &s)
		}
	}
	for name, f := range map[string]func(){
		"states":    fire(70, 71, 0, 2, 70, 70, 2),
		"weights":   fire(70, 70, 0, 2, 71, 70, 2),
		"rows":      fire(70, 70, 0, 3, 70, 70, 2),
		"backwards": fire(70, 70, 2, 1, 70, 70, 2),
		"mask":      fire(70, 70, 0, 2, 70, 70, 1),
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}
