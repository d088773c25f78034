package texts

import (
	"cmp"
	"slices"

	"wakesleep/network"
)

// Names that network.ParseConnections reads, of the connections that the window calls plain
// and rich.
const (
	PlainConnections = "chain"
	RichConnections  = "lateral"
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
	return joined(network.ShapeString(m.Pixels(), m.Hidden()), ConnectionsName(m.Connections, m.Hidden()))
}

// Layers writes layers as settings have them, with their connections where these are not
// plain.
func Layers(layers, connections string) string {
	hidden, err := network.ParseLayers(layers)
	if err != nil {
		return layers
	}
	c, err := network.ParseConnections(cmp.Or(connections, PlainConnections), hidden)
	if err != nil {
		return layers
	}
	return joined(layers, ConnectionsName(c, hidden))
}

// joined says how layers are connected.
func joined(layers, name string) string {
	switch name {
	case PlainConnections:
		return layers
	case RichConnections:
		return Of("connections.rich", layers)
	case "skips":
		return Of("connections.skips", layers)
	case "lateral-top":
		return Of("connections.top", layers)
	}
	return Of("connections.other", layers)
}
