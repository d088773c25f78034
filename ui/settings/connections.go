package settings

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// What the usual connections are called in settings, as network.ParseConnections reads,
// and in the table of texts.
var (
	connectionNames = []string{texts.PlainConnections, texts.RichConnections}
	connectionKeys  = []string{"plain", "rich"}
)

// connectionChoice lets the user choose what drives what in a machine: by a button, or by
// a list of connections.
type connectionChoice struct {
	object  fyne.CanvasObject
	buttons []*kit.Button
	entry   *kit.LineEntry
	remark  *widget.Label
	// hidden are the layers that they join, or nil where these cannot be read.
	hidden []network.Layer
}

func newConnectionChoice() *connectionChoice {
	c := &connectionChoice{entry: kit.NewLineEntry(), remark: kit.NewRemark("")}
	c.remark.Truncation, c.remark.Wrapping = fyne.TextTruncateOff, fyne.TextWrapWord
	row := container.NewGridWithColumns(len(connectionNames) + 1)
	for i, key := range connectionKeys {
		b := kit.NewButton(texts.Of("settings.connections."+key+".name"), func() { c.entry.SetText(connectionNames[i]) })
		c.buttons = append(c.buttons, b)
		row.Add(tip.On(b, texts.Of("settings.connections."+key+".tip")))
	}
	row.Add(tip.On(c.entry, texts.Of("settings.connections.tip")))
	c.entry.OnChanged = func(string) { c.show() }
	c.object = explained(row, c.remark)
	return c
}

// set fills in the connections of settings.
func (c *connectionChoice) set(s learn.Settings) {
	c.entry.SetText(cmp.Or(s.Connections, texts.PlainConnections))
}

// join tells which layers are to be joined.
func (c *connectionChoice) join(layers string) {
	c.hidden, _ = network.ParseLayers(layers)
	c.show()
}

// show emphasises the button of the connections that are in the entry, and says what these
// do, or why they cannot be read.
func (c *connectionChoice) show() {
	name, err := c.name()
	now := slices.Index(connectionNames, name)
	for i, b := range c.buttons {
		kit.Emphasise(b, i == now)
	}
	remark := texts.Of("settings.connections.other.remark")
	switch {
	case now >= 0:
		remark = texts.Of("settings.connections." + connectionKeys[now] + ".remark")
	case err != nil && c.hidden != nil:
		remark = texts.Error(err)
	}
	kit.SetText(c.remark, remark)
}

// name is the usual name of the connections in the entry, and what is there where they
// cannot be read.
func (c *connectionChoice) name() (string, error) {
	joined, err := network.ParseConnections(c.entry.Text, c.hidden)
	if err != nil {
		return c.entry.Text, err
	}
	return texts.ConnectionsName(joined, c.hidden), nil
}
