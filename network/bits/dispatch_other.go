//go:build !amd64 || purego

package bits

func (p *product) walk() {
	p.walkPortable()
}

func (p *product) tables() {
	p.tablesPortable()
}
