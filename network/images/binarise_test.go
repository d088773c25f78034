package images

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"wakesleep/internal/cpu"
	"wakesleep/internal/guard"
	"wakesleep/network/random"
)

// portably runs f without kernels.
func portably(f func()) {
	was := cpu.AVX2
	cpu.AVX2 = false
	defer func() { cpu.AVX2 = was }()
	f()
}

func randomGrey(r *rand.Rand, n int) []uint8 {
	grey := make([]uint8, n)
	for j := range grey {
		grey[j] = uint8(r.Uint32())
		if r.IntN(4) == 0 {
			grey[j] = 255 * uint8(r.IntN(2))
		}
	}
	return grey
}

// Each pixel is on where its uniform number is below its grey level over 255,
// as exact fractions.
func TestBinariseComparesExactly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for n := range 150 {
		grey, words := randomGrey(r, n), make([]uint64, 4)
		for i := range words {
			words[i] = r.Uint64()
		}
		s := random.New(r.Uint64(), random.Binarise, 0, 0)
		uniforms := s
		Binarise(words, grey, &s)
		var u [8]uint32
		for j := range 64 * len(words) {
			on := false
			if j < n {
				if j%8 == 0 {
					uniforms.Block(&u)
				}
				on = big.NewRat(int64(u[j%8]>>8), 1<<24).Cmp(big.NewRat(int64(grey[j]), 255)) < 0
			}
			if words[j/64]>>(j%64)&1 != 0 != on {
				t.Fatalf("%d pixels: pixel %d is wrong", n, j)
			}
		}
		if s != uniforms {
			t.Fatalf("%d pixels: the stream gave other than one block for eight", n)
		}
	}
}

// The kernel must agree beside every threshold, where random numbers rarely
// come: the state of a generator is chosen for the number it gives.
func TestBinariseAtTheThresholds(t *testing.T) {
	for g := range 256 {
		for offset := int64(-2); offset <= 2; offset++ {
			number := min(max(int64(math.Ceil(float64(g)*(1<<24)/255))+offset, 0), 1<<24-1)
			s, grey, words := streamOf(uint32(number)<<8|uint32(g)), slices.Repeat([]uint8{uint8(g)}, 8), make([]uint64, 1)
			Binarise(words, grey, &s)
			want := uint64(0)
			if number*255 < int64(g)<<24 {
				want = 0xff
			}
			if words[0] != want {
				t.Errorf("grey %d, number %d: %x, want %x", g, number, words[0], want)
			}
		}
	}
}

// streamOf returns a stream whose first number is u in all lanes: a number is
// rotl(s0+s3, 7)+s0.
func streamOf(u uint32) random.Stream {
	var s random.Stream
	for l := range random.Lanes {
		s.State()[0][l], s.State()[3][l] = u, -u
	}
	return s
}

func TestKernelOfBinarise(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 71, 72, 127, 128, 130, 783, 784, 785, 3000} {
		for range 20 {
			compareBinarise(t, randomGrey(r, n), r.Uint64())
		}
	}
}

func FuzzBinarise(f *testing.F) {
	f.Add([]byte("\x00\x01\x7f\x80\xfe\xff\x00\xff\x10"), uint64(1))
	f.Fuzz(func(t *testing.T, grey []byte, seed uint64) { compareBinarise(t, grey, seed) })
}

func compareBinarise(t *testing.T, grey []uint8, seed uint64) {
	t.Helper()
	want, wantStream := make([]uint64, (len(grey)+63)/64), random.New(seed, random.Binarise, 0, 0)
	start := wantStream
	portably(func() { Binarise(want, grey, &wantStream) })
	for _, edge := range guard.Edges {
		got, stream := guard.Slice[uint64](t, len(want), edge), start
		Binarise(got, guard.Copy(t, grey, edge), &stream)
		if !slices.Equal(got, want) || stream != wantStream {
			t.Fatalf("%d pixels: %x, want %x", len(grey), got, want)
		}
	}
}

func TestBinariseAllocatesNothing(t *testing.T) {
	grey, words, s := make([]uint8, 789), make([]uint64, 13), random.New(1, random.Binarise, 0, 0)
	if n := testing.AllocsPerRun(10, func() { Binarise(words, grey, &s) }); n != 0 {
		t.Errorf("%g allocations", n)
	}
}

func TestBinariseNeedsWords(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	s := random.New(1, random.Binarise, 0, 0)
	Binarise(make([]uint64, 1), make([]uint8, 65), &s)
}

func BenchmarkBinarise(b *testing.B) {
	const n = 784
	grey, words, s := randomGrey(rand.New(rand.NewPCG(1, 3)), n), make([]uint64, 13), random.New(1, random.Binarise, 0, 0)
	b.ReportAllocs()
	for b.Loop() {
		Binarise(words, grey, &s)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/pixel")
}
