package lessons

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/curriculum"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// card is a lesson in the list: what one learns, its steps, and how far one is.
type card struct {
	guide  *Guide
	lesson *curriculum.Lesson
	panel  *kit.Panel
	button *kit.Button

	state *widget.Label
	signs []*widget.Icon
	steps []*widget.Label
}

func newCard(g *Guide, l *curriculum.Lesson) *card {
	c := &card{guide: g, lesson: l, state: kit.NewRemark("")}
	word := func(what string) string { return texts.Of("lessons." + l.Name + "." + what) }
	c.button = kit.NewButton("", c.press)
	goal := kit.Wrapped(word("goal"))
	list := container.New(layout.NewCustomPaddedVBoxLayout(-10))
	for _, s := range l.Steps {
		sign, title := widget.NewIcon(nil), kit.NewRemark(word(s.Name+".title"))
		c.signs, c.steps = append(c.signs, sign), append(c.steps, title)
		list.Add(container.NewBorder(nil, nil, container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(14), sign)), nil, title))
	}
	foot := container.NewBorder(nil, nil, nil, tip.On(c.button, texts.Of("lessons.card.tip")), c.state)
	facts := kit.NewRemark(texts.Of("lessons.card.facts", l.Minutes, len(l.Steps)))
	c.panel = kit.NewPanel(word("title"), container.NewVBox(container.New(layout.NewCustomPaddedVBoxLayout(-8), facts, goal), list, foot))
	return c
}

// press begins the lesson, or goes on with it.
func (c *card) press() {
	g := c.guide
	again := c.present() || curriculum.Finished(g.desk.Preferences(), c.lesson)
	g.begin(c.lesson, kit.Either(again, 0, curriculum.Progress(g.desk.Preferences(), c.lesson)))
}

// present tells whether the lesson is under way.
func (c *card) present() bool {
	return c.guide.course != nil && c.guide.course.Lesson == c.lesson
}

// show brings the card up to how far the user is.
func (c *card) show() {
	done := curriculum.Progress(c.guide.desk.Preferences(), c.lesson)
	text, at, state := texts.Of("lessons.card.begin"), -1, ""
	switch {
	case c.present():
		text, at = texts.Of("lessons.card.again"), c.guide.course.At
		state = texts.Of("lessons.card.present")
	case done == len(c.lesson.Steps):
		text, state = texts.Of("lessons.card.again"), texts.Of("lessons.card.finished")
	case done > 0:
		text, state = texts.Of("lessons.card.on"), texts.Of("lessons.card.part", done, len(c.lesson.Steps))
	}
	kit.SetButton(c.button, text, nil)
	kit.Emphasise(c.button, !c.present())
	kit.SetOn(c.button, !c.guide.busy)
	kit.SetText(c.state, state)
	for i := range c.steps {
		c.showStep(i, i < done, i == at)
	}
}

// showStep marks a step as done, and as the present one.
func (c *card) showStep(i int, done, present bool) {
	setIcon(c.signs[i], kit.Either(done, doneSign(), kit.Either(present, presentSign(), openSign())))
	kit.SetLook(c.steps[i], kit.Either(present, widget.MediumImportance, widget.LowImportance), present)
}

// Signs before a step: done, present, and still to come.
func doneSign() fyne.Resource    { return base.NewSuccessThemedResource(base.ConfirmIcon()) }
func presentSign() fyne.Resource { return base.NewPrimaryThemedResource(base.NavigateNextIcon()) }
func openSign() fyne.Resource    { return base.NewDisabledResource(base.RadioButtonIcon()) }
