// Package rescue offers what programs have left that ended without saving: a dialog with a
// picture of each machine's dreams.
package rescue

import (
	"errors"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/recovery"
	"wakesleep/learn"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// Offer shows what has been left, or says that there is nothing. It must be called on
// Fyne's goroutine.
func Offer(d *desk.Desk) {
	find(d, func(list []*recovery.Entry, err error) {
		switch {
		case err != nil:
			d.Fail(texts.Of("rescue.listFailed"), err)
		case len(list) == 0:
			d.Say(texts.Of("rescue.none"))
		default:
			show(d, list)
		}
	})
}

// Begin offers at the start of the window what has been left, when the file is open that the
// user has named, if any, and what there is to say about it has been read. Where nothing has
// been left, nothing is shown. Drawings that were kept and not saved are back in any case.
func Begin(d *desk.Desk) {
	d.TakeBackDrawings()
	find(d, func(list []*recovery.Entry, err error) {
		if err == nil && len(list) > 0 {
			d.WhenFree(func() { show(d, list) })
		}
	})
}

// find lists what has been left, in the background.
func find(d *desk.Desk, then func(list []*recovery.Entry, err error)) {
	d.Aside(func() func() {
		list, err := d.Autosave().Abandoned()
		return func() { then(list, err) }
	})
}

// offer is the dialog.
type offer struct {
	desk   *desk.Desk
	dialog *dialog.CustomDialog
	// text says how many there are, and scroll shows their rows.
	text   *widget.Label
	scroll *container.Scroll
	rows   *fyne.Container
	// over tells that the dialog is closed.
	over bool
}

// Sizes of the dialog, of its list at most, and of the dreams of a row.
const (
	width      = 800
	mostHeight = 300
)

var dreamsSize = fyne.NewSize(190, 62)

func show(d *desk.Desk, list []*recovery.Entry) {
	o := &offer{desk: d, text: kit.Wrapped(""), rows: container.NewVBox()}
	o.scroll = container.NewVScroll(o.rows)
	var rows []*row
	for _, e := range laterFirst(d, list) {
		r := o.newRow(e)
		rows = append(rows, r)
		o.rows.Add(r.object)
	}
	o.count()
	days := int(d.Autosave().Age() / (24 * time.Hour))
	o.dialog = d.Ask(desk.Question{
		Title: texts.Of("rescue.title"), Size: fyne.NewSize(width, 0), Careful: true,
		Content: container.NewVBox(o.text, o.scroll,
			kit.NewRemark(texts.Count("rescue.later", days))),
		Choices: []desk.Choice{{Text: texts.Of("rescue.notNow"), Act: func() { o.over = true }}},
	})
	o.lookAt(rows)
}

// laterFirst puts what are later states of the machine that is open before all else.
func laterFirst(d *desk.Desk, list []*recovery.Entry) []*recovery.Entry {
	rank := func(e *recovery.Entry) int {
		if d.IsLater(e.About()) {
			return 0
		}
		return 1
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *recovery.Entry) int { return rank(a) - rank(b) })
	return list
}

// count fits the text and the height of the list to how many there are.
func (o *offer) count() {
	n := len(o.rows.Objects)
	o.text.SetText(texts.Count("rescue.text", n))
	o.scroll.SetMinSize(fyne.NewSize(width-40, min(mostHeight, o.rows.MinSize().Height)))
	if o.dialog != nil {
		o.dialog.Resize(fyne.NewSize(width, 0))
	}
}

// lookAt opens one after another in the background, since they may be large.
func (o *offer) lookAt(rows []*row) {
	if len(rows) == 0 || o.over {
		return
	}
	o.desk.Aside(func() func() {
		left, err := desk.Look(rows[0].entry)
		return func() {
			rows[0].show(left, err)
			o.lookAt(rows[1:])
		}
	})
}

// row is one machine of the list.
type row struct {
	offer  *offer
	entry  *recovery.Entry
	object fyne.CanvasObject

	dreams *pictures.Sheet
	about  *widget.Label
	goOn   *kit.Button
}

