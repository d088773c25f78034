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
// ledger. Where there is no room for all, the user chooses between the first two. Where
// machines compete, that can be seen in place of the machine.
type lower struct {
	desk   desk.Host
	object *fyne.Container
	// panels are the curve, the machine and the competition, and heads are theirs.
	panels [parts]fyne.CanvasObject
	ledger fyne.CanvasObject
	heads  []*turnHead
	// chosen is the panel that the user chose.
	chosen   part
	competes bool
	wide     bool
	// turned is called when there is room for all, or no more.
	turned func()
}

func newLower(d desk.Host) *lower {
	l := &lower{desk: d, turned: func() {}}
	l.chosen = l.usual()
	return l
}

// part is one of the panels that take each other's place.
type part int

const (
	curvePart part = iota
	machinePart
	competitionPart
	parts
)

// usual is what the user chose last, where machines do not compete.
func (l *lower) usual() part {
	return kit.Either(l.desk.Preferences().BoolWithFallback(prefWatchMachine, true), machinePart, curvePart)
}

// turnHead is the head of one of the panels in the same place: its title where it alone is
// there, else a button for each.
type turnHead struct {
	object *fyne.Container
	title  *widget.Label
	turns  [parts]*kit.Button
	// places are where the buttons lie, which are hidden in their stead.
	places [parts]fyne.CanvasObject
}

// head makes the head of a panel with a title.
func (l *lower) head(title string) fyne.CanvasObject {
	h := &turnHead{title: kit.NewHeading(title)}
	row := container.NewHBox(h.title)
	tips := [parts]string{texts.Of("chart.show.tip"), texts.Of("machine.show.tip"), texts.Of("compete.show.tip")}
	for p, name := range [parts]string{texts.Of("chart.title"), texts.Of("machine.title"), texts.Of("compete.title")} {
		h.turns[p] = kit.NewButton(name, func() { l.choose(part(p)) })
		h.places[p] = tip.On(h.turns[p], tips[p])
		row.Add(h.places[p])
	}
	h.object = container.New(layout.NewCustomPaddedLayout(0, 0, 0, kit.Gap-2), row) // off what follows
	l.heads = append(l.heads, h)
	return h.object
}

// fill takes the panels.
func (l *lower) fill(curve, machine, competition, ledger fyne.CanvasObject) {
	l.panels, l.ledger = [parts]fyne.CanvasObject{curve, machine, competition}, ledger
	l.object = container.New(l, curve, machine, competition, ledger)
	l.turnTo()
}

// choose shows a panel in place of the others.
func (l *lower) choose(p part) {
	l.chosen = p
	if p != competitionPart {
		l.desk.Preferences().SetBool(prefWatchMachine, p == machinePart)
	}
	l.turnTo()
	l.object.Refresh()
}

// offer tells whether there is a competition to watch. Where one begins it is shown.
func (l *lower) offer(competes bool) {
	if l.competes == competes {
		return
	}
	l.competes, l.chosen = competes, kit.Either(competes, competitionPart, l.usual())
	l.turnTo()
	l.object.Refresh()
}

// turnTo shows what has room.
func (l *lower) turnTo() {
	shown := [parts]bool{}
	shown[l.chosen] = true
	turns := [parts]bool{true, true, l.competes}
	if l.wide {
		shown[curvePart] = true
		shown[machinePart] = l.chosen != competitionPart
		turns = [parts]bool{false, l.competes, l.competes}
	}
	for p, panel := range l.panels {
		kit.SetVisible(panel, shown[p])
		h := l.heads[p]
		kit.SetVisible(h.title, !turns[p])
		for q, place := range h.places {
			kit.SetVisible(place, turns[p] && turns[q])
			kit.Raise(h.turns[q], p == q)
		}
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
		first := l.panels[curvePart]
		kit.Share(.62).Layout([]fyne.CanvasObject{first, l.ledger}, size)
		for _, panel := range l.panels[1:] {
			panel.Resize(first.Size())
			panel.Move(first.Position())
		}
		return
	}
	x := float32(0)
	machine, competition := l.panels[machinePart], l.panels[competitionPart]
	for i, o := range []fyne.CanvasObject{l.panels[curvePart], machine, l.ledger} {
		width := (size.Width - 2*kit.Gap) * []float32{.32, .42, .26}[i]
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width + kit.Gap
	}
	competition.Resize(machine.Size())
	competition.Move(machine.Position())
}

// MinSize implements fyne.Layout.
func (l *lower) MinSize([]fyne.CanvasObject) fyne.Size {
	first, ledger := fyne.Size{}, l.ledger.MinSize()
	for _, panel := range l.panels {
		first = first.Max(panel.MinSize())
	}
	return fyne.NewSize(first.Width+kit.Gap+ledger.Width, max(first.Height, ledger.Height))
}
