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

	play, stop, reset, undo, gear *kit.Button
	runs                          []*kit.Button
	cycles, rate                  *kit.LineEntry
	progress                      *kit.Meter
	// told are the lines about a run, of which there may be fewer.
	told           *fyne.Container
	caption, speed *widget.Label
	shownRate      string
}

func newBar(d *desk.Desk) *bar {
	b := &bar{desk: d, lamp: kit.NewDot(theme.Awake, 20), progress: kit.NewMeter(8, theme.Asleep)}
	b.word = kit.NewHeading(texts.Of("bar.phase.starting"))
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
	b.play = kit.NewButtonWithIcon(texts.Of("bar.play.button"), base.MediaPlayIcon(), d.PlayOrPause)
	b.play.Importance = widget.HighImportance
	b.stop = kit.NewButtonWithIcon("", base.MediaStopIcon(), d.Stop)
	b.undo = kit.NewButtonWithIcon("", base.ContentUndoIcon(), d.History().Undo)
	b.gear = kit.NewButtonWithIcon("", base.SettingsIcon(), func() { settings.Ask(d) })
	b.reset = kit.NewButtonWithIcon(texts.Of("bar.reset.button"), base.MediaReplayIcon(), func() { settings.AskReset(d) })
	b.runs = []*kit.Button{
		kit.NewButton(texts.Of("bar.step.button"), d.Step),
		kit.NewButton(texts.Of("bar.wakeSleep.button"), func() { b.runFor(learn.WakeSleep) }),
		kit.NewButton(texts.Of("bar.wake.button"), func() { b.runFor(learn.WakeOnly) }),
		kit.NewButton(texts.Of("bar.sleep.button"), func() { b.runFor(learn.SleepOnly) }),
	}
}

func (b *bar) makeEntries() {
	b.cycles = kit.NewLineEntry()
	b.cycles.SetText(b.desk.Preferences().StringWithFallback(prefCycles, "500"))
	b.cycles.OnSubmitted = func(string) { b.runFor(learn.WakeSleep) }
	b.rate = kit.NewLineEntry()
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
		container.New(kit.Width(b.rateWidth), tip.On(b.rate, texts.Of("bar.rate.tip"))),
		tip.On(b.undo, texts.Of("bar.undo.tip", keyText("Z"))),
		tip.On(b.reset, texts.Of("bar.reset.tip", keyText("+R"))),
		tip.On(b.gear, texts.Of("bar.gear.tip", keyText(","))),
	))
}

// wide takes off the space that labels keep at their sides, and tight in the middle as
// well.
func wide(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(0, 0, -5, -5), o)
}

func tight(o fyne.CanvasObject) fyne.CanvasObject { return container.NewCenter(wide(o)) }

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
	controls := []fyne.Disableable{b.play, b.reset, b.gear, b.cycles, b.rate}
	for _, run := range b.runs {
		controls = append(controls, run)
	}
	for _, c := range controls {
		kit.SetOn(c, on)
	}
	kit.SetOn(b.stop, on && !b.stop.Disabled())
}

// show brings everything up to the session's status.
func (b *bar) show(s session.Status) {
	seeking := b.desk.Seeking()
	b.enable(true)
	line, share, left := phaseLine(s), shareDone(s), speedLine(s)
	if seeking != nil {
		line, share, left = seekingLine(seeking), float32(seeking.Share), leftLine(seeking.Left)
	}
	b.showPhase(s.Awake, line)
	b.showPlay(s.State == session.Running || seeking != nil)
	b.progress.Set(share)
	kit.SetText(b.caption, progressLine(s))
	kit.SetText(b.speed, left)
	b.tell(seeking != nil || s.Total > 0 && s.State != session.Idle, b.speed.Text != "")
	b.showRate(s.Rate)
	kit.SetOn(b.stop, seeking != nil || s.State != session.Idle)
}

func (b *bar) showPhase(awake bool, line string) {
	colour := kit.Either(awake, theme.Awake, theme.Asleep)
	b.lamp.SetColour(colour)
	b.progress.Paint(0, colour)
	kit.SetText(b.word, phaseWord(awake))
	kit.SetText(b.line, line)
}

func (b *bar) showPlay(playing bool) {
	if playing {
		kit.SetButton(b.play, texts.Of("bar.play.pause"), base.MediaPauseIcon())
	} else {
		kit.SetButton(b.play, texts.Of("bar.play.button"), base.MediaPlayIcon())
	}
}

// showUndo tells whether something can be undone.
func (b *bar) showUndo(what string) { kit.SetOn(b.undo, what != "") }

// showRate follows the session, but does not write into what the user types.
func (b *bar) showRate(rates []float64) {
	text := texts.Rates(rates)
	if text == b.shownRate || b.desk.Window().Canvas().Focused() == b.rate {
		return
	}
	b.shownRate = text
	b.rate.SetText(text)
	b.object.Refresh() // its width may be another one
}

// maxRun bounds a run, so that a typing error does not ask for years.
const maxRun = 1_000_000_000

// runFor does as many cycles as the bar says.
func (b *bar) runFor(steps learn.Steps) {
	n, err := texts.ParseCount(texts.Of("bar.cycles.label"), b.cycles.Text, 1, maxRun)
	if err != nil {
		b.desk.Say(desk.Reason(err))
		return
	}
	b.desk.Preferences().SetString(prefCycles, b.cycles.Text)
	b.desk.Run(steps, n)
}

// changeRate takes a new learning rate, one number or a list.
func (b *bar) changeRate(text string) {
	d := b.desk
	rates, err := texts.ParseNumbers(texts.Of("bar.rate.label"), text)
	if err != nil {
		d.Say(desk.Reason(err))
		return
	}
	d.Window().Canvas().Unfocus()
	d.SetRate(rates, func(err error) {
		b.shownRate = ""
		if err != nil {
			d.Fail(texts.Of("bar.rate.failed"), err)
		} else {
			d.Say(texts.Of("bar.rate.changed", texts.Rates(rates)))
		}
		d.Tick()
	})
}
