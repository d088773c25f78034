package kit

import "time"

// Pace remembers when something was done last. Its zero value is never.
type Pace struct{ last time.Time }

// Due tells whether it is to be done now, and takes it for done then: always, but while
// busy only after a pause.
func (p *Pace) Due(busy bool, pause time.Duration) bool {
	if busy && time.Since(p.last) < pause {
		return false
	}
	p.Done()
	return true
}

// Done tells that it was done now.
func (p *Pace) Done() { p.last = time.Now() }
