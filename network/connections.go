package network

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wakesleep/internal/sentence"
)

// Connection says that one layer drives another; layer 0 are the pixels. A generative
// connection leads to a lower layer, one of recognition to a higher one. A lateral one
// leads from a layer to itself: there each unit is driven by the units before it.
type Connection struct{ From, To int }

// String writes the connection as "3-1".
func (c Connection) String() string { return fmt.Sprintf("%d-%d", c.From, c.To) }

// direction is the one whose weights the connection has.
func (c Connection) direction() direction {
	if c.From < c.To {
		return recognition
	}
	return generative
}

// Connections are those of a machine: the generative ones, lateral ones among them, and
// then those of recognition, each ordered by the layers that they drive and then by those
// that drive, the lateral one last.
type Connections []Connection

// or are the connections in the order of the type, or, where there are none, those of
// [Chain].
func (c Connections) or(layers []Layer) Connections {
	if c == nil {
		return Chain(layers)
	}
	return slices.Clone(c).sorted()
}

// Chain are the connections of a machine in which every layer is driven by its neighbours
// alone.
func Chain(layers []Layer) Connections {
	var c Connections
	for l := 1; l < len(layers); l++ {
		c = append(c, Connection{l, l - 1}, Connection{l - 1, l})
	}
	return c.sorted()
}

// Names that [ParseConnections] reads of usual connections.
const (
	ChainName      = "chain"
	SkipsName      = "skips"
	LateralTopName = "lateral-top"
	LateralName    = "lateral"
)

var names = []string{ChainName, SkipsName, LateralTopName, LateralName}

// MostConnections is how many a machine can have that is no chain: all that there are, in
// up to 32 layers.
const MostConnections = 1 << 10

// usual are the connections of that name in a machine with those layers, pixels first:
// those of [Chain]; between any two layers; these, and lateral ones in the top; and lateral
// ones in all hidden layers. A categorical layer has none. Unknown names give nil, and so do
// layers that have more connections than are possible.
func usual(name string, layers []Layer) Connections {
	if name == ChainName {
		return Chain(layers)
	}
	lowest := len(layers)
	switch name {
	case SkipsName:
	case LateralTopName:
		lowest = len(layers) - 1
	case LateralName:
		lowest = 1
	default:
		return nil
	}
	if n := len(layers); n*n > MostConnections {
		return nil
	}
	var c Connections
	for from := range layers {
		for to := range layers {
			if from != to {
				c = append(c, Connection{from, to})
			}
		}
	}
	for l := lowest; l < len(layers); l++ {
		if layers[l].Kind == Bernoulli {
			c = append(c, Connection{l, l})
		}
	}
	return c.sorted()
}

// ParseConnections reads the connections of a machine with those hidden layers: "chain",
// "skips" between any two layers, "lateral-top", which are those and lateral ones in the
// top, "lateral", with lateral ones in all hidden layers, or a list of all that there are,
// as "1-0,2-1,2-0,0-1,1-2,2-2".
func ParseConnections(text string, hidden []Layer) (Connections, error) {
	name := strings.TrimSpace(text)
	if c := usual(name, withPixels(hidden)); c != nil {
		return c, nil
	}
	if slices.Contains(names, name) {
		return nil, sentence.Errorf("connections %s of %d layers are more than %d, which are the most that are possible: "+
			"choose fewer layers, or the connections of a chain", name, len(hidden), MostConnections)
	}
	c, err := ListConnections(strings.Split(text, ","), hidden)
	if err != nil {
		return nil, sentence.Errorf("connections %.80q: %w", text, err)
	}
	return c, nil
}

