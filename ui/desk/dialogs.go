package desk

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/tasks"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// dialogSize is that of dialogs with sentences in them; they grow with more text.
var dialogSize = fyne.NewSize(460, 0)

// Question is a dialog with something to read and some answers.
type Question struct {
	// Title and Icon, which may be nil, stand above the Content.
	Title   string
	icon    fyne.Resource
	Content fyne.CanvasObject
	// Size may be zero for dialogSize.
	Size fyne.Size
	// Choices are the answers: the first is the way out, which Escape takes as well,
	// and the last the one to expect, which Return takes as well unless it destroys.
	Choices []Choice
	// Careful tells that Return takes none.
	Careful bool
}

// Choice is an answer to a question.
type Choice struct {
	// Text and Icon, which may be nil, are on the button.
	Text string
	Icon fyne.Resource
	// Tip may be empty.
	Tip string
	// Act, which may be nil, is what follows. Unless stays, the dialog is closed before.
	Act   func()
	Stays bool
	// Destroys tells that something is lost for good: it is never what one takes by mistake.
	Destroys bool
}

// Closing is the only answer where there is nothing to decide.
func Closing() []Choice { return []Choice{{Text: texts.Of("common.close")}} }

// asked is a question that waits for an answer.
type asked struct {
	Question
	dialog *dialog.CustomDialog
	// hasty is when it was shown, if that was soon after an answer.
	hasty time.Time
}

// Dialogs tell the user something and ask, over the window or on the status line. Their
// methods are called on Fyne's goroutine.
type Dialogs struct {
	window fyne.Window
	// frame is nil until Furnish.
	frame Frame
	tasks *tasks.Runner
	// tips are those of the window.
	tips *tip.Layer
	// asked are the questions that wait, by what is over the window.
	asked map[fyne.CanvasObject]*asked
	// said is what the status line says.
	said string
	// Patience is how long a question that comes so soon after an answer takes none: where
	// the first button was, another may be now, and a double click is one answer.
	Patience time.Duration
	answered time.Time
}

const doubleClick = 500 * time.Millisecond

// Say puts a line on the status line.
func (d *Dialogs) Say(text string) {
	d.said = text
	d.frame.Say(text)
}

// remark says what nobody has asked for, unless something else is said.
func (d *Dialogs) remark(text string) {
	if d.said == "" {
		d.Say(text)
	}
}

// try does work in the background, under a key, and then what follows it, or tells failed
// why it could not be done.
func (d *Dialogs) try(key string, work func() error, failed func(error), then func()) {
	d.tasks.Start(tasks.Write(key), func(context.Context) func() {
		err := work()
		return func() {
			if err != nil {
				failed(err)
				return
			}
			then()
		}
	})
}

// confirm asks, in a text, which of some answers to take.
func (d *Dialogs) confirm(title, text string, choices ...Choice) {
	d.Ask(Question{Title: title, Content: kit.Wrapped(text), Choices: choices})
}

// Ask shows a question, unless it is the one that waits already. What only tells
// something is always shown.
func (d *Dialogs) Ask(q Question) *dialog.CustomDialog {
	if now := d.waiting(); now != nil && now.Title == q.Title && len(q.Choices) > 1 {
		return now.dialog
	}
	d.tips.Clear()
	dlg := dialog.NewCustomWithoutButtons("", q.body(tip.NewLayer(d.tasks.Do)), d.window)
	if q.icon != nil {
		dlg.SetIcon(q.icon)
	}
	a := &asked{Question: q, dialog: dlg}
	if time.Since(d.answered) < d.Patience {
		a.hasty = time.Now()
	}
	dlg.SetButtons(q.buttons(func(c Choice) { d.press(a, c) }))
	dlg.Resize(cmp.Or(q.Size, dialogSize))
	dlg.Show()
	shown := d.window.Canvas().Overlays().Top()
	d.asked[shown] = a
	dlg.SetOnClosed(func() { delete(d.asked, shown) })
	return dlg
}

