package network

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func parsed(t *testing.T, layers string) []Layer {
	t.Helper()
	hidden, err := ParseLayers(layers)
	if err != nil {
		t.Fatal(err)
	}
	return hidden
}

// list writes connections one by one.
func list(c Connections) string {
	words := make([]string, len(c))
	for i, one := range c {
		words[i] = one.String()
	}
	return strings.Join(words, " ")
}

// Each name stands for the connections that it is known by, in the order in which layers
// are driven.
func TestUsualConnections(t *testing.T) {
	for _, c := range []struct{ layers, name, want, known string }{
		{"4", "chain", "1-0 0-1", "chain"},
		{"4", "skips", "1-0 0-1", "chain"},
		{"4", "lateral-top", "1-0 1-1 0-1", "lateral-top"},
		{"4", "lateral", "1-0 1-1 0-1", "lateral-top"},
		{"4c", "lateral", "1-0 0-1", "chain"},
		{"4,3", "chain", "1-0 2-1 0-1 1-2", "chain"},
		{"4,3", "skips", "1-0 2-0 2-1 0-1 0-2 1-2", "skips"},
		{"4,3", "lateral-top", "1-0 2-0 2-1 2-2 0-1 0-2 1-2", "lateral-top"},
		{"4,3", "lateral", "1-0 2-0 2-1 1-1 2-2 0-1 0-2 1-2", "lateral"},
		{"4,3c", "lateral-top", "1-0 2-0 2-1 0-1 0-2 1-2", "skips"},
		{"4,3c", "lateral", "1-0 2-0 2-1 1-1 0-1 0-2 1-2", "lateral"},
		{"4,3,2", "skips", "1-0 2-0 3-0 2-1 3-1 3-2 0-1 0-2 1-2 0-3 1-3 2-3", "skips"},
		{"4,3,2", "lateral", "1-0 2-0 3-0 2-1 3-1 1-1 3-2 2-2 3-3 0-1 0-2 1-2 0-3 1-3 2-3", "lateral"},
		{"4,3", "2-0, 1-0,2-1 ,1-1,0-1,1-2", "1-0 2-0 2-1 1-1 0-1 1-2", "1-0,2-0,2-1,1-1,0-1,1-2"},
		{"4,3", "1-2,0-1,2-1,1-0", "1-0 2-1 0-1 1-2", "chain"},
	} {
		hidden := parsed(t, c.layers)
		got, err := ParseConnections(c.name, hidden)
		if err != nil || list(got) != c.want || got.Name(hidden) != c.known {
			t.Errorf("%s %s: %s, known as %s (%v)", c.layers, c.name, list(got), got.Name(hidden), err)
		}
	}
}