// ListConnections reads all connections of a machine with those hidden layers, each as
// "2-0".
func ListConnections(words []string, hidden []Layer) (Connections, error) {
	if most := max(MostConnections, 2*len(hidden)); len(words) > most {
		return nil, sentence.Errorf("%d are too many; at most %d are possible", len(words), most)
	}
	list := make(Connections, len(words))
	for i, word := range words {
		if strings.TrimSpace(word) == "" {
			return nil, sentence.Errorf("nothing stands where a connection should; choose %s, %s, %s or %s, or list pairs of layers such as 2-1, the pixels being layer 0",
				ChainName, SkipsName, LateralTopName, LateralName)
		}
		one, ok := parseConnection(strings.TrimSpace(word))
		if !ok {
			return nil, sentence.Errorf("%.40q is no connection; choose %s, %s, %s or %s, or list pairs of layers such as 2-1, the pixels being layer 0",
				word, ChainName, SkipsName, LateralTopName, LateralName)
		}
		list[i] = one
	}
	list = list.sorted()
	return list, list.check(withPixels(hidden))
}

// parseConnection reads what [Connection.String] writes, and no other spelling: "1--0" is a
// slip, of which nobody can tell what it was to be.
func parseConnection(word string) (c Connection, ok bool) {
	from, to, _ := strings.Cut(word, "-")
	c.From, _ = strconv.Atoi(from)
	c.To, _ = strconv.Atoi(to)
	return c, c.String() == word
}

// withPixels are all layers of a machine with those hidden ones.
func withPixels(hidden []Layer) []Layer { return append([]Layer{{Units: 1}}, hidden...) }

// Name is how [ParseConnections] reads the connections of a machine with those hidden
// layers.
func (c Connections) Name(hidden []Layer) string {
	for _, name := range names {
		if slices.Equal(c, usual(name, withPixels(hidden))) {
			return name
		}
	}
	words := make([]string, len(c))
	for i, one := range c {
		words[i] = one.String()
	}
	return strings.Join(words, ",")
}

// sorted are the connections in the order of the type.
func (c Connections) sorted() Connections {
	slices.SortFunc(c, func(a, b Connection) int {
		return cmp.Or(cmp.Compare(a.direction(), b.direction()), cmp.Compare(a.To, b.To), cmp.Compare(a.lateral(), b.lateral()), cmp.Compare(a.From, b.From))
	})
	return c
}

// lateral is 1 for a connection of a layer with itself, and 0 for others.
func (c Connection) lateral() int {
	if c.From == c.To {
		return 1
	}
	return 0
}

// check reports connections that a machine with those layers cannot have, pixels first.
func (c Connections) check(layers []Layer) error {
	if len(c) > MostConnections && !slices.Equal(c, Chain(layers)) {
		return sentence.Errorf("%d connections are too many; at most %d are possible", len(c), MostConnections)
	}
	dreams, recognises := make([]bool, len(layers)), make([]bool, len(layers))
	for i, one := range c {
		switch {
		case min(one.From, one.To) < 0 || max(one.From, one.To) >= len(layers):
			return sentence.Errorf("%v joins layers of which there is none; they go from 0, the pixels, to %d", one, len(layers)-1)
		case i > 0 && c[i-1] == one:
			return sentence.Errorf("%v is there twice", one)
		case one.From == one.To && (one.To == 0 || layers[one.To].Kind != Bernoulli):
			return sentence.Errorf("%v: only hidden layers that are not categorical have lateral connections", one)
		case one.From > one.To:
			dreams[one.To] = true
		case one.From < one.To:
			recognises[one.To] = true
		}
	}
	for l := range layers {
		if l < len(layers)-1 && !dreams[l] {
			return sentence.Errorf("no higher layer drives layer %d, so that nothing is dreamt there; add %v", l, Connection{l + 1, l})
		}
		if l > 0 && !recognises[l] {
			return sentence.Errorf("no lower layer drives layer %d, so that nothing is recognised there; add %v", l, Connection{l - 1, l})
		}
	}
	return nil
}

// of are those of one direction that drive layer to.
func (c Connections) of(d direction, to int) (list []Connection) {
	for _, one := range c {
		if one.direction() == d && one.To == to {
			list = append(list, one)
		}
	}
	return list
}
