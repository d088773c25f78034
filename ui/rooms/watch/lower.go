package watch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// wideEnough is the width from which curve, machine and ledger stand side by side.
const wideEnough = 1380

// prefWatchMachine is the key of the preference that tells that the user looks at the
// machine rather than the curve.
const prefWatchMachine = "watch-machine"

// lower is the lower half of the room that watches: the curve, the machine and the
// ledger. Where there is no room for all, the user chooses between the first two.
type lower struct {
	desk                   desk.Host
	object                 *fyne.Container
	curve, machine, ledger fyne.CanvasObject
	// heads are those of curve and machine.
	heads        []*turnHead
	machineFirst bool
	wide         bool
	// turned is called when there is room for all, or no more.
	turned func()
}

func newLower(d desk.Host) *lower {
	return &lower{desk: d, machineFirst: d.Preferences().BoolWithFallback(prefWatchMachine, true), turned: func() {}}
}

// turnHead is the head of one of two panels in the same place: its title where both
// have room, else a button for each.
type turnHead struct {
	object         *fyne.Container
	title          *widget.Label
	curve, machine *kit.Button
	// places are where the buttons lie, which are hidden in their stead.
	places [2]fyne.CanvasObject
}

// head makes the head of a panel with a title.
func (l *lower) head(title string) fyne.CanvasObject {
	h := &turnHead{
		title:   kit.NewHeading(title),
		curve:   kit.NewButton(texts.Of("chart.title"), func() { l.choose(false) }),
		machine: kit.NewButton(texts.Of("machine.title"), func() { l.choose(true) }),
	}
	h.places = [2]fyne.CanvasObject{tip.On(h.curve, texts.Of("chart.show.tip")), tip.On(h.machine, texts.Of("machine.show.tip"))}
	row := container.NewHBox(h.title, h.places[0], h.places[1])
	h.object = container.New(layout.NewCustomPaddedLayout(0, 0, 0, kit.Gap-2), row) // off what follows
	l.heads = append(l.heads, h)
	return h.object
}

// fill takes the panels.
func (l *lower) fill(curve, machine, ledger fyne.CanvasObject) {
	l.curve, l.machine, l.ledger = curve, machine, ledger
	l.object = container.New(l, curve, machine, ledger)
	l.turnTo()
}

// choose shows the machine, or the curve.
func (l *lower) choose(machine bool) {
	l.machineFirst = machine
	l.desk.Preferences().SetBool(prefWatchMachine, machine)
	l.turnTo()
	l.object.Refresh()
}

// turnTo shows what has room.
func (l *lower) turnTo() {
	kit.SetVisible(l.curve, l.wide || !l.machineFirst)
	kit.SetVisible(l.machine, l.wide || l.machineFirst)
	for _, h := range l.heads {
		kit.SetVisible(h.title, l.wide)
		for _, place := range h.places {
			kit.SetVisible(place, !l.wide)
		}
		kit.Raise(h.curve, !l.machineFirst)
		kit.Raise(h.machine, l.machineFirst)
	}
}

// Layout implements fyne.Layout.
func (l *lower) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if wide := size.Width >= wideEnough; wide != l.wide {
		l.wide = wide
		l.turnTo()
		l.turned()
	}
	if !l.wide {
		pair := kit.Share(.62)
		pair.Layout([]fyne.CanvasObject{l.curve, l.ledger}, size)
		l.machine.Resize(l.curve.Size())
		l.machine.Move(l.curve.Position())
		return
	}
	x := float32(0)
	for i, o := range []fyne.CanvasObject{l.curve, l.machine, l.ledger} {
		width := (size.Width - 2*kit.Gap) * []float32{.32, .42, .26}[i]
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width + kit.Gap
	}
}

// MinSize implements fyne.Layout.
func (l *lower) MinSize([]fyne.CanvasObject) fyne.Size {
	first, ledger := l.curve.MinSize().Max(l.machine.MinSize()), l.ledger.MinSize()
	return fyne.NewSize(first.Width+kit.Gap+ledger.Width, max(first.Height, ledger.Height))
}
