package session

import (
	"encoding/json"
	"math"
	"time"
)

const (
	// maxPoints bounds the curve; when it is full, neighbours are merged.
	maxPoints = 1000
	// recentSteps is about how many wake steps the recent mean looks back.
	recentSteps = 100
	// mostEach bounds the cycles of a point that a file may tell of.
	mostEach = 1 << 40
)

// curve collects the description length over a machine's life in at most
// maxPoints points, each the mean of as many cycles.
type curve struct {
	done    []Point
	each    int
	sum     float64
	count   int
	average float64
}

// add takes one cycle's mean in bits; NaN, from a cycle without a wake step, is
// passed over.
func (c *curve) add(cycle uint64, bits float64) {
	if math.IsNaN(bits) {
		return
	}
	c.smooth(bits)
	c.each = max(c.each, 1)
	c.sum += bits
	if c.count++; c.count < c.each {
		return
	}
	c.done = append(c.done, Point{Cycle: cycle, Bits: c.sum / float64(c.count)})
	c.sum, c.count = 0, 0
	if len(c.done) >= maxPoints {
		c.halve()
	}
}

// smooth follows the mean exponentially, as a plain mean at first.
func (c *curve) smooth(bits float64) {
	n := min(len(c.done)*max(c.each, 1)+c.count+1, recentSteps)
	c.average += (bits - c.average) / float64(n)
}

// halve merges neighbouring points.
func (c *curve) halve() {
	half := c.done[:0]
	for i := 0; i+1 < len(c.done); i += 2 {
		a, b := c.done[i], c.done[i+1]
		half = append(half, Point{Cycle: b.Cycle, Bits: (a.Bits + b.Bits) / 2})
	}
	c.done = half
	c.each *= 2
}

// recent is the mean over about the last recentSteps wake steps; NaN without.
func (c *curve) recent() float64 {
	if len(c.done) == 0 && c.count == 0 {
		return math.NaN()
	}
	return c.average
}

// savedCurve is a curve as it is written.
type savedCurve struct {
	Each    int       `json:"each"`
	Sum     float64   `json:"sum"`
	Count   int       `json:"count"`
	Average float64   `json:"average"`
	Cycles  []uint64  `json:"cycles"`
	Bits    []float64 `json:"bits"`
}

func (c *curve) write() json.RawMessage {
	saved := savedCurve{Each: c.each, Sum: c.sum, Count: c.count, Average: c.average}
	for _, p := range c.done {
		saved.Cycles, saved.Bits = append(saved.Cycles, p.Cycle), append(saved.Bits, p.Bits)
	}
	text, err := json.Marshal(saved)
	if err != nil {
		return nil // bits that JSON cannot write: the curve begins anew
	}
	return text
}

// readCurve trusts nothing: what cannot be a curve is none.
func readCurve(text json.RawMessage) (c curve) {
	var s savedCurve
	if json.Unmarshal(text, &s) != nil || len(s.Cycles) != len(s.Bits) || len(s.Cycles) >= maxPoints ||
		s.Each < 0 || s.Each > mostEach || s.Count < 0 || s.Count > s.Each {
		return c
	}
	for i, cycle := range s.Cycles {
		if i > 0 && cycle <= s.Cycles[i-1] {
			return curve{}
		}
		c.done = append(c.done, Point{Cycle: cycle, Bits: s.Bits[i]})
	}
	c.each, c.sum, c.count, c.average = s.Each, s.Sum, s.Count, s.Average
	return c
}

// speedometer measures cycles a second over windows of about half a second.
type speedometer struct {
	since time.Time
	count int
	rate  float64
}

func (s *speedometer) tick(now time.Time) {
	if s.since.IsZero() {
		s.since = now
		return
	}
	s.count++
	if elapsed := now.Sub(s.since).Seconds(); elapsed >= 0.5 || s.rate == 0 && elapsed > 0.02 {
		s.rate = float64(s.count) / elapsed
		s.since, s.count = now, 0
	}
}
