package texts

import (
	"slices"
	"strconv"

	"wakesleep/io/visible"
	"wakesleep/network"
)

// Classes tells what the members of an ensemble are called: the machine of a label by that,
// and one that found its class itself by the name of its category, or else by its number.
type Classes struct {
	labels []uint8
	found  bool
	names  []string
}

// ClassesOf are those of an ensemble, whose categories have names, if any. A machine alone has
// none.
func ClassesOf(e *network.Ensemble, names []string) Classes {
	if !e.Found {
		return Classes{labels: e.Labels}
	}
	return Classes{e.Labels, true, names}
}

// Count is the number of classes, 0 for a machine alone.
func (c Classes) Count() int { return len(c.labels) }

// Found tells whether the machines found their classes themselves.
func (c Classes) Found() bool { return c.found }

// Same tells whether all are called as the others are.
func (c Classes) Same(o Classes) bool {
	return c.SameMachines(o) && slices.Equal(c.names, o.names)
}

// SameMachines tells whether they are of the same machines, whatever these are called.
func (c Classes) SameMachines(o Classes) bool {
	return c.found == o.found && slices.Equal(c.labels, o.labels)
}

// Key is by what the program knows class k, also while machines of other classes are given up.
func (c Classes) Key(k int) uint8 { return c.labels[k] }

// Index is the place of the class with a key, −1 where it is not there any more.
func (c Classes) Index(key uint8) int { return slices.Index(c.labels, key) }

// Given is the name that the category of class k was given; empty without, and for labels.
func (c Classes) Given(k int) string { return NameAt(c.names, k) }

// Label is the label that images of class k have, as far as what it is called tells; else −1.
func (c Classes) Label(k int) int {
	if c.found {
		return LabelOf(c.Given(k))
	}
	return int(c.labels[k])
}

// Short is what class k is called where there is very little room: “7”, or the sign #3 for a
// category without a name.
func (c Classes) Short(k int) string {
	switch {
	case !c.found:
		return strconv.Itoa(int(c.labels[k]))
	case c.Given(k) != "":
		return c.Given(k)
	}
	return Of("classes.category.sign", k)
}

// mostInSentence is how many letters of a name a sentence has room for.
const mostInSentence = 24

// Named is what class k is called within a sentence; of a very long name it has the beginning.
func (c Classes) Named(k int) string {
	switch {
	case !c.found:
		return Of("classes.named", c.labels[k])
	case c.Given(k) != "":
		return Of("classes.category.called", Cut(c.Given(k), mostInSentence))
	}
	return Category(k, "")
}

// mostBriefly is how many letters of a name there is room for where there is little.
const mostBriefly = 10

// Brief is what class k is called within a sentence where there is little room: class 7, “7”,
// category 3.
func (c Classes) Brief(k int) string {
	if c.found && c.Given(k) != "" {
		return Of("draw.answer.named", Cut(c.Given(k), mostBriefly))
	}
	return c.Named(k)
}

// Whole is what tells class k from all others, with the number of a category also where it has
// a name.
func (c Classes) Whole(k int) string {
	if c.found {
		return Category(k, c.Given(k))
	}
	return c.Named(k)
}

// Machines tells how many machines of classes there are, each of a shape in words.
func Machines(e *network.Ensemble, shape string) string {
	if e.Found {
		return Of("bar.status.found", e.Count(), shape)
	}
	return Of("bar.status.classes", e.Count(), shape)
}

// Listed is what tells class k from all others in a list; of a very long name it has the
// beginning.
func (c Classes) Listed(k int) string {
	if c.found {
		return Category(k, Cut(c.Given(k), mostInSentence))
	}
	return c.Short(k)
}

// Category tells the number of a category, and its name if it has one.
func Category(category int, name string) string {
	if name == "" {
		return Of("classes.category.number", category)
	}
	return Of("classes.category.both", category, name)
}

// LabelOf reads the name of a category as a label of images; −1 if it is none.
func LabelOf(name string) int {
	n, err := strconv.Atoi(name)
	if err != nil || n < 0 || n > 255 {
		return -1
	}
	return n
}

// NameAt is the name of a category, empty where it has none.
func NameAt(names []string, category int) string {
	if category < len(names) {
		return visible.Line(names[category]) // it may come from somebody else's file
	}
	return ""
}

// Cut is the beginning of a text of more than so many letters.
func Cut(text string, most int) string {
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return text
}
