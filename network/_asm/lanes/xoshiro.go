package lanes

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// Xoshiro is the state of eight xoshiro128++ generators in registers.
type Xoshiro struct {
	address    reg.Register
	a, b, c, d reg.VecVirtual
}

// LoadXoshiro reads the state from an address, to which Store writes it back.
func LoadXoshiro(address reg.Register) Xoshiro {
	s := Xoshiro{address, YMM(), YMM(), YMM(), YMM()}
	for i, word := range s.words() {
		VMOVDQU(Mem{Base: address, Disp: 32 * i}, word)
	}
	return s
}

// Store writes the state back.
func (s Xoshiro) Store() {
	for i, word := range s.words() {
		VMOVDQU(word, Mem{Base: s.address, Disp: 32 * i})
	}
}

func (s Xoshiro) words() [4]reg.VecVirtual { return [4]reg.VecVirtual{s.a, s.b, s.c, s.d} }

// Next is Block of package random: it returns the next number of every lane.
func (s Xoshiro) Next() reg.VecVirtual {
	u, t := YMM(), YMM()
	VPADDD(s.d, s.a, u)
	rotate(u, 7)
	VPADDD(s.a, u, u)
	VPSLLD(U8(9), s.b, t)
	VPXOR(s.a, s.c, s.c)
	VPXOR(s.b, s.d, s.d)
	VPXOR(s.c, s.b, s.b)
	VPXOR(s.d, s.a, s.a)
	VPXOR(t, s.c, s.c)
	rotate(s.d, 11)
	return u
}

func rotate(x reg.VecVirtual, bits uint8) {
	low := YMM()
	VPSRLD(U8(32-bits), x, low)
	VPSLLD(U8(bits), x, x)
	VPOR(low, x, x)
}
