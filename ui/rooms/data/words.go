package data

import (
	"strings"

	"wakesleep/io/dataset"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// factsOf describes a data set.
func factsOf(s *dataset.Source) string {
	set := s.Training
	count, width, height := set.Count(), set.Width, set.Height
	var facts [3]string
	switch {
	case set.Probabilities != nil:
		facts[0] = texts.Of("data.facts.exact", s.Name, count, width, height)
	case s.Test != set:
		facts[0] = texts.Of("data.facts.parts", s.Name, count, width, height, s.Test.Count())
	default:
		facts[0] = texts.Of("data.facts.whole", s.Name, count, width, height)
	}
	facts[1] = kit.Either(set.Labels == nil, texts.Of("data.facts.bare"), texts.Of("data.facts.labelled"))
	facts[2] = texts.Of("data.facts.ink", 100*ink(set))
	return strings.Join(facts[:], " ")
}

// pixelsDiffer tells that the machine has other pixels than were chosen.
func pixelsDiffer(everyTime bool) string {
	return kit.Either(everyTime, texts.Of("data.pixels.now-once"), texts.Of("data.pixels.now-afresh"))
}

// labelWords name a label to show only its images.
func labelWords(label, count int) string { return texts.Of("data.label.count", label, count) }

// shownWords tell how many images of a part are shown.
func shownWords(count, all int) string {
	if count == all {
		return texts.Of("data.images.remark")
	}
	return texts.Of("data.images.filtered", count, all)
}
