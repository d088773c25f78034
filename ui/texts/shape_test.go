package texts

import (
	"cmp"
	"testing"

	"wakesleep/network"
)

func TestShapesTellConnections(t *testing.T) {
	for _, c := range []struct{ layers, connections, shape, name, word string }{
		{"9,4c", "", "16-9-4c", "chain", "plain"},
		{"9,4", "lateral", Of("connections.of.rich", "16-9-4"), "lateral", "rich"},
		{"9,4c", "lateral", Of("connections.of.rich", "16-9-4c"), "lateral", "rich"},
		{"9", "lateral", Of("connections.of.rich", "16-9"), "lateral", "rich"},
		{"9", "skips", "16-9", "chain", "plain"},
		{"9,4", "skips", Of("connections.of.skips", "16-9-4"), "skips", "skips"},
		{"9,4", "lateral-top", Of("connections.of.top", "16-9-4"), "lateral-top", "top"},
		{"9,4", "2-1,1-0,0-1,1-2,2-2", Of("connections.of.other", "16-9-4"), "1-0,2-1,2-2,0-1,1-2", "other"},
	} {
		hidden, err := network.ParseLayers(c.layers)
		if err != nil {
			t.Fatal(err)
		}
		joined, err := network.ParseConnections(cmp.Or(c.connections, PlainConnections), hidden)
		if err != nil {
			t.Fatal(err)
		}
		m, err := network.New(4, 4, hidden, joined)
		if err != nil {
			t.Fatal(err)
		}
		if got := Shape(m); got != c.shape {
			t.Errorf("%s %s: %q, want %q", c.layers, c.connections, got, c.shape)
		}
		if got := ConnectionsName(joined, hidden); got != c.name {
			t.Errorf("%s %s is called %q, want %q", c.layers, c.connections, got, c.name)
		}
		if got := Connections(c.layers, c.connections); got != Of("connections.word."+c.word) {
			t.Errorf("%s %s are %q, want %q", c.layers, c.connections, got, c.word)
		}
	}
	if got := Connections("nothing", ""); got != "" {
		t.Errorf("connections of layers that cannot be read are told as %q", got)
	}
}
