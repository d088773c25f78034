package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// dreamsRoom shows a sheet of dreams, and what is behind one of them.
type dreamsRoom struct {
	desk    *desk
	content fyne.CanvasObject

	panel        *kit.Panel
	dreams       *pictures.Choice
	inputs       *pictures.Sheet
	caption      *widget.Label // of the dreams, while the inputs stand beside them
	inputsBox    fyne.CanvasObject
	empty        *widget.Label
	again, save  *widget.Button
	hold, beside *widget.Check
	size, form   *widget.Select
	held         *widget.Select
	heat         *widget.Slider
	heatText     *widget.Label
	detail       *dreamDetail
	more         *dreamRows

	seed     uint64
	holdings []holding
	// like is what the machine dreams of after somebody asked for more dreams like one;
	// nil if nobody did.
	like   *holding
	called []string // the names of categories when holdings was made
	// night is what is on the sheet; nil before the first dreams.
	night  *night
	dreamt time.Time
	// chosen is the dream that is looked at; end is where the walk leads, or −1;
	// walking tells that the next dream chosen is to be the end.
	chosen, end int
	walking     bool
	walked      bool // at any time
	recall      recall
	noise       float64 // on the inputs beside
}

func newDreamsRoom(d *desk) *dreamsRoom {
	r := &dreamsRoom{
		desk: d, seed: 1, end: -1, dreams: pictures.NewChoice(), inputs: pictures.NewSheet(),
		empty: kit.Wrapped(texts.Of("dreams.sheet.none")),
	}
	r.dreams.OnChosen = r.choose
	r.dreams.OnTyped = r.typed
	r.makeControls()
	keys := kit.Centred(texts.Of("dreams.sheet.keys"))
	inside := container.NewBorder(r.controls(), keys, nil, nil, container.NewStack(r.sheets(), r.empty))
	r.panel = kit.NewPanel(texts.Of("dreams.sheet.title"), inside, r.tools()...).Explain(texts.Of("dreams.sheet.help"))
	r.detail = newDreamDetail(r)
	r.more = newDreamRows(r)
	right := container.New(kit.Stack(.6), r.detail.panel.Object, r.more.object)
	r.content = container.New(kit.Share(.5), r.panel.Object, right)
	return r
}

func (r *dreamsRoom) title() string             { return texts.Of("dreams.title") }
func (r *dreamsRoom) icon() fyne.Resource       { return base.ColorPaletteIcon() }
func (r *dreamsRoom) object() fyne.CanvasObject { return r.content }

// show implements room.
func (r *dreamsRoom) show(v *view) {
	if v.machineChanged {
		r.begin()
	}
	if v.machineChanged || !slices.Equal(r.called, v.snapshot.Record.Names) {
		r.listHoldings(v)
	}
	if v.dataChanged {
		r.recall.forget()
	}
	if v.dataChanged || v.machineChanged || r.noise != v.damage.Flipped {
		r.noise = v.damage.Flipped
		r.showInputs(v)
	}
	running := v.snapshot.State == learn.Running && !v.machineChanged
	if r.hold.Checked || running && time.Since(r.dreamt) < dreamEvery {
		return
	}
	r.dream(v)
}

// begin lets go of what belongs to another machine.
func (r *dreamsRoom) begin() {
	r.chosen, r.end, r.walking = 0, -1, false
	r.hold.Checked = false
	r.hold.Refresh()
	r.held.Selected = texts.Of("dreams.of.anything")
	r.like = nil
}
