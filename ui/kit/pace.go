package kit

import "time"

// Pace remembers when something was done last. Its zero value is never.
type Pace struct{ last time.Time }

// Due tells whether it is to be done now, and takes it for done then: always, but while
// busy only after a pause.
func (p *Pace) Due(busy bool, pause time.Duration) bool {
	now := time.Now()
	if busy && now.Sub(p.last) < pause {
		return false
	}
	p.last = now
	return true
}
