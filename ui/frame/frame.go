// Package frame is what surrounds the rooms: the bar, the rail with the rooms' names and
// the choice of a class, the status line and the menus. It makes a room the visible one
// and shows it what has changed. It knows rooms only by package desk's interfaces.
package frame

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/settings"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
	"wakesleep/ui/tip"
)

// Keys of what is remembered from one start to the next.
const (
	prefCycles = "cycles"
	prefRoom   = "room"
)

// Content is what a frame is made round.
type Content struct {
	// Rooms are in the order of the rail.
	Rooms []*Tab
	// Below stands between the rooms and the status line; nil for nothing.
	Below fyne.CanvasObject
	// Ticked is called with every tick at which there is a machine; it may be nil.
	Ticked func(now session.Status)
	// Version is the program's, for those who ask.
	Version string
}

// Frame is what surrounds the rooms: the bar, the rail, the status line and the menus.
type Frame struct {
	desk    *desk.Desk
	content Content
	whole   fyne.CanvasObject
	bar     *bar
	menus   *menus
	rooms   []*Tab
	now     int

	rail            *fyne.Container
	chooser         *classChooser
	trouble         *troubleButton
	stack           *fyne.Container
	status, message *widget.Label
	foot            *fyne.Container
}

// Tab is a room with what it was shown last.
type Tab struct {
	desk.Room
	// Key is what the room is called in the table of texts, in preferences and by
	// scripts, whatever its title.
	Key      string
	button   *kit.Button
	snapshot *session.Snapshot
	identity desk.Identity
	// class is that whose machine was shown.
	class int
}

// New fills the desk's window.
func New(d *desk.Desk, c Content) *Frame {
	f := &Frame{
		desk: d, content: c, bar: newBar(d), rail: container.NewVBox(), stack: container.NewStack(),
		status: kit.NewRemark(""), message: kit.NewRemark(""),
	}
	f.chooser = newClassChooser(d)
	f.message.Alignment, f.message.Importance = fyne.TextAlignTrailing, widget.MediumImportance
	for _, t := range c.Rooms {
		f.add(t)
	}
	f.trouble = newTroubleButton(d)
	f.whole = f.layOut()
	f.bindKeys()
	f.ChooseRoom(d.Preferences().String(prefRoom))
	f.menus = newMenus(f)
	d.Window().SetMainMenu(f.menus.main)
	d.Window().SetCloseIntercept(f.quit)
	d.Furnish(f)
	return f
}

// layOut puts the bar above the rooms, the rail to their left, and the rest below.
func (f *Frame) layOut() fyne.CanvasObject {
	rooms := container.NewVBox(f.rail, f.chooser.object)
	rail := kit.FixedWidth(100, container.NewBorder(nil, f.trouble.object, nil, nil, rooms))
	f.foot = container.New(footLayout{f.status, f.message}, tip.On(f.status, texts.Of("bar.status.tip")),
		tip.OnWords(f.message, f.cutMessage))
	below := container.New(layout.NewCustomPaddedVBoxLayout(0))
	if f.content.Below != nil {
		below.Add(f.content.Below)
	}
	below.Add(container.New(layout.NewCustomPaddedLayout(-4, -2, 4, 4), f.foot))
	inside := container.New(layout.NewCustomPaddedLayout(kit.Gap, 0, kit.Gap, kit.Gap),
		container.NewBorder(nil, nil, rail, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 4, 0), f.stack)))
	return container.NewBorder(f.bar.object, below, nil, nil, inside)
}

// Rooms are those of the rail.
func (f *Frame) Rooms() []*Tab { return f.rooms }

// Object implements desk.Frame.
func (f *Frame) Object() fyne.CanvasObject { return f.whole }

// RoomKey implements desk.Frame.
func (f *Frame) RoomKey() string { return f.rooms[f.now].Key }

// Unfocus implements desk.Frame.
func (f *Frame) Unfocus() { f.bar.unfocus() }

// Tick implements desk.Frame: what moves in the visible room moves on, and what has changed
// is shown.
func (f *Frame) Tick(now session.Status, visible bool) {
	if visible {
		f.pulse(time.Now())
		f.bar.show(now)
		f.Update()
	}
	if f.content.Ticked != nil {
		f.content.Ticked(now)
	}
}

// ShowHistory implements desk.Frame.
func (f *Frame) ShowHistory(undo, redo string) {
	f.menus.showHistory(undo, redo)
	f.bar.showUndo(undo)
}

