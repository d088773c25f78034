package ui

import (
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// frame is what surrounds the rooms: the bar, the rail and the status line.
type frame struct {
	desk   *desk
	object fyne.CanvasObject
	bar    *bar
	rooms  []*tab
	now    int

	rail            *fyne.Container
	chooser         *classChooser
	trouble         *troubleButton
	stack           *fyne.Container
	status, message *widget.Label
	foot            *fyne.Container
}

// tab is a room with what it was shown last.
type tab struct {
	room
	key               string
	button            *widget.Button
	snapshot          *learn.Snapshot
	machines, sources int
	// class is that whose machine was shown.
	class int
}

func newFrame(d *desk) *frame {
	f := &frame{
		desk: d, bar: newBar(d), rail: container.NewVBox(), stack: container.NewStack(),
		status: kit.NewRemark(""), message: kit.NewRemark(""),
	}
	f.chooser = newClassChooser(d)
	f.message.Alignment, f.message.Importance = fyne.TextAlignTrailing, widget.MediumImportance
	for _, t := range newRooms(d) {
		f.add(t)
	}
	f.trouble = newTroubleButton(d)
	rooms := container.NewVBox(f.rail, f.chooser.object)
	rail := kit.FixedWidth(100, container.NewBorder(nil, f.trouble.object, nil, nil, rooms))
	f.foot = container.New(footLayout{f.status, f.message}, tip.On(f.status, texts.Of("bar.status.tip")), f.message)
	foot := container.New(layout.NewCustomPaddedLayout(-4, -2, 4, 4), f.foot)
	inside := container.New(layout.NewCustomPaddedLayout(kit.Gap, 0, kit.Gap, kit.Gap),
		container.NewBorder(nil, nil, rail, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 4, 0), f.stack)))
	below := container.New(layout.NewCustomPaddedVBoxLayout(0), d.guide.strip.object, foot)
	f.object = container.NewBorder(f.bar.object, below, nil, nil, inside)
	f.chooseRoom(d.app.Preferences().String(prefRoom))
	return f
}

func (f *frame) add(t *tab) {
	i := len(f.rooms)
	t.button = widget.NewButtonWithIcon(t.title(), t.icon(), func() { f.choose(i) })
	t.button.Alignment = widget.ButtonAlignLeading
	f.rooms = append(f.rooms, t)
	f.rail.Add(tip.On(t.button, texts.Of("menu.rooms."+t.key+".tip", keyText(fmt.Sprint(i+1)))))
	f.stack.Add(t.object())
}

// choose makes a room the visible one.
func (f *frame) choose(i int) {
	f.now = i
	f.desk.app.Preferences().SetString(prefRoom, f.rooms[i].key)
	for j, t := range f.rooms {
		if j == i {
			t.object().Show()
		} else {
			t.object().Hide()
		}
		kit.Raise(t.button, j == i)
	}
	f.update()
}

// chooseRoom makes the room with a key the visible one, or the first where there is none.
func (f *frame) chooseRoom(key string) {
	f.choose(max(0, slices.IndexFunc(f.rooms, func(t *tab) bool { return t.key == key })))
}

// view is the present one, as the visible room sees it, or nil.
func (f *frame) view() *view {
	v := f.desk.latest()
	if v != nil {
		v.class = f.chooser.watchedClass(f.rooms[f.now].room, v)
	}
	return v
}

// update shows the visible room what has changed since it was shown last.
func (f *frame) update() {
	v := f.view()
	if v == nil {
		return
	}
	t := f.rooms[f.now]
	f.chooser.update(t.room, v)
	v.class = f.chooser.watchedClass(t.room, v)
	v.machineChanged = t.machines != f.desk.machines || t.class != v.class
	v.dataChanged = t.sources != f.desk.sources
	if v.snapshot == t.snapshot && !v.machineChanged && !v.dataChanged {
		return
	}
	t.snapshot, t.machines, t.sources, t.class = v.snapshot, f.desk.machines, f.desk.sources, v.class
	t.show(v)
}

// pulse lets what moves in the visible room move on.
func (f *frame) pulse(now time.Time) {
	if r, ok := f.rooms[f.now].room.(living); ok {
		if v := f.view(); v != nil {
			r.pulse(v, now)
		}
	}
}

// refresh shows the visible room everything again.
func (f *frame) refresh() {
	f.rooms[f.now].snapshot = nil
	f.update()
}
