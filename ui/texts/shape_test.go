package texts

import (
	"cmp"
	"strings"
	"testing"

	"wakesleep/network"
)

func TestShapesTellConnections(t *testing.T) {
	for _, c := range []struct{ layers, connections, shape, name string }{
		{"9,4c", "", "16-9-4c", "chain"},
		{"9,4", "lateral", Of("connections.rich", "16-9-4"), "lateral"},
		{"9,4c", "lateral", Of("connections.rich", "16-9-4c"), "lateral"},
		{"9", "lateral", Of("connections.rich", "16-9"), "lateral"},
		{"9", "skips", "16-9", "chain"},
		{"9,4", "skips", Of("connections.skips", "16-9-4"), "skips"},
		{"9,4", "lateral-top", Of("connections.top", "16-9-4"), "lateral-top"},
		{"9,4", "2-1,1-0,0-1,1-2,2-2", Of("connections.other", "16-9-4"), "1-0,2-1,2-2,0-1,1-2"},
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
		want := strings.Replace(c.shape, "16-"+strings.ReplaceAll(c.layers, ",", "-"), c.layers, 1)
		if got := Layers(c.layers, c.connections); got != want {
			t.Errorf("%s %s: layers %q, want %q", c.layers, c.connections, got, want)
		}
	}
	if got := Layers("nothing", ""); got != "nothing" {
		t.Errorf("layers that cannot be read are told as %q", got)
	}
}
