package stage

import (
	"slices"
	"sync"
)

// gate holds back work in the background, and what it brings to Fyne's goroutine.
type gate struct {
	mu     sync.Mutex
	closed bool
	held   []held
}

// held is a piece with the way to have it run.
type held struct {
	piece func()
	pass  func(func())
}

// through passes pieces on unless the gate is closed.
func (g *gate) through(pass func(func())) func(func()) {
	return func(piece func()) {
		g.mu.Lock()
		defer g.mu.Unlock()
		if g.closed {
			g.held = append(g.held, held{piece, pass})
		} else {
			pass(piece)
		}
	}
}

// Hold holds back from now on all work in the background, and what it brings to Fyne's
// goroutine, until Release or Let.
func (s *Stage) Hold() {
	s.gate.mu.Lock()
	defer s.gate.mu.Unlock()
	s.gate.closed = true
}

// Held is how many pieces are held back.
func (s *Stage) Held() int {
	s.gate.mu.Lock()
	defer s.gate.mu.Unlock()
	return len(s.gate.held)
}

// Release runs one of the pieces that are held back, to its end.
func (s *Stage) Release(i int) {
	s.gate.mu.Lock()
	piece := s.gate.held[i].piece
	s.gate.held = slices.Delete(s.gate.held, i, i+1)
	s.gate.mu.Unlock()
	piece()
}

// Let lets everything happen again that was held back.
func (s *Stage) Let() {
	s.gate.mu.Lock()
	defer s.gate.mu.Unlock()
	for _, h := range s.gate.held {
		h.pass(h.piece)
	}
	s.gate.closed, s.gate.held = false, nil
}