// body is the content below the title, which begins where the content does: Fyne would
// put it further to the left.
func (q Question) body(tips fyne.CanvasObject) fyne.CanvasObject {
	const above = 16 + 30 - 8 // what Fyne leaves for a title of its own, less some air
	heading := widget.NewLabel(q.Title)
	heading.TextStyle.Bold, heading.SizeName = true, base.SizeNameSubHeadingText
	inside := container.NewBorder(heading, nil, nil, nil, q.Content)
	return container.New(layout.NewCustomPaddedLayout(-above, 4, 0, 0), container.NewStack(inside, tips))
}

// waiting is the topmost question, or nil. The list of one of its selects may lie over it.
func (d *Dialogs) waiting() *asked {
	for _, o := range slices.Backward(d.window.Canvas().Overlays().List()) {
		if a := d.asked[o]; a != nil {
			return a
		}
	}
	return nil
}

// UnlessAsked is what a menu does while no question waits: dialogs do not keep the keys
// of menus from the window.
func (d *Dialogs) UnlessAsked(act func()) func() {
	return func() {
		if d.waiting() == nil {
			act()
		}
	}
}

func (q Question) buttons(take func(Choice)) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	last := len(q.Choices) - 1
	for i, c := range q.Choices {
		b := kit.NewButtonWithIcon(c.Text, c.Icon, func() { take(c) })
		switch {
		case c.Destroys:
			b.Importance = widget.DangerImportance
		case i > 0 && i == last, i == 0 && q.Choices[last].Destroys:
			b.Importance = widget.HighImportance
		}
		var shown fyne.CanvasObject = b
		if c.Tip != "" {
			shown = tip.On(b, c.Tip)
		}
		list = append(list, shown)
	}
	return list
}

// press takes an answer to a question, unless it may be meant for the question before.
func (d *Dialogs) press(a *asked, c Choice) {
	if !d.early(a) {
		d.take(a, c)
	}
}

// early tells whether an answer may still be meant for the question before.
func (d *Dialogs) early(a *asked) bool { return time.Since(a.hasty) < d.Patience }

func (d *Dialogs) take(a *asked, c Choice) {
	d.answered = time.Now()
	if !c.Stays {
		a.dialog.Hide()
	}
	if c.Act != nil {
		c.Act()
	}
}

// Answer lets a key answer the question that waits, if there is one. It tells whether
// something lies over the window, so that keys mean nothing else.
func (d *Dialogs) Answer(key fyne.KeyName) bool {
	top := d.window.Canvas().Overlays().Top()
	a, covered := d.asked[top], top != nil
	if a == nil {
		return covered
	}
	switch last := a.Choices[len(a.Choices)-1]; {
	case key == fyne.KeyEscape:
		d.take(a, a.Choices[0])
	case !a.Careful && !last.Destroys && (key == fyne.KeyReturn || key == fyne.KeyEnter):
		d.press(a, last)
	}
	return covered
}

// Fail tells in a sentence what could not be done, and why.
func (d *Dialogs) Fail(what string, err error) { d.failFor(what, Reason(err)) }

// FailWith is as [Dialogs.Fail] for what was tried with a file, which it names even where the
// reason does not.
func (d *Dialogs) FailWith(path, what string, err error) {
	reason := Reason(err)
	if !strings.Contains(reason, filepath.Base(path)) {
		reason = path + ": " + reason
	}
	d.failFor(what, reason)
}

func (d *Dialogs) failFor(what, reason string) {
	d.Ask(Question{
		Title: texts.Of("dialog.failed"), icon: base.ErrorIcon(),
		Content: kit.Wrapped(what + "\n\n" + reason),
		Choices: []Choice{{Text: texts.Of("common.ok")}},
	})
}

// ShowMenu opens a menu below a button, or above it where there is no room below.
func (d *Dialogs) ShowMenu(below fyne.CanvasObject, items ...*fyne.MenuItem) {
	popup := widget.NewPopUpMenu(fyne.NewMenu("", items...), d.window.Canvas())
	at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(below), popup.MinSize()
	y := at.Y + below.Size().Height
	if y+size.Height > d.window.Canvas().Size().Height {
		y = at.Y - size.Height
	}
	popup.ShowAtPosition(fyne.NewPos(at.X+below.Size().Width-size.Width, y))
}

// ClearTips takes away the tip that is shown, if any.
func (d *Dialogs) ClearTips() { d.tips.Clear() }
