package learn

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wakesleep/internal/sentence"
	"wakesleep/network"
)

// longestName bounds what the user may call a category, in bytes.
const longestName = 100

// SetNames names all categories, in their order, by labels.
func (r *Record) SetNames(names []string) { r.Names, r.ByHand = slices.Clone(names), nil }

// FitNames names the categories by labels, but for those that the user named.
func (r *Record) FitNames(names []string) {
	names = slices.Clone(names)
	for _, category := range r.ByHand {
		names[category] = r.Names[category]
	}
	r.Names = names
}

// forget takes a category away, with its name.
func (r *Record) forget(category int) {
	if r.Names == nil {
		return
	}
	r.Names = slices.Delete(slices.Clone(r.Names), category, category+1)
	var byHand []int
	for _, i := range r.ByHand {
		switch {
		case i < category:
			byHand = append(byHand, i)
		case i > category:
			byHand = append(byHand, i-1)
		}
	}
	r.ByHand = byHand
}

// turnsOrBreaks tells of a sign that ends a line, or turns the direction of writing.
func turnsOrBreaks(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Bidi_Control)
}

// Rename gives a category of an ensemble, whose record r is, the name that the user chose;
// an empty one takes its name away.
func (r *Record) Rename(e *network.Ensemble, category int, name string) error {
	categories := e.Categories()
	switch {
	case categories == 0:
		return sentence.Errorf("only machines with a categorical top, and those that found their classes themselves, have categories to name")
	case category < 0 || category >= categories:
		return sentence.Errorf("there is no category %d; they are 0 to %d", category, categories-1)
	case len(name) > longestName || strings.ContainsFunc(name, turnsOrBreaks) || !utf8.ValidString(name):
		return sentence.Errorf("a name has at most %d bytes, all of one line of text", longestName)
	}
	if r.Names == nil {
		r.Names = make([]string, categories)
	}
	r.Names[category] = strings.TrimSpace(name)
	if at, found := slices.BinarySearch(r.ByHand, category); !found {
		r.ByHand = slices.Insert(r.ByHand, at, category)
	}
	return nil
}
