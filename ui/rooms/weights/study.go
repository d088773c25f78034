package weights

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"wakesleep/io/dataset"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/pictures"
)

// Extent of the study of which images fire which unit.
const (
	studyImages  = 500
	studySamples = 4
	studyKey     = "weights.study"
	// studyEvery is the pause between studies while the machine learns, at least, and
	// studyRest that in times what one takes.
	studyEvery = time.Second
	studyRest  = 6
)

// study is what units do for a sample of the data. It is immutable.
type study struct {
	machine *network.Machine
	source  *dataset.Source
	noise   float64
	// greys are the images, as the machine saw them.
	greys [][]uint8
	// labels are those of the images; nil where there are none, or but one.
	labels []uint8
	firing *network.Firing
	taken  time.Time
	took   time.Duration
}

// newStudy shows the machine images of the data, of its own class if it is one of
// several.
func newStudy(v *desk.View) *study {
	start, set := time.Now(), v.Data.Training
	s := &study{machine: v.Snapshot.Machine, source: v.Data, noise: v.Damage.Flipped}
	for _, i := range pictures.PickLabelled(set, v.WatchedLabel(), studyImages, 1) {
		s.greys = append(s.greys, v.Damage.Image(set.Image(i), i))
		if set.Labels != nil && v.WatchedLabel() < 0 {
			s.labels = append(s.labels, set.Labels[i])
		}
	}
	s.firing = s.machine.Firing(s.greys, studySamples, 1)
	s.taken = time.Now()
	s.took = s.taken.Sub(start)
	return s
}

// fits tells whether the study still serves.
func (s *study) fits(v *desk.View) bool {
	if s == nil || s.source != v.Data || s.noise != v.Damage.Flipped || s.machine.String() != v.Snapshot.Machine.String() {
		return false
	}
	return s.machine == v.Snapshot.Machine || v.Snapshot.State == session.Running && !v.MachineChanged &&
		time.Since(s.taken) < max(studyEvery, studyRest*s.took)
}

// painted is the mean of the images weighted by how readily units of layer l fire for
// each, less the mean of all, in shares of ink; nothing for a unit that is silent.
func (s *study) painted(l int, units []int) [][]float32 {
	list := make([][]float32, len(units))
	plain := s.weighted(func(int) float32 { return 1 })
	for i, unit := range units {
		if s.machine.Silent(l, unit) {
			list[i] = make([]float32, len(plain))
			continue
		}
		list[i] = s.weighted(func(image int) float32 { return s.firing.Probabilities[l].Row(image)[unit] })
		for j := range plain {
			list[i][j] -= plain[j]
		}
	}
	return list
}

func (s *study) weighted(weight func(image int) float32) []float32 {
	mean, sum := make([]float32, len(s.greys[0])), float32(0)
	for i, grey := range s.greys {
		w := weight(i)
		sum += w
		if w < 1e-4 {
			continue
		}
		for j, g := range grey {
			mean[j] += w * float32(g)
		}
	}
	for j := range mean {
		mean[j] /= 255 * max(sum, 1e-3)
	}
	return mean
}

// favourites are the labels that make up the better part of what a unit fires for, the
// commonest first, at most three; none where all labels fire it about alike.
func (s *study) favourites(l, unit int) []uint8 {
	var fires, all [256]float64
	sum := 0.0
	for i, label := range s.labels {
		p := float64(s.firing.Probabilities[l].Row(i)[unit])
		fires[label] += p
		all[label]++
		sum += p
	}
	var list []uint8
	for label := range fires {
		const often = 1.5 // times as often as for all images
		if n := float64(len(s.labels)); n > 0 && fires[label]*n > often*sum*all[label] {
			list = append(list, uint8(label))
		}
	}
	slices.SortFunc(list, func(a, b uint8) int { return cmp.Compare(fires[b], fires[a]) })
	return list[:min(len(list), 3)]
}

// restudy studies the machine and its data in the background if that is due.
func (r *Room) restudy(v *desk.View) {
	late := r.desk.Working(studyKey) && (v.Snapshot.State == session.Running || r.studying == v.Snapshot)
	if r.study.fits(v) || late {
		return
	}
	r.studying = v.Snapshot
	r.desk.Background(studyKey, func(context.Context) func() {
		made := newStudy(v)
		return func() {
			if r.sorting() == byFiring && (r.studied() == nil || v.Snapshot.State != session.Running) {
				r.order = nil
			}
			r.study = made
			r.refresh()
		}
	})
}

// studied is the study of a machine of this shape, or nil before there is one.
func (r *Room) studied() *study {
	if r.study == nil || r.v == nil || r.study.source != r.v.Data || r.study.machine.String() != r.v.Whole.String() {
		return nil
	}
	return r.study
}

// lengthOf is the Euclidean length of all generative weights that lead from a unit.
func lengthOf(m *network.Machine, l, unit int) float32 {
	sum := 0.0
	for to := range l + 1 {
		for _, w := range m.GenerativeField(l, to, unit) {
			sum += float64(w) * float64(w)
		}
	}
	return float32(math.Sqrt(sum))
}

// orderOf lists the units of layer l as they are sorted. What is not known yet leaves them
// by number.
func orderOf(m *network.Machine, l int, by ordering, s *study, k *likeness) []int {
	order, keys := make([]int, m.Layers[l].Units), make([]float32, m.Layers[l].Units)
	for u := range order {
		order[u] = u
		if by == byWeight {
			keys[u] = lengthOf(m, l, u)
		}
	}
	if by == byFiring && s != nil {
		keys = s.firing.Shares(l)
	}
	if by == byLikeness && k != nil {
		keys = k.places
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(keys[b], keys[a]) })
	return order
}