func (o *offer) newRow(e *recovery.Entry) *row {
	r := &row{offer: o, entry: e, dreams: pictures.NewSheet(), about: kit.NewRemark(texts.Of("rescue.looking"))}
	r.dreams.SetMinSize(dreamsSize)
	r.goOn = kit.NewButton(texts.Of("rescue.goOn"), r.recover)
	r.goOn.Importance = widget.HighImportance
	r.goOn.Disable()
	title := desk.NameOf(e.About())
	if o.desk.IsLater(e.About()) {
		title = texts.Of("rescue.laterState", title)
	}
	name := kit.NewHeading(title)
	name.Truncation = fyne.TextTruncateEllipsis
	words := container.New(layout.NewCustomPaddedVBoxLayout(-8), name, r.about, kit.NewRemark(when(e.About())))
	buttons := container.NewVBox(r.goOn, kit.NewButton(texts.Of("rescue.delete"), r.ask))
	r.object = kit.Framed(6, 6, container.NewBorder(nil, nil, container.NewCenter(r.dreams), buttons, words))
	return r
}

// when tells when a checkpoint was made, and by whom where that was no window.
func when(about recovery.About) string {
	text := ago(time.Since(about.Written))
	if about.Program == "train" {
		text += " · " + texts.Of("rescue.command")
	}
	return text
}

func ago(d time.Duration) string {
	switch minutes := int(d.Round(time.Minute) / time.Minute); {
	case minutes < 1:
		return texts.Of("rescue.moment")
	case minutes < 60:
		return texts.Count("rescue.minutes", minutes)
	case minutes < 24*60:
		return texts.Count("rescue.hours", minutes/60)
	default:
		return texts.Count("rescue.days", minutes/(24*60))
	}
}

// show shows the machine, or why it cannot be opened.
func (r *row) show(left *desk.Left, err error) {
	if err != nil {
		r.about.Wrapping, r.about.Truncation = fyne.TextWrapWord, fyne.TextTruncateOff
		r.about.Importance = widget.DangerImportance
		r.about.SetText(texts.Of("rescue.damaged", texts.Sentence(strings.TrimPrefix(desk.Reason(err), r.entry.Path()+": "))))
		r.offer.count() // which may take more lines
		return
	}
	m := left.Checkpoint.Machines[0]
	r.dreams.SetImages(left.Dreams, m.Width, m.Height, len(left.Dreams)/2, pictures.Grey())
	r.about.SetText(texts.Count("rescue.cycles", int(left.Checkpoint.Record.Life()), machine(left.Checkpoint)))
	r.goOn.Enable()
}

// machine says what machine a checkpoint has, and what it learns from.
func machine(c *learn.Checkpoint) string {
	text := texts.Shape(c.Machines[0])
	if c.OfClasses() {
		text = texts.Machines(c.Ensemble, text)
	}
	return text + " · " + c.Record.Data
}

// recover goes on with the machine.
func (r *row) recover() {
	r.offer.over = true
	r.offer.dialog.Hide()
	r.offer.desk.Recover(r.entry)
}

// ask asks before the machine is deleted.
func (r *row) ask() {
	name := desk.NameOf(r.entry.About())
	r.offer.desk.Ask(desk.Question{
		Title: texts.Of("rescue.deleteTitle"), Content: kit.Wrapped(texts.Of("rescue.deleteText", name)),
		Choices: []desk.Choice{{Text: texts.Of("common.cancel")}, {Text: texts.Of("rescue.deleteButton"), Act: r.delete, Destroys: true}},
	})
}

// delete deletes the machine, in the background, and the dialog ends with the last.
func (r *row) delete() {
	o := r.offer
	o.desk.Aside(func() func() {
		err := r.entry.Forget()
		return func() {
			if err != nil && !errors.Is(err, recovery.ErrTaken) {
				o.desk.Fail(texts.Of("dialog.failed"), err)
				return
			}
			o.desk.Say(texts.Of("rescue.deleted", desk.NameOf(r.entry.About())))
			o.rows.Remove(r.object)
			if len(o.rows.Objects) == 0 {
				o.dialog.Hide()
				return
			}
			o.count()
		}
	})
}
