package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/settings"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
	"wakesleep/ui/tip"
)

// bar is the always visible line of controls.
type bar struct {
	desk   *desk.Desk
	object fyne.CanvasObject

	lamp       *kit.Backdrop
	word, line *widget.Label

	play, stop, reset, undo, gear *widget.Button
	runs                          []*widget.Button
	cycles, rate                  *widget.Entry
	progress                      *kit.Meter
	// told are the lines about a run, of which there may be fewer.
	told           *fyne.Container
	caption, speed *widget.Label
	shownRate      string
}

func newBar(d *desk.Desk) *bar {
	b := &bar{desk: d, lamp: kit.NewBackdrop(theme.Awake, 10), progress: kit.NewMeter(8, theme.Asleep)}
	b.lamp.Least = fyne.NewSquareSize(20)
	b.word = widget.NewLabel(texts.Of("bar.phase.starting"))
	b.word.TextStyle.Bold = true
	b.line, b.caption, b.speed = kit.NewRemark(texts.Of("bar.phase.moment")), kit.NewRemark(""), kit.NewRemark("")
	b.makeButtons()
	b.makeEntries()
	inside := container.NewBorder(nil, nil, b.left(), b.right(), b.middle())
	b.object = container.NewStack(kit.NewBackdrop(theme.Panel, 0), container.New(layout.NewCustomPaddedLayout(4, 4, kit.Gap, kit.Gap), inside))
	b.enable(false)
	return b
}

func (b *bar) makeButtons() {
	d := b.desk
	b.play = widget.NewButtonWithIcon(texts.Of("bar.play.button"), base.MediaPlayIcon(), d.PlayOrPause)
	b.play.Importance = widget.HighImportance
	b.stop = widget.NewButtonWithIcon("", base.MediaStopIcon(), d.Stop)
	b.undo = widget.NewButtonWithIcon("", base.ContentUndoIcon(), d.History().Undo)
	b.gear = widget.NewButtonWithIcon("", base.SettingsIcon(), func() { settings.Ask(d) })
	b.reset = widget.NewButtonWithIcon(texts.Of("bar.reset.button"), base.MediaReplayIcon(), func() { settings.AskReset(d) })
	b.runs = []*widget.Button{
		widget.NewButton(texts.Of("bar.step.button"), d.Step),
		widget.NewButton(texts.Of("bar.wakeSleep.button"), func() { b.runFor(learn.WakeSleep) }),
		widget.NewButton(texts.Of("bar.wake.button"), func() { b.runFor(learn.WakeOnly) }),
		widget.NewButton(texts.Of("bar.sleep.button"), func() { b.runFor(learn.SleepOnly) }),
	}
}

func (b *bar) makeEntries() {
	b.cycles = widget.NewEntry()
	b.cycles.SetText(b.desk.Preferences().StringWithFallback(prefCycles, "500"))
	b.cycles.OnSubmitted = func(string) { b.runFor(learn.WakeSleep) }
	b.rate = widget.NewEntry()
	b.rate.OnSubmitted = b.changeRate
}

// barGap is the space between the bar's controls, and groupGap that between groups.
const (
	barGap   = 2
	groupGap = 10
)

// left is the light and what starts and stops runs.
func (b *bar) left() fyne.CanvasObject {
	words := container.New(layout.NewCustomPaddedVBoxLayout(-13), b.word, b.line)
	phase := container.NewBorder(nil, nil, container.NewCenter(b.lamp), nil, kit.FixedWidth(124, words))
	free := container.New(layout.NewCustomPaddedHBoxLayout(barGap),
		kit.FixedWidth(78, tip.On(b.play, texts.Of("bar.play.tip", texts.Of("common.keys.space")))),
		tip.On(b.stop, texts.Of("bar.stop.tip", keyText("."))),
		tip.On(b.runs[0], texts.Of("bar.step.tip", keyText("E"))),
	)
	counted := container.New(layout.NewCustomPaddedHBoxLayout(barGap),
		tip.On(b.runs[1], texts.Of("bar.wakeSleep.tip", keyText("R"))),
		tip.On(b.runs[2], texts.Of("bar.wake.tip")),
		tip.On(b.runs[3], texts.Of("bar.sleep.tip")),
		tight(widget.NewLabel("×")),
		kit.FixedWidth(58, tip.On(b.cycles, texts.Of("bar.cycles.tip"))),
	)
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(groupGap), free, counted, layout.NewSpacer())
	return container.NewHBox(tip.On(phase, texts.Of("bar.phase.tip")), container.NewCenter(buttons))
}

