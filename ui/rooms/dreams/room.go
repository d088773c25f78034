// Package dreams is the room with a sheet of dreams, and what is behind one of them: its
// causes, which can be flipped, its nearest training image, and walks to others.
package dreams

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// Room shows a sheet of dreams, and what is behind one of them.
type Room struct {
	kit.Place
	desk desk.Host

	panel        *kit.Panel
	dreams       *pictures.Choice
	inputs       *pictures.Sheet
	caption      *widget.Label // of the dreams, while the inputs stand beside them
	inputsBox    fyne.CanvasObject
	empty        *widget.Label
	again, save  *kit.Button
	hold, beside *kit.Check
	size, form   *kit.Select
	held         *kit.Select
	heat         *kit.Slider
	heatText     *widget.Label
	detail       *detail
	more         *rows

	seed     uint64
	holdings []holding
	// like is what the machine dreams of after somebody asked for more dreams like one;
	// nil if nobody did.
	like *holding
	// called are the names of categories, and classes those of the machines, when holdings was
	// made.
	called  []string
	classes texts.Classes
	// night is what is on the sheet; nil before the first dreams.
	night  *night
	dreamt kit.Pace
	// chosen is the dream that is looked at; end is where the walk leads, or −1;
	// walking tells that the next dream chosen is to be the end.
	chosen, end int
	walking     bool
	walked      bool // at any time
	recall      recall
	noise       float64 // on the inputs beside
}

// New makes the room at a desk.
func New(d desk.Host) *Room {
	r := &Room{
		desk: d, seed: 1, end: -1, dreams: pictures.NewChoice(), inputs: pictures.NewSheet(),
		empty: kit.Wrapped(texts.Of("dreams.sheet.none")),
	}
	r.dreams.AlignTop()
	r.inputs.AlignTop()
	r.dreams.OnChosen = r.choose
	r.dreams.OnTyped = r.typed
	r.makeControls()
	keys := kit.Centred(texts.Of("dreams.sheet.keys"))
	inside := container.NewBorder(r.controls(), keys, nil, nil, container.NewStack(r.sheets(), r.empty))
	r.panel = kit.NewPanel(texts.Of("dreams.sheet.title"), inside, r.tools()...).Explain(texts.Of("dreams.sheet.help"))
	r.detail = newDetail(r)
	r.more = newRows(r)
	right := container.New(kit.Stack(.6), r.detail.panel.Object, r.more.object)
	r.Place = kit.NewPlace(texts.Of("dreams.title"), base.ColorPaletteIcon(), container.New(kit.Share(.5), r.panel.Object, right))
	return r
}

// Show implements desk.Room.
func (r *Room) Show(v *desk.View) {
	if v.MachineChanged {
		r.begin()
	}
	if v.MachineChanged || !slices.Equal(r.called, v.Snapshot.Record.Names) || !r.classes.SameMachines(v.Classes()) {
		r.listHoldings(v)
	}
	if v.DataChanged {
		r.recall.forget()
	}
	if v.DataChanged || v.MachineChanged || r.noise != v.Damage.Flipped {
		r.noise = v.Damage.Flipped
		r.showInputs(v)
	}
	learns := v.Snapshot.State == session.Running && !v.MachineChanged
	if !r.hold.Checked && r.dreamt.Due(learns, desk.DreamEvery) {
		r.dream(v)
	}
}

// begin lets go of what belongs to another machine.
func (r *Room) begin() {
	r.chosen, r.end, r.walking = 0, -1, false
	r.hold.Checked = false
	r.hold.Refresh()
	r.held.Selected = texts.Of("dreams.of.anything")
	r.like = nil
}

// ShowsAll implements desk.ClassRoom.
func (r *Room) ShowsAll() bool { return true }

// Names implements desk.Named.
func (r *Room) Names() inspect.Names {
	all := inspect.Names{
		r.dreams: "dream sheet", r.inputs: "dream inputs", r.size: "dream count", r.form: "dream form",
		r.held: "dream of", r.heat: "temperature", r.heatText: "temperature text", r.beside: "inputs beside",
		r.hold: "hold", r.again: "dream again", r.save: "save dreams",
		r.detail.its.sheet: "dream", r.detail.changed.sheet: "changed dream", r.detail.changed.lines[0]: "changed line", r.detail.nearest.sheet: "nearest",
		r.detail.nearest.lines[1]: "nearest line", r.detail.putBack: "put back", r.detail.more: "more like it", r.detail.send: "send to Draw",
		r.more.again: "dreamt again", r.more.kept: "kept", r.more.walk: "walk", r.more.to: "walk to",
	}
	for i, l := range r.detail.causes.layers {
		all[l.strip], all[l.caption] = fmt.Sprintf("causes %d", i+1), fmt.Sprintf("causes line %d", i+1)
	}
	return all
}
