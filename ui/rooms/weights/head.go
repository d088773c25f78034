package weights

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// head are the controls above the atlas: a row, or two where connections are to be chosen
// from.
type head struct {
	object             *fyne.Container
	layer, connection  fyne.CanvasObject
	choices            fyne.CanvasObject
	connectionsOffered bool
}

func newHead(r *Room) *head {
	h := &head{
		layer:      tip.On(r.layers, texts.Of("weights.layer.tip")),
		connection: tip.On(r.connections, texts.Of("weights.connection.tip")),
		choices: container.NewHBox(kit.FixedWidth(kit.ChoiceWidth(r.form), tip.On(r.form, texts.Of("weights.form.tip"))),
			kit.FixedWidth(kit.ChoiceWidth(r.sorted), tip.On(r.sorted, texts.Of("weights.order.tip")))),
	}
	h.object = container.NewStack()
	h.layOut()
	return h
}

// choose offers the choice of a connection, or does not.
func (h *head) choose(on bool) {
	if h.connectionsOffered != on {
		h.connectionsOffered = on
		h.layOut()
	}
}

func (h *head) layOut() {
	rows := container.NewBorder(nil, nil, nil, h.choices, h.layer)
	if h.connectionsOffered {
		both := container.NewGridWithColumns(2, h.layer, h.connection)
		rows = container.NewVBox(both, container.NewBorder(nil, nil, nil, h.choices))
	}
	h.object.Objects = []fyne.CanvasObject{rows}
	h.object.Refresh()
}
