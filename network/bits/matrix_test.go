package bits

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestMatrixKeepsBits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, cols := range []int{1, 63, 64, 65, 784} {
		m, model := NewMatrix(7, cols), make([]bool, 7*cols)
		for range 20 * cols {
			i, j, v := r.IntN(7), r.IntN(cols), r.IntN(2) == 1
			m.Set(i, j, v)
			model[i*cols+j] = v
		}
		ones := 0
		for k, want := range model {
			if m.Get(k/cols, k%cols) != want {
				t.Fatalf("%d columns: bit %d is %v", cols, k, !want)
			}
			if want && k/cols >= 2 && k/cols < 5 {
				ones++
			}
		}
		if got := m.OnesInRows(2, 5); got != ones {
			t.Errorf("%d columns: OnesInRows = %d, want %d", cols, got, ones)
		}
	}
}

func TestMatrixLayout(t *testing.T) {
	m := NewMatrix(2, 70)
	m.Set(1, 0, true)
	m.Set(1, 69, true)
	if want := []uint64{0, 0, 1, 1 << 5}; !slices.Equal(m.Words, want) {
		t.Errorf("words %x, want %x", m.Words, want)
	}
}

func TestCopyRows(t *testing.T) {
	src, dst := NewMatrix(3, 70), NewMatrix(4, 70)
	src.Set(1, 3, true)
	src.Set(2, 69, true)
	dst.Set(3, 0, true)
	dst.CopyRows(2, src, 1, 2)
	if want := []uint64{0, 0, 0, 0, 1 << 3, 0, 0, 1 << 5}; !slices.Equal(dst.Words, want) {
		t.Errorf("words %x, want %x", dst.Words, want)
	}
}

func TestResizeReusesAndClears(t *testing.T) {
	m := NewMatrix(10, 100)
	m.Set(0, 0, true)
	first := &m.Words[0]
	m.Resize(10, 100)
	if !m.Get(0, 0) {
		t.Error("the same shape cleared the matrix")
	}
	m.Resize(5, 130)
	if &m.Words[0] != first || m.Ones() != 0 || m.Stride != 3 || len(m.Words) != 15 {
		t.Errorf("after Resize: %+v", m)
	}
	m.Resize(1000, 1000)
	if len(m.Words) != 16000 {
		t.Errorf("%d words", len(m.Words))
	}
}

func TestFloatsShapes(t *testing.T) {
	for cols, want := range map[int]int{0: 0, 1: 16, 16: 16, 17: 32, 784: 784, 200: 208} {
		if got := PaddedStride(cols); got != want {
			t.Errorf("PaddedStride(%d) = %d, want %d", cols, got, want)
		}
	}
	data := make([]float32, 3*32)
	f := FloatsOver(data, 3, 20)
	f.Row(2)[19] = 5
	if data[2*32+19] != 5 || len(f.Row(0)) != 20 || cap(f.Row(0)) != 20 {
		t.Error("FloatsOver does not view the storage")
	}
	f.Resize(2, 30)
	if f.Stride != 32 || len(f.Data) != 64 || &f.Data[0] != &data[0] {
		t.Errorf("after Resize: %d×%d, stride %d", f.Rows, f.Cols, f.Stride)
	}
	defer func() {
		if recover() == nil {
			t.Error("FloatsOver took storage of the wrong length")
		}
	}()
	FloatsOver(data, 3, 40)
}

func TestTranspose(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, cols := rapid.IntRange(0, 200).Draw(t, "rows"), rapid.IntRange(0, 200).Draw(t, "cols")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2))
		src := randomBits(r, rows, cols, .5)
		whole, parts := new(Matrix), NewMatrix(cols, rows)
		Transpose(whole, src)
		for i := range parts.Words {
			parts.Words[i] = ^uint64(0)
		}
		cut := rapid.IntRange(0, cols).Draw(t, "cut")
		TransposeRange(parts, src, cut, cols)
		TransposeRange(parts, src, 0, cut)
		if !slices.Equal(whole.Words, parts.Words) {
			t.Fatal("a split transposition differs")
		}
		for i := range cols {
			for j := range rows {
				if whole.Get(i, j) != src.Get(j, i) {
					t.Fatalf("bit %d,%d is wrong", i, j)
				}
			}
		}
		if whole.Ones() != src.Ones() {
			t.Fatal("bits past the last column are set")
		}
	})
}

func TestTransposeRangeLeavesOtherRowsAlone(t *testing.T) {
	src, dst := NewMatrix(70, 130), NewMatrix(130, 70)
	dst.Set(9, 1, true)
	dst.Set(101, 1, true)
	TransposeRange(dst, src, 10, 100)
	if dst.Ones() != 2 {
		t.Errorf("%d bits left of 2", dst.Ones())
	}
}

func TestChoose(t *testing.T) {
	for _, c := range []struct {
		rows, inner, cols int
		density           float64
		want              Strategy
	}{
		{500, 784, 200, .13, Walk},
		{500, 784, 200, .5, Tables},
		{500, 200, 784, .4, Tables},
		{1, 784, 200, .5, Walk},
		{1, 9, 6, 1, Walk},
	} {
		ones := int(c.density * float64(c.rows*c.inner))
		if got := Choose(c.rows, c.inner, c.cols, ones); got != c.want {
			t.Errorf("%+v: strategy %d", c, got)
		}
	}
}

func BenchmarkTranspose(b *testing.B) {
	src := randomBits(rand.New(rand.NewPCG(1, 1)), 500, 784, .13)
	dst := NewMatrix(784, 500)
	for b.Loop() {
		Transpose(dst, src)
	}
}
