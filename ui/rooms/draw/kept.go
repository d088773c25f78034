package draw

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/io/dataset"
	"wakesleep/network/images"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// Files that drawings are saved in, unless the user calls them otherwise.
const (
	keepFile    = "my-drawings-images-idx3-ubyte"
	keepSuffix  = "-images-idx3-ubyte"
	keepPicture = "drawing.png"
	keepSeen    = "seen-imagined-missed.png"
)

// mostKept is the greatest number of drawings kept at a time.
const mostKept = 10_000

// keptDrawings are drawings that the user keeps, with labels, to save them as data.
type keptDrawings struct {
	room   *Room
	object fyne.CanvasObject

	label *kit.SelectEntry
	keep  *kit.Button
	undo  *kit.Button
	more  *kit.Button
	count *widget.Label

	list []keptDrawing
	// unsaved tells that some were kept since they were saved last.
	unsaved bool
}

// keptDrawing is a drawing with the label that the user gave it.
type keptDrawing struct {
	desk.Drawing
	label uint8
}

func newKeptDrawings(r *Room) *keptDrawings {
	k := &keptDrawings{room: r, count: kit.NewRemark("")}
	k.label = kit.NewSelectEntry(strings.Split("0 1 2 3 4 5 6 7 8 9", " "))
	k.label.SetPlaceHolder(texts.Of("pad.keep.label"))
	k.label.OnSubmitted = func(string) { k.keepNow() }
	k.keep = kit.NewButtonWithIcon(texts.Of("pad.keep.button"), base.ContentAddIcon(), k.keepNow)
	k.undo = kit.NewButtonWithIcon("", base.ContentUndoIcon(), k.undoLast)
	k.more = kit.NewButtonWithIcon("", base.MoreHorizontalIcon(), k.showMenu)
	right := container.NewHBox(tip.On(k.undo, texts.Of("pad.keep.undo")), tip.On(k.more, texts.Of("pad.keep.more")))
	left := container.NewHBox(tip.On(k.keep, texts.Of("pad.keep.tip")), kit.FixedWidth(92, tip.On(k.label, texts.Of("pad.keep.labelTip"))))
	k.object = container.NewBorder(nil, nil, left, right, k.count)
	k.show()
	return k
}

// show brings the count up to the list.
func (k *keptDrawings) show() {
	kit.SetText(k.count, keptCount(len(k.list)))
	kit.SetOn(k.undo, len(k.list) > 0)
	k.room.desk.KeepDrawings(k.pack())
}

// keepNow keeps what is on the pad and clears it for the next.
func (k *keptDrawings) keepNow() {
	r := k.room
	label, err := texts.ParseCount(texts.Of("pad.keep.label"), k.label.Text, 0, 255)
	switch {
	case r.drawing.Blank():
		r.desk.Say(texts.Of("pad.keep.what"))
		return
	case strings.TrimSpace(k.label.Text) == "":
		r.desk.Say(texts.Of("pad.keep.which"))
		r.desk.Window().Canvas().Focus(k.label)
		return
	case err != nil:
		r.desk.Say(desk.Reason(err))
		r.desk.Window().Canvas().Focus(k.label)
		return
	case len(k.list) >= mostKept:
		r.desk.Say(texts.Of("pad.keep.full"))
		return
	}
	k.list, k.unsaved = append(k.list, keptDrawing{r.drawing, uint8(label)}), true
	r.pad.Clear()
	r.desk.Say(texts.Of("pad.keep.done", label, len(k.list)))
	k.show()
}

// undoLast takes the drawing kept last out again and puts it on the pad.
func (k *keptDrawings) undoLast() {
	last := len(k.list) - 1
	if last < 0 {
		return
	}
	d := k.list[last]
	k.list, k.unsaved = k.list[:last], last > 0
	k.label.SetText(strconv.Itoa(int(d.label)))
	k.room.Take(d.Drawing, texts.Of("pad.keep.back", d.label))
	k.show()
}

// showMenu shows what else can be done with drawings.
func (k *keptDrawings) showMenu() {
	some, drawn := len(k.list) > 0, !k.room.drawing.Blank()
	line := func(text string, on bool, act func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(text, act)
		i.Disabled = !on
		return i
	}
	d, seen := k.room.desk, drawn && k.room.shown != nil
	menu := fyne.NewMenu("",
		line(texts.Of("pad.keep.open"), true, d.AskOpenPicture),
		fyne.NewMenuItemSeparator(),
		line(texts.Of("pad.keep.saveSet"), some, func() { k.askSave(func() {}) }),
		line(texts.Of("pad.keep.drop"), some, k.askForget),
		fyne.NewMenuItemSeparator(),
		line(texts.Of("pad.keep.copyPad"), drawn && d.CanCopy(), k.copyPad),
		line(texts.Of("pad.keep.savePad"), drawn, k.askSavePad),
		fyne.NewMenuItemSeparator(),
		line(texts.Of("pad.keep.copySeen"), seen && d.CanCopy(), func() { d.CopyImage(k.seenPicture()) }),
		line(texts.Of("pad.keep.saveSeen"), seen, k.askSaveSeen),
	)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(k.more)
	popup := widget.NewPopUpMenu(menu, d.Window().Canvas())
	popup.ShowAtPosition(at.AddXY(k.more.Size().Width-popup.MinSize().Width, -popup.MinSize().Height))
}

// askForget forgets all drawings, after asking.
func (k *keptDrawings) askForget() {
	forget := func() {
		k.list, k.unsaved = nil, false
		k.show()
	}
	if !k.unsaved {
		forget()
		return
	}
	k.room.desk.Ask(desk.Question{
		Title: texts.Of("pad.keep.dropTitle"), Content: kit.Wrapped(k.lost()),
		Choices: []desk.Choice{
			{Text: texts.Of("common.cancel")},
			{Text: texts.Of("pad.keep.dropYes"), Act: forget, Destroys: true},
		},
	})
}

// lost says how many drawings would be lost.
func (k *keptDrawings) lost() string { return texts.Count("pad.keep.lost", len(k.list)) }

// set are the drawings as images of w×h pixels, prepared as for the machine.
func (k *keptDrawings) set(w, h int) *images.Set {
	set := &images.Set{Name: keepFile, Width: w, Height: h}
	for _, d := range k.list {
		set.Grey = append(set.Grey, dataset.PrepareInk(d.Ink, d.Width, d.Height, w, h, false)...)
		set.Labels = append(set.Labels, d.label)
	}
	return set
}
