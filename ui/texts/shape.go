package texts

import (
	"cmp"
	"slices"

	"wakesleep/network"
)

// What the window calls plain and rich connections.
const (
	PlainConnections = network.ChainName
	RichConnections  = network.LateralName
)

// ConnectionsName is how network.ParseConnections reads the connections of a machine with
// those hidden layers. Of several names for the same ones, it is that of rich connections.
func ConnectionsName(c network.Connections, hidden []network.Layer) string {
	name := c.Name(hidden)
	rich, err := network.ParseConnections(RichConnections, hidden)
	if err == nil && name != PlainConnections && slices.Equal(c, rich) {
		return RichConnections
	}
	return name
}

// Shape is the shape of a machine, with its connections where they are not plain.
func Shape(m *network.Machine) string {
	shape, key := network.ShapeString(m.Pixels(), m.Hidden()), ConnectionsKey(m.Connections, m.Hidden())
	if key == "plain" {
		return shape
	}
	return Of("connections.of."+key, shape)
}

// Connections are those of settings in a word or two, empty where they cannot be read.
func Connections(layers, connections string) string {
	hidden, err := network.ParseLayers(layers)
	if err != nil {
		return ""
	}
	c, err := network.ParseConnections(cmp.Or(connections, PlainConnections), hidden)
	if err != nil {
		return ""
	}
	return Of("connections.word." + ConnectionsKey(c, hidden))
}

// ConnectionsKey is the name of connections in the table of texts.
func ConnectionsKey(c network.Connections, hidden []network.Layer) string {
	switch ConnectionsName(c, hidden) {
	case PlainConnections:
		return "plain"
	case RichConnections:
		return "rich"
	case network.SkipsName:
		return "skips"
	case network.LateralTopName:
		return "top"
	}
	return "other"
}
