package draw

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"wakesleep/io/dataset"
	"wakesleep/learn/measure/baseline"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// reading is what a machine makes of a drawing.
type reading struct {
	*network.Recognition
	// machine is the one whose reading it is: that of the answer, where there are
	// several.
	machine *network.Machine
	names   []string
	// every is what all machines make of it, and classes tells what these are called.
	every   *network.Recognitions
	classes texts.Classes
	// all are those machines, and by is the index of the one whose reading it is.
	all *network.Ensemble
	by  int
	// baselines are what the drawing costs without a machine.
	baselines baseline.Bits
	// dreams has the mean dream of each candidate.
	dreams [][]float32
	// grey is the drawing as the machine takes it, with noise if there is any: n[0] levels.
	grey []uint8
	// pace is how long it took.
	pace pace
	// nothing tells that preparing the drawing left no ink.
	nothing bool
}

// readingSeed makes the firings the same each time, so that a picture changes only
// with the drawing or the machine.
const readingSeed = 1

// newReading prepares a drawing as the machine's data were, with noise on its pixels if
// there is trouble, and recognises it.
func newReading(d desk.Drawing, s *session.Snapshot, noise *desk.Damage, firings int) *reading {
	m := s.Machine
	all := s.Ensemble
	grey := dataset.PrepareInk(d.Ink, d.Width, d.Height, m.Width, m.Height, s.Record.Straightened && !d.Upright)
	r := &reading{all: all, classes: desk.ClassesOf(s), names: desk.TopNames(s), nothing: desk.Drawing{Ink: grey}.Blank()}
	grey = noise.Image(grey, 0)
	r.grey = grey
	r.every = all.Recognise(grey, firings, readingSeed)
	if r = r.as(r.every.Best); r.ofClasses() {
		return r
	}
	for _, c := range r.candidates(strongest) {
		r.dreams = append(r.dreams, m.CategoryImage(c.unit, dreamsAveraged, readingSeed))
	}
	return r
}

// ofClasses tells whether machines of classes made it.
func (r *reading) ofClasses() bool { return r.all.OfClasses() }

// as is the same by another of the machines; nil and −1 change nothing.
func (r *reading) as(k int) *reading {
	if r == nil || k < 0 || k >= r.all.Count() {
		return r
	}
	other := *r
	other.by, other.Recognition, other.machine = k, r.every.Each[k], r.all.Machines[k]
	return &other
}

// dreamsAveraged is the number of dreams in a mean dream.
const dreamsAveraged = 40

// candidate is a category, or a top unit, with its share of the firings.
type candidate struct {
	unit  int
	share float32
}

// candidates are up to n categories or top units with the greatest shares. Those
// without any are left out.
func (r *reading) candidates(n int) []candidate {
	shares := r.Shares
	if shares == nil {
		shares = r.Units[r.machine.Top()]
	}
	list := make([]candidate, len(shares))
	for i, share := range shares {
		list[i] = candidate{i, share}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.share, a.share) })
	n = min(n, len(list))
	for n > 1 && list[n-1].share == 0 {
		n--
	}
	return list[:n]
}

// together is the share of all categories with the same name as one of them, and
// how many of these fired.
func (r *reading) together(unit int) (share float32, categories int) {
	name := r.given(unit)
	for i, s := range r.Shares {
		if i == unit || name != "" && s > 0 && r.given(i) == name {
			share += s
			categories++
		}
	}
	return min(share, 1), categories
}

// given is the name that a category was given, if any.
func (r *reading) given(unit int) string { return texts.NameAt(r.names, unit) }

// nameOf is what a category or a top unit is called, and its number where that is
// something else.
func (r *reading) nameOf(unit int) (name, number string) {
	switch {
	case r.Shares == nil:
		return texts.Of("draw.answer.unit", unit), ""
	case r.given(unit) != "":
		return texts.Of("draw.answer.named", r.given(unit)), texts.Category(unit, "")
	}
	return texts.Category(unit, ""), ""
}

// difference is what was seen less the machine's own image of it.
func (r *reading) difference() []float32 {
	list := make([]float32, len(r.Seen))
	for i, seen := range r.Seen {
		list[i] = seen - r.Image[i]
	}
	return list
}

// defaultFirings is the number of firings averaged.
const defaultFirings = 200

// makeFirings makes the choice of the number of firings.
func (r *Room) makeFirings() {
	r.firings = kit.NewSelectEntry([]string{"50", "200", "1000"})
	r.firings.SetText(fmt.Sprint(defaultFirings))
	r.firings.OnChanged = func(text string) {
		if n, err := texts.ParseCount(texts.Of("draw.answer.firings"), text, 1, 10_000); err == nil {
			r.count = n
			r.recognise()
		}
	}
	r.firings.OnSubmitted = func(text string) {
		if _, err := texts.ParseCount(texts.Of("draw.answer.firings"), text, 1, 10_000); err != nil {
			r.desk.Say(err.Error())
			r.firings.SetText(fmt.Sprint(r.count))
		}
	}
}

const (
	// liveTime is what a reading may take while the pen moves, so that what is shown is
	// never behind by more than a tenth of a second.
	liveTime = 40 * time.Millisecond
	// fewestFirings are averaged even on the slowest computer.
	fewestFirings = 20
)

// pace is how many firings the last reading averaged, and how long that took.
type pace struct {
	firings int
	took    time.Duration
}

// hurried is the number of firings, up to a wanted one, for which there is time while
// the pen moves.
func (p pace) hurried(wanted int) int {
	if p.took <= 0 {
		return wanted
	}
	n := float64(p.firings) * float64(liveTime) / float64(p.took)
	return int(max(min(n, float64(wanted)), min(fewestFirings, float64(wanted))))
}

// firingsNow is how many firings the next reading averages.
func (r *Room) firingsNow() int {
	if r.pad.Drawing() {
		return r.pace.hurried(r.count)
	}
	return r.count
}

// lifted reads the drawing with all firings where there was no time for them while the
// pen moved.
func (r *Room) lifted() {
	if r.asked < r.count {
		r.recognise()
	}
}
