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
	key, err := c.key()
	for i, b := range c.buttons {
		kit.Emphasise(b, connectionKeys[i] == key)
	}
	if err != nil {
		kit.SetText(c.remark, texts.Error(err))
		return
	}
	kit.SetText(c.remark, texts.Of("settings.connections."+key+".remark"))
}

// key is what the connections in the entry are called in the table of texts. Where there are
// no layers to join, it goes by their name alone.
func (c *connectionChoice) key() (string, error) {
	if c.hidden == nil {
		if i := slices.Index(connectionNames, c.entry.Text); i >= 0 {
			return connectionKeys[i], nil
		}
		return "other", nil
	}
	joined, err := network.ParseConnections(c.entry.Text, c.hidden)
	if err != nil {
		return "", err
	}
	return texts.ConnectionsKey(joined, c.hidden), nil
}

// complained leaves to a complaint what it says as well: there is no room for both in the
// smallest window.
func (c *connectionChoice) complained(complaint *widget.Label) {
	c.show()
	if complaint.Visible() && complaint.Text == c.remark.Text {
		kit.SetText(c.remark, "")
	}
}