func TestImpossibleConnections(t *testing.T) {
	few := parsed(t, "4,3c")
	many := parsed(t, strings.TrimSuffix(strings.Repeat("1,", 40), ","))
	for text, says := range map[string]string{
		"":                                "nothing stands where a connection should",
		" ":                               "nothing stands where a connection should",
		"Skips":                           `"Skips" is no connection`,
		"1-0,0-1,2-1,1-2,":                "nothing stands where a connection should",
		"1-0,0-1,2,1-2":                   `"2" is no connection`,
		"1-0,0-1,2-1,1-2,1_000-0":         "is no connection",
		"1-0,0-1,2-1,1-2,2-1":             "2-1 is there twice",
		"1-0,0-1,2-1,1-2,+2-0":            `"+2-0" is no connection`,
		"1-0,0-1,2-1,1-2,02-0":            `"02-0" is no connection`,
		"1-0,0-1,2-1,1-2,2--0":            `"2--0" is no connection`,
		"1-0,0-1,2-1,1-2,2-0-":            `"2-0-" is no connection`,
		"1-0,0-1,2-1,1-2,-":               `"-" is no connection`,
		"1-0,0-1,2-1,1-2,3-0":             "3-0 joins layers of which there is none; they go from 0, the pixels, to 2",
		"1-0,0-1,2-1,1-2,0--1":            "0--1 joins layers of which there is none",
		"1-0,0-1,2-1,1-2,0-0":             "0-0: only hidden layers",
		"1-0,0-1,2-1,1-2,2-2":             "2-2: only hidden layers that are not categorical",
		"0-1,2-1,1-2":                     "no higher layer drives layer 0, so that nothing is dreamt there; add 1-0",
		"1-0,2-0,1-1,0-1,1-2":             "no higher layer drives layer 1, so that nothing is dreamt there; add 2-1",
		"1-0,2-1,1-1,0-1":                 "no lower layer drives layer 2, so that nothing is recognised there; add 1-2",
		strings.Repeat("1-0,", 2_000_000): "2000001 are too many; at most 1024",
	} {
		_, err := ParseConnections(text, few)
		if err == nil || !strings.Contains(err.Error(), says) || len(err.Error()) > 300 {
			t.Errorf("%.80q: %.400v", text, err)
		}
	}
	for _, name := range []string{"skips", "lateral", "lateral-top"} {
		if _, err := ParseConnections(name, many); err == nil || !strings.Contains(err.Error(), "choose fewer layers") {
			t.Errorf("%s of 40 layers: %v", name, err)
		}
	}
	if c, err := ParseConnections("chain", many); err != nil || len(c) != 80 {
		t.Errorf("a chain of 40 layers: %v", err)
	}
}

// A machine is the same in whatever order its connections are given, and lists them in its
// own.
func TestOrderOfConnectionsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hidden := []Layer{{Units: 3}, {Units: 2}, {Units: 4}}
		want, err := ParseConnections("lateral", hidden)
		if err != nil {
			t.Fatal(err)
		}
		shuffled := Connections(rapid.Permutation(want).Draw(t, "connections"))
		given := slices.Clone(shuffled)
		m, err := New(2, 2, hidden, shuffled)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(m.Connections, want) || !slices.Equal(shuffled, given) {
			t.Fatalf("%v became %v", given, m.Connections)
		}
		named, err := ParseConnections(strings.ReplaceAll(list(shuffled), " ", ","), hidden)
		if err != nil || !slices.Equal(named, want) {
			t.Fatalf("%v was read as %v (%v)", given, named, err)
		}
		for to, links := range m.Generative.Into {
			for i, link := range links {
				if link.To != to || i > 0 && links[i-1].From >= link.From && link.From != to {
					t.Fatalf("layer %d is driven by %v in this order", to, links)
				}
			}
		}
	})
}

// Whatever text is read is known by a name that is read as the same.
func FuzzConnections(f *testing.F) {
	for _, text := range []string{"chain", "skips", "lateral", "lateral-top", "1-0,2-0,2-1,1-1,0-1,0-2", "1-0,,", "9223372036854775807-0"} {
		f.Add(text, uint8(2), true)
	}
	f.Fuzz(func(t *testing.T, text string, layers uint8, categorical bool) {
		hidden := slices.Repeat([]Layer{{Units: 2}}, 1+int(layers)%40)
		if categorical {
			hidden[len(hidden)-1].Kind = Categorical
		}
		c, err := ParseConnections(text, hidden)
		if err != nil {
			return
		}
		again, err := ParseConnections(c.Name(hidden), hidden)
		if err != nil || !slices.Equal(c, again) {
			t.Errorf("%q: %v came back as %v (%v)", text, c, again, err)
		}
		if _, err := New(1, 1, hidden, c); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	})
}

func TestConnectionsAreReadWithSpacesAround(t *testing.T) {
	hidden := []Layer{{Units: 3}, {Units: 2}}
	for _, name := range names {
		want, err := ParseConnections(name, hidden)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := ParseConnections(" "+name+" ", hidden); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s with spaces around it: %v, %v; want %v", name, got, err, want)
		}
	}
}
