//go:build amd64 && !purego

package bits

import "golang.org/x/sys/cpu"

//go:generate sh -c "cd _asm && go run . -out ../asm_amd64.s -stubs ../asm_amd64.go -pkg bits"

// vectorised tells whether the assembly runs: where the processor can, unless
// a person turns it off.
var vectorised = cpu.X86.HasAVX2 && cpu.X86.HasPOPCNT

// Implementation names the kernels that run, for people: results do not depend
// on them.
func Implementation() string {
	if vectorised {
		return "AVX2"
	}
	return portable
}

func (p *product) walk() {
	if vectorised {
		p.walkAVX2()
		return
	}
	p.walkPortable()
}

func (p *product) tables() {
	if vectorised {
		p.tablesAVX2()
		return
	}
	p.tablesPortable()
}
