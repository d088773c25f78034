//go:build !amd64 || purego

package bits

// Implementation names the kernels that run, for display: results do not depend
// on them.
func Implementation() string { return portable }

func (p *product) walk() {
	p.walkPortable()
}

func (p *product) tables() {
	p.tablesPortable()
}

func transposed(square *[64]uint64) [64]uint64 { return transposedPortable(square) }
