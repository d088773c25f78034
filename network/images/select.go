package images

import "slices"

// Select is the Set of the pictures i for which keep says so, in their order. A
// distribution cannot be cut.
func (s *Set) Select(keep func(i int) bool) *Set {
	if s.Probabilities != nil {
		panic("images: Select of a distribution")
	}
	part := *s
	part.Grey, part.Labels = nil, nil
	for i := range s.Count() {
		if !keep(i) {
			continue
		}
		part.Grey = append(part.Grey, s.Image(i)...)
		if s.Labels != nil {
			part.Labels = append(part.Labels, s.Labels[i])
		}
	}
	return &part
}

// Classes lists the labels that occur, ascending; nil without labels.
func (s *Set) Classes() []uint8 {
	labels := slices.Clone(s.Labels)
	slices.Sort(labels)
	return slices.Compact(labels)
}