// right is what changes the machine.
func (b *bar) right() fyne.CanvasObject {
	return container.NewCenter(container.New(layout.NewCustomPaddedHBoxLayout(barGap),
		tight(kit.NewSmall(texts.Of("bar.rate.label"))),
		container.New(rateLayout{b}, tip.On(b.rate, texts.Of("bar.rate.tip"))),
		tip.On(b.undo, texts.Of("bar.undo.tip", keyText("Z"))),
		tip.On(b.reset, texts.Of("bar.reset.tip", keyText("+R"))),
		tip.On(b.gear, texts.Of("bar.gear.tip", keyText(","))),
	))
}

// tight takes off the space that labels keep at their sides.
func tight(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewCenter(container.New(layout.NewCustomPaddedLayout(0, 0, -5, -5), o))
}

// unfocus takes the keys from the bar's entries, whose cursor would blink, and have the
// whole window drawn, for as long as they have them.
func (b *bar) unfocus() {
	canvas := b.desk.Window().Canvas()
	if f := canvas.Focused(); f == fyne.Focusable(b.cycles) || f == fyne.Focusable(b.rate) {
		canvas.Unfocus()
	}
}

// enable turns all controls on or off, but for the button that stops: show turns that
// on.
func (b *bar) enable(on bool) {
	controls := []fyne.Disableable{b.play, b.stop, b.reset, b.gear, b.cycles, b.rate}
	for _, run := range b.runs {
		controls = append(controls, run)
	}
	for _, c := range controls {
		switch {
		case on && c.Disabled() && c != fyne.Disableable(b.stop):
			c.Enable()
		case !on && !c.Disabled():
			c.Disable()
		}
	}
}

// show brings everything up to the session's status.
func (b *bar) show(s session.Status) {
	b.enable(true)
	b.showPhase(s)
	b.showPlay(s.State)
	b.progress.Set(shareDone(s))
	kit.SetText(b.caption, progressLine(s))
	kit.SetText(b.speed, speedLine(s))
	b.tell(s.Total > 0 && s.State != session.Idle, b.speed.Text != "")
	b.showRate(s.Rate)
	if resting := s.State == session.Idle; resting != b.stop.Disabled() {
		kit.SetEnabled(b.stop, !resting)
	}
}

func (b *bar) showPhase(s session.Status) {
	colour := theme.Asleep
	if s.Awake {
		colour = theme.Awake
	}
	b.lamp.SetColour(colour)
	b.progress.Paint(0, colour)
	kit.SetText(b.word, phaseWord(s))
	kit.SetText(b.line, phaseLine(s))
}

func (b *bar) showPlay(state session.State) {
	text, icon := texts.Of("bar.play.button"), base.MediaPlayIcon()
	if state == session.Running {
		text, icon = texts.Of("bar.play.pause"), base.MediaPauseIcon()
	}
	if b.play.Text != text {
		b.play.Text, b.play.Icon = text, icon
		b.play.Refresh()
	}
}

// showUndo tells whether something can be undone.
func (b *bar) showUndo(what string) {
	if can := what != ""; can == b.undo.Disabled() {
		kit.SetEnabled(b.undo, can)
	}
}

// showRate follows the session, but does not write into what a person types.
func (b *bar) showRate(rates []float64) {
	text := texts.Rates(rates)
	if text == b.shownRate || b.desk.Window().Canvas().Focused() == b.rate {
		return
	}
	b.shownRate = text
	b.rate.SetText(text)
	b.object.Refresh() // its width may be another one
}
