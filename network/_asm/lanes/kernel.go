package lanes

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// Kernel begins a kernel with the given signature, without its func. What it does is a
// sentence that goes on from its name, line by line.
func Kernel(name, signature string, does ...string) {
	TEXT(name, NOSPLIT, "func"+signature)
	Doc(append([]string{name + " " + does[0]}, does[1:]...)...)
	Pragma("noescape")
}

// Argument reads a pointer or an integer.
func Argument(name string) reg.Register { return Load(Param(name), GP64()) }

// Everywhere reads a number into all lanes of a vector.
func Everywhere(name string) reg.VecVirtual {
	basic, err := Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	x := YMM()
	VBROADCASTSS(basic.Addr, x)
	return x
}

// Vectors are n vectors of eight lanes.
func Vectors(n int) []reg.VecVirtual {
	all := make([]reg.VecVirtual, n)
	for i := range all {
		all[i] = YMM()
	}
	return all
}

// LoadAll reads neighbouring vectors.
func LoadAll(at Mem, all []reg.VecVirtual) {
	for i, x := range all {
		VMOVUPS(at.Offset(int(x.Size())*i), x)
	}
}

// StoreAll writes neighbouring vectors.
func StoreAll(all []reg.VecVirtual, at Mem) {
	for i, x := range all {
		VMOVUPS(x, at.Offset(int(x.Size())*i))
	}
}

// AddAll adds neighbouring vectors.
func AddAll(at Mem, all []reg.VecVirtual) {
	for i, x := range all {
		VADDPS(at.Offset(int(x.Size())*i), x, x)
	}
}

// End ends a kernel.
func End() {
	VZEROUPPER()
	RET()
}
