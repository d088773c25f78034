package chart

import (
	"math"
	"strconv"
	"strings"

	"wakesleep/ui/texts"
)

// span is a range of numbers, lo < hi.
type span struct{ lo, hi float64 }

// over is the range of the given numbers, widened where it is a point.
func over(values []float64) span {
	s := span{math.Inf(1), math.Inf(-1)}
	for _, v := range values {
		s.lo, s.hi = math.Min(s.lo, v), math.Max(s.hi, v)
	}
	switch {
	case s.lo > s.hi:
		return span{0, 1}
	case s.lo == s.hi:
		room := math.Max(math.Abs(s.lo)/10, .5)
		return span{s.lo - room, s.hi + room}
	}
	return s
}

// share is where v lies in the range, from 0 to 1.
func (s span) share(v float64) float64 { return (v - s.lo) / (s.hi - s.lo) }

// grow adds a share of the range on both sides.
func (s span) grow(share float64) span {
	room := share * (s.hi - s.lo)
	return span{s.lo - room, s.hi + room}
}

// ticks are the multiples of 1, 2 or 5 times a power of ten in the range, about
// n of them and at most n+1.
func (s span) ticks(n int) (values []float64, step float64) {
	step = niceStep((s.hi - s.lo) / float64(max(n, 1)))
	return s.multiples(step), step
}

// Ticks are about n round numbers from lo to hi, at least two, and how they are written.
func Ticks(lo, hi float64, n int) (values []float64, labels []string) {
	values, step := span{lo, hi}.twoTicks(n)
	for _, v := range values {
		labels = append(labels, format(v, step))
	}
	return values, labels
}

// multiples are those of a step in the range.
func (s span) multiples(step float64) (values []float64) {
	for i := math.Ceil(s.lo/step - 1e-9); i*step <= s.hi+1e-9*step; i++ {
		values = append(values, i*step)
	}
	return values
}

// twoTicks are ticks, but at least two even where n round steps leave room for one: an
// axis with a single number has no scale.
func (s span) twoTicks(n int) (values []float64, step float64) {
	if values, step = s.ticks(n); len(values) > 1 {
		return values, step
	}
	// niceStep goes up to 2.5 times what is asked for, and a range has two multiples of
	// what fits twice in it.
	step = niceStep((s.hi - s.lo) / 2 / 2.5)
	values = s.multiples(step)
	every := max(1, (len(values)+1)/max(2, n))
	thin := values[:0:0]
	for i := (len(values) - 1) % every; i < len(values); i += every {
		thin = append(thin, values[i])
	}
	if len(thin) < 2 {
		return values, step
	}
	return thin, step
}

// niceStep is the least of 1, 2 and 5 times a power of ten that is not below v.
func niceStep(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, f := range []float64{1, 2, 5} {
		if f*power >= v*(1-1e-9) {
			return f * power
		}
	}
	return 10 * power
}

// format writes a number with the digits that steps of the given size need, as the
// language does.
func format(v, step float64) string {
	digits := 0
	if step < 1 {
		digits = int(math.Ceil(-math.Log10(step) - 1e-9))
	}
	text := texts.Format("%."+strconv.Itoa(digits)+"f", math.Abs(v))
	if v < 0 && strings.Trim(text, "0.,") != "" {
		text = "−" + text
	}
	return text
}
