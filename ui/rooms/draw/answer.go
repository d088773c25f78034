package draw

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
)

// strongest is how many categories or top units are shown.
const strongest = 4

// answerPanel shows the category, or the strongest top units.
type answerPanel struct {
	panel   *kit.Panel
	object  fyne.CanvasObject
	name    *widget.Label
	line    *widget.Label
	empty   *widget.Label
	rows    []*kit.ShareRow
	caption *widget.Label
	sheet   *pictures.Sheet
	found   fyne.CanvasObject
	rename  *kit.Rename
	// lengths are shown instead where there is one machine for each class.
	lengths *lengthsPanel
}

// newAnswerPanel makes the panel; call names a category, callClass that of a class by its key,
// focus gives the keys to the entry of the name, and save is the button of the chart of lengths.
func newAnswerPanel(call, callClass func(number int, name string), focus func(fyne.Focusable), save *kit.Button) *answerPanel {
	a := &answerPanel{name: kit.NewHeading(""), line: kit.NewRemark(""), empty: kit.Wrapped(""), caption: kit.Centred(""), sheet: pictures.NewSheet()}
	a.sheet.AlignTop()
	a.name.SizeName = theme.SizeAnswer
	list := container.New(layout.NewCustomPaddedVBoxLayout(-2))
	for range strongest {
		row := kit.NewShareRow(118, 56, theme.Asleep)
		a.rows = append(a.rows, row)
		list.Add(row.Object)
	}
	line := container.NewVBox(layout.NewSpacer(), a.line, layout.NewSpacer())
	dreams := container.NewBorder(a.caption, nil, nil, nil, a.sheet)
	a.rename = kit.NewRename(line, call, focus)
	above := container.NewVBox(container.NewBorder(nil, nil, a.name, nil, a.rename.Object), list)
	a.found = container.NewBorder(above, nil, nil, nil, dreams)
	a.lengths = newLengthsPanel(callClass, focus, save)
	a.object = container.NewStack(a.empty, a.found, a.lengths.object)
	a.found.Hide()
	return a
}

// head makes the panel, with tools at the right end of its head.
func (a *answerPanel) head(tools ...fyne.CanvasObject) {
	a.panel = kit.NewPanel(texts.Of("draw.answer.title"), a.object, tools...)
	for _, text := range []string{
		texts.Of("draw.answer.explain.categories"), texts.Of("draw.answer.explain.units"),
		texts.Of("draw.answer.explain.classes"), texts.Of("draw.answer.explain.found"),
	} {
		a.panel.Explain(text)
	}
	a.explain(nil)
}

// explain shows the question mark that goes with the kind of machine.
func (a *answerPanel) explain(r *reading) {
	kind := 0
	switch {
	case r == nil || r.nothing:
	case r.classes.Found():
		kind = 3
	case r.ofClasses():
		kind = 2
	case r.Shares == nil:
		kind = 1
	}
	for i, mark := range a.panel.Mark.Objects {
		kit.SetVisible(mark, i == kind)
	}
}

// show brings the panel up to a reading; nil is an empty pad.
func (a *answerPanel) show(r *reading) {
	a.explain(r)
	blank := r == nil || r.nothing
	kit.SetVisible(a.empty, blank)
	kit.SetVisible(a.lengths.object, !blank && r.ofClasses())
	kit.SetVisible(a.found, !blank && !r.ofClasses())
	switch {
	case blank:
		kit.SetText(a.empty, texts.Of("draw.answer.empty"))
	case r.ofClasses():
		a.lengths.show(r)
	default:
		a.showFound(r)
	}
}

// showFound shows the strongest categories or top units.
func (a *answerPanel) showFound(r *reading) {
	list := r.candidates(strongest)
	a.showHead(r, list[0])
	a.showDreams(r)
	for i, row := range a.rows {
		kit.SetVisible(row.Object, i < len(list))
		if i < len(list) {
			name, number := r.nameOf(list[i].unit)
			row.Set(name, number, texts.Percent(list[i].share), list[i].share)
		}
	}
}

// showHead puts the answer into words.
func (a *answerPanel) showHead(r *reading, best candidate) {
	if r.Shares == nil {
		setAnswer(a.name, texts.Of("draw.answer.top"), base.SizeNameSubHeadingText)
		kit.SetText(a.line, texts.Of("draw.answer.topLine"))
		a.rename.Tipped.Hide()
		return
	}
	name, _ := r.nameOf(best.unit)
	answerByName(a.name, name, longestAnswer)
	share, categories := r.together(best.unit)
	percent := texts.Percent(share)
	kit.SetText(a.line, kit.Either(categories > 1, texts.Of("draw.answer.shareOfAll", percent, r.Firings), texts.Of("draw.answer.share", percent, r.Firings)))
	a.rename.Show(best.unit, r.given(best.unit))
	a.rename.Tipped.Show()
}

// longAnswer and longerAnswer are from how many letters on an answer is set smaller, and
// longestAnswer how many are shown.
const (
	longAnswer    = 6
	longerAnswer  = 9
	longestAnswer = 16
)

// answerByName writes the answer, at most so many letters of it, as large as there is room.
func answerByName(l *widget.Label, name string, most int) {
	letters, size := utf8.RuneCountInString(name), theme.SizeAnswer
	if letters >= longAnswer {
		size = base.SizeNameHeadingText
	}
	if letters >= longerAnswer {
		size = base.SizeNameSubHeadingText
	}
	setAnswer(l, texts.Cut(name, most), size)
}

// setAnswer writes the answer in a size.
func setAnswer(l *widget.Label, text string, size fyne.ThemeSizeName) {
	if l.SizeName != size {
		l.SizeName = size
		l.Refresh()
	}
	kit.SetText(l, text)
}

// showDreams shows what the candidates look like when the machine dreams them.
func (a *answerPanel) showDreams(r *reading) {
	kit.SetText(a.caption, kit.Either(r.Shares == nil, texts.Of("draw.answer.dreamsOfUnits"), texts.Of("draw.answer.dreams")))
	a.sheet.SetImages(r.dreams, r.machine.Width, r.machine.Height, 0, pictures.Grey())
}
