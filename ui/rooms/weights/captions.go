package weights

import (
	"wakesleep/ui/desk"
	"wakesleep/ui/texts"
)

// caption writes on the pictures of categories what they are called, on the generative
// side, and for how many of the images studied they fire, on the other.
func (p *paintings) caption(v *desk.View, l int, s *study) {
	if l != v.Whole.Top() || !v.Whole.Categorical() {
		return
	}
	p.names = make([]string, len(p.units))
	for i, unit := range p.units {
		p.names[i] = texts.NameAt(v.Snapshot.Record.Names, unit)
	}
	if s == nil {
		return
	}
	shares := s.firing.Shares(l)
	p.shares = make([]string, len(p.units))
	for i, unit := range p.units {
		p.shares[i] = texts.Percent(shares[unit])
	}
}
