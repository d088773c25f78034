package lessons

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn/session"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
	"wakesleep/ui/tip"
)

const (
	// stripHeight is that of the strip with its text, and stripLeast without.
	stripHeight = 66
	stripLeast  = 36
	// stripLarge is the width from which the text is as large as others.
	stripLarge = 1250
)

// strip is the line above the status line that shows the present step of a
// lesson while the user works in other rooms.
type strip struct {
	guide   *Guide
	object  *fyne.Container
	number  *widget.Label
	title   *widget.Label
	text    *widget.Label
	sign    *widget.Icon
	buttons *stepButtons
	size    *stripLayout
}

func newStrip(g *Guide) *strip {
	s := &strip{guide: g, number: kit.NewRemark(""), title: kit.NewHeading(""), text: kit.Wrapped(""), sign: widget.NewIcon(nil)}
	s.title.Truncation = fyne.TextTruncateEllipsis
	s.text.SizeName = base.SizeNameCaptionText
	s.buttons = newStepButtons(g, true)
	room := kit.QuietButton("", schoolIcon, func() { g.desk.ChooseRoom("lessons") })
	heads := container.New(layout.NewCustomPaddedVBoxLayout(-14), s.number, s.title)
	left := container.NewBorder(nil, nil, container.NewCenter(tip.On(room, texts.Of("lessons.step.room"))), container.NewCenter(s.sign), container.NewCenter(kit.FixedWidth(150, heads)))
	s.size = &stripLayout{left: left, text: s.text, right: container.NewCenter(s.buttons.object)}
	inside := container.New(s.size, s.size.left, s.size.text, s.size.right)
	s.object = container.New(layout.NewCustomPaddedLayout(4, 0, kit.Gap, kit.Gap),
		container.NewStack(kit.NewBackdrop(theme.Panel, 8), container.New(layout.NewCustomPaddedLayout(0, 0, 4, 6), inside)))
	s.object.Hide()
	return s
}

// show brings the strip up to the course.
func (s *strip) show() {
	c, g := s.guide.course, s.guide
	if c != nil {
		kit.SetText(s.number, texts.Of("lessons.step.number", c.At+1, len(c.Steps)))
		kit.SetText(s.title, g.stepText("title"))
		kit.SetText(s.text, g.stepWords())
		setIcon(s.sign, g.sign())
	}
	s.buttons.show()
	s.place()
}

// update brings what changes with the session up to it.
func (s *strip) update(now session.Status) {
	s.buttons.update(now)
	s.place()
}

// place shows the strip outside the lessons' own room, which shows the step itself,
// and leaves its text out where the room needs the space.
func (s *strip) place() {
	d := s.guide.desk
	whole := d.Content()
	if whole == nil {
		return
	}
	on := s.guide.course != nil && d.RoomKey() != "lessons"
	large := whole.Size().Width >= stripLarge
	low := on && s.rest() < stripHeight+4
	if on == s.object.Visible() && low == s.size.low && large == s.size.large {
		return
	}
	s.size.low, s.size.large = low, large
	s.text.SizeName = kit.Either(large, base.SizeNameText, base.SizeNameCaptionText)
	kit.SetVisible(s.text, !low)
	kit.SetVisible(s.object, on)
	s.text.Refresh()
	whole.Refresh()
}

// rest is how much of the frame's height is left for the strip.
func (s *strip) rest() float32 {
	object := s.guide.desk.Content()
	rest := object.Size().Height - object.MinSize().Height
	if s.object.Visible() {
		rest += s.object.MinSize().Height
	}
	return rest
}

func setIcon(i *widget.Icon, r fyne.Resource) {
	if i.Resource == nil || r == nil || i.Resource.Name() != r.Name() {
		i.SetResource(r)
	}
}

// stripLayout gives the text the width that head and buttons leave, and a height that
// does not depend on how many lines it has.
type stripLayout struct {
	left, text, right fyne.CanvasObject
	low, large        bool
}

// Layout implements fyne.Layout.
func (l *stripLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	left, right := l.left.MinSize().Width, l.right.MinSize().Width
	l.left.Move(fyne.Position{})
	l.left.Resize(fyne.NewSize(left, size.Height))
	l.right.Move(fyne.NewPos(size.Width-right, 0))
	l.right.Resize(fyne.NewSize(right, size.Height))
	width := size.Width - left - right - kit.Gap
	l.text.Resize(fyne.NewSize(width, 0)) // how many lines there are follows from the width
	height := l.text.MinSize().Height
	l.text.Move(fyne.NewPos(left+kit.Gap/2, max(-4, (size.Height-height)/2)))
	l.text.Resize(fyne.NewSize(width, height))
}

// MinSize implements fyne.Layout.
func (l *stripLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	height := kit.Either[float32](l.low, stripLeast, stripHeight)
	return fyne.NewSize(l.left.MinSize().Width+l.right.MinSize().Width+200, height)
}

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
	act, fetch, back, next, finish *kit.Button
	leave                          *kit.Button
	// covers are what is shown and hidden in the place of the first ones.
	acts, fetches, nexts, finishes fyne.CanvasObject
}

// newStepButtons makes them; short ones have fewer words.
func newStepButtons(g *Guide, short bool) *stepButtons {
	b := &stepButtons{
		guide:  g,
		act:    kit.NewButtonWithIcon(texts.Of("lessons.step.show"), base.MediaPlayIcon(), g.showStep),
		fetch:  kit.NewButtonWithIcon(texts.Of("lessons.step.fetch"), base.ViewRefreshIcon(), g.fetch),
		back:   kit.NewButtonWithIcon("", base.NavigateBackIcon(), g.back),
		next:   kit.NewButton(texts.Of("lessons.step.next"), g.next),
		finish: kit.NewButton(texts.Of("lessons.step.finish"), g.next),
		leave:  kit.NewButtonWithIcon("", base.CancelIcon(), g.leave),
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

// update turns off what cannot be done now.
func (b *stepButtons) update(now session.Status) {
	kit.SetOn(b.act, !b.guide.busy && !(now.State == session.Running && now.Total > 0 && !b.guide.course.Done()))
	kit.SetOn(b.fetch, !b.guide.busy)
}
