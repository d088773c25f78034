package lessons

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn/session"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// stepText is a text of the present step.
func (g *Guide) stepText(what string) string {
	return texts.Of("lessons." + g.course.Name + "." + g.course.Step().Name + "." + what)
}

// stepWords are what the present step asks for, or what there is to see when it has
// been done.
func (g *Guide) stepWords() string {
	switch {
	case !g.leads():
		return texts.Of("lessons.step.strayed")
	case g.course.Done() && g.course.Step().Done != nil:
		return g.stepText("seen")
	}
	return g.stepText("text")
}

// sign tells whether the present step has been done.
func (g *Guide) sign() fyne.Resource {
	switch {
	case !g.leads():
		return base.NewWarningThemedResource(base.WarningIcon())
	case g.course.Step().Done == nil:
		return nil
	case g.course.Done():
		return doneSign()
	}
	return openSign()
}

// stepButtons are those with which one goes through a lesson.
type stepButtons struct {
	guide                          *Guide
	object                         *fyne.Container
	act, fetch, back, next, finish *widget.Button
	leave                          *widget.Button
	// covers are what is shown and hidden in the place of the first ones.
	acts, fetches, nexts, finishes fyne.CanvasObject
}

// newStepButtons makes them; short ones have fewer words.
func newStepButtons(g *Guide, short bool) *stepButtons {
	b := &stepButtons{
		guide:  g,
		act:    widget.NewButtonWithIcon(texts.Of("lessons.step.show"), base.MediaPlayIcon(), g.showStep),
		fetch:  widget.NewButtonWithIcon(texts.Of("lessons.step.fetch"), base.ViewRefreshIcon(), g.fetch),
		back:   widget.NewButtonWithIcon("", base.NavigateBackIcon(), g.back),
		next:   widget.NewButton(texts.Of("lessons.step.next"), g.next),
		finish: widget.NewButton(texts.Of("lessons.step.finish"), g.next),
		leave:  widget.NewButtonWithIcon("", base.CancelIcon(), g.leave),
	}
	b.acts, b.fetches = tip.On(b.act, texts.Of("lessons.step.show-tip")), tip.On(b.fetch, texts.Of("lessons.step.fetch-tip"))
	b.nexts, b.finishes = tip.On(b.next, texts.Of("lessons.step.next-tip")), tip.On(b.finish, texts.Of("lessons.step.finish-tip"))
	if !short {
		b.back.Text, b.leave.Text = texts.Of("lessons.step.back"), texts.Of("lessons.step.leave")
	}
	b.object = container.NewHBox(b.acts, b.fetches,
		tip.On(b.back, texts.Of("lessons.step.back-tip")), b.nexts, b.finishes, tip.On(b.leave, texts.Of("lessons.step.leave-tip")))
	return b
}

// show brings the buttons up to the course.
func (b *stepButtons) show() {
	g := b.guide
	c := g.course
	if c == nil {
		return
	}
	leads := g.leads()
	kit.SetVisible(b.acts, leads && c.Step().Show != nil)
	kit.SetVisible(b.fetches, !leads)
	kit.SetVisible(b.nexts, leads && !c.Last())
	kit.SetVisible(b.finishes, leads && c.Last())
	kit.SetOn(b.back, c.At > 0)
	kit.SetOn(b.next, c.Done())
	kit.SetOn(b.finish, c.Done())
	done := c.Done()
	kit.Emphasise(b.act, !done)
	kit.Emphasise(b.next, done)
	kit.Emphasise(b.finish, done)
	kit.Emphasise(b.fetch, true)
	b.object.Refresh()
}

// follow turns off what cannot be done now.
func (b *stepButtons) follow(now session.Status) {
	kit.SetOn(b.act, !b.guide.busy && !(now.State == session.Running && now.Total > 0 && !b.guide.course.Done()))
	kit.SetOn(b.fetch, !b.guide.busy)
}