// ShowDamage implements desk.Frame.
func (f *Frame) ShowDamage(d *desk.Damage) { f.trouble.show(d) }

// ShowRecent implements desk.Frame.
func (f *Frame) ShowRecent() { f.menus.showRecent() }

// ShowMode implements desk.Frame.
func (f *Frame) ShowMode(m theme.Mode) { f.menus.showMode(m) }

// OfferMachine implements desk.Frame.
func (f *Frame) OfferMachine(m *dataset.Source) { settings.AskNewMachine(f.desk, m) }

// quit leaves the program, unless the user wants to keep what was learnt or drawn.
func (f *Frame) quit() { f.desk.GuardLeaving(f.desk.Leave) }

func (f *Frame) add(t *Tab) {
	if k, ok := t.Room.(desk.Keeper); ok {
		f.desk.SetKeeper(k)
	}
	i := len(f.rooms)
	t.button = kit.NewButtonWithIcon(t.Title(), t.Icon(), func() { f.enter(i) })
	t.button.Alignment = widget.ButtonAlignLeading
	f.rooms = append(f.rooms, t)
	f.rail.Add(tip.On(t.button, texts.Of("menu.rooms."+t.Key+".tip", keyText(fmt.Sprint(i+1)))))
	f.stack.Add(t.Object())
}

// enter is what the user does: in another room, what was said in the one before is past.
func (f *Frame) enter(i int) {
	if i != f.now {
		f.Say("")
	}
	f.choose(i)
}

// choose makes a room the visible one.
func (f *Frame) choose(i int) {
	f.now = i
	f.desk.ClearTips() // by keys one leaves a room without moving the pointer
	f.desk.Preferences().SetString(prefRoom, f.rooms[i].Key)
	for j, t := range f.rooms {
		kit.SetVisible(t.Object(), j == i)
		kit.Raise(t.button, j == i)
	}
	f.Update()
}

// ChooseRoom implements desk.Frame; where no room has the key, it is the first.
func (f *Frame) ChooseRoom(key string) {
	f.choose(max(0, slices.IndexFunc(f.rooms, func(t *Tab) bool { return t.Key == key })))
}

// View implements desk.Frame.
func (f *Frame) View() *desk.View {
	v := f.desk.Latest()
	if v != nil {
		v.Class = f.chooser.watchedClass(f.rooms[f.now].Room, v)
	}
	return v
}

// Update implements desk.Frame.
func (f *Frame) Update() {
	v := f.View()
	if v == nil {
		return
	}
	t := f.rooms[f.now]
	f.chooser.update(t.Room, v)
	v.Class = f.chooser.watchedClass(t.Room, v)
	v.MachineChanged = t.identity.Machine != v.Identity.Machine || t.class != v.Class
	v.DataChanged = t.identity.Data != v.Identity.Data
	if v.Snapshot == t.snapshot && !v.MachineChanged && !v.DataChanged {
		return
	}
	t.snapshot, t.identity, t.class = v.Snapshot, v.Identity, v.Class
	t.Show(v)
}

// pulse lets what moves in the visible room move on.
func (f *Frame) pulse(now time.Time) {
	if r, ok := f.rooms[f.now].Room.(desk.Living); ok {
		if v := f.View(); v != nil {
			r.Pulse(v, now)
		}
	}
}

// Refresh implements desk.Frame.
func (f *Frame) Refresh() {
	f.rooms[f.now].snapshot = nil
	f.Update()
}

// Names implements desk.Frame. Rooms may add their own.
func (f *Frame) Names() inspect.Names {
	b := f.bar
	all := inspect.Names{
		b.word: "phase", b.line: "phase line", b.caption: "progress",
		b.play: "play", b.stop: "stop", b.reset: "reset", b.undo: "undo", b.gear: "settings", b.speed: "speed", b.cycles: "cycles", b.rate: "rate",
		f.status: "status", f.message: "message",
	}
	for i, name := range []string{"step", "wake-sleep", "wake", "sleep"} {
		all[b.runs[i]] = name
	}
	maps.Copy(all, f.chooser.Names())
	maps.Copy(all, f.trouble.Names())
	for _, t := range f.rooms {
		all[t.button] = "room " + t.Key
		if r, ok := t.Room.(desk.Named); ok {
			maps.Copy(all, r.Names())
		}
	}
	return all
}
