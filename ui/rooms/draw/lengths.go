package draw

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
	"wakesleep/ui/tip"
)

// longestClass is how many letters of an answer are shown beside what is said of it.
const longestClass = 12

// mostInARow is how many machines' images stand side by side.
const mostInARow = 17

// lengthsPanel shows how many bits the machine of each class needs for the
// drawing, where there is one for each. The fewest are the answer.
type lengthsPanel struct {
	object fyne.CanvasObject
	head   *widget.Label
	line   *widget.Label
	sure   *widget.Label
	rename *kit.Rename
	rows   []*lengthRow
	list   *fyne.Container
	// each has every machine's own image, to tap.
	each *pictures.Sheet
	save *kit.Button
	// classes are those that there are rows for.
	classes texts.Classes
	// whole is the answer where there is no room for it; else empty.
	whole string
	// calibration is what sure says while no picture is pointed at.
	calibration string
}

// lengthRow is a class's bar.
type lengthRow struct {
	*kit.ShareRow
	share *widget.Label
	// column holds the share; it is not there without a calibration.
	column fyne.CanvasObject
}

// newLengthsPanel makes the panel; call names the category of a class by its key, focus gives
// the keys to the entry of the name, and save is the button of the chart.
func newLengthsPanel(call func(key int, name string), focus func(fyne.Focusable), save *kit.Button) *lengthsPanel {
	l := &lengthsPanel{
		head: kit.NewHeading(""), line: kit.NewRemark(""), sure: kit.NewRemark(""),
		list: container.New(rowsLayout{}), each: pictures.NewSheet(), save: save,
	}
	l.head.SizeName = theme.SizeAnswer
	l.each.OnHovered = l.hover
	l.each.SetMinSize(fyne.NewSize(48, 20))
	words := container.New(layout.NewCustomPaddedVBoxLayout(-14), layout.NewSpacer(), l.line, l.sure, layout.NewSpacer())
	tool := container.NewCenter(tip.On(save, texts.Of("chart.bars.tip")))
	l.rename = kit.NewRename(words, call, focus)
	named := tip.OnWords(l.head, func() string { return l.whole })
	head := container.NewBorder(nil, nil, named, tool, l.rename.Object)
	below := container.New(kit.Stack(.82), container.NewVScroll(l.list), l.each)
	l.object = container.NewBorder(head, nil, nil, nil, below)
	l.object.Hide()
	return l
}

// show brings the panel up to a reading by class machines.
func (l *lengthsPanel) show(r *reading) {
	if !l.classes.SameMachines(r.classes) {
		l.build(r.classes)
	}
	l.classes = r.classes
	c := r.every
	l.showHead(r)
	l.calibration = l.sureness(r)
	kit.SetText(l.sure, l.calibration)
	longest := slices.Max(c.Lengths)
	for k, row := range l.rows {
		name, number := r.nameOfClass(k)
		row.show(name, number, c.Lengths[k], c.Lengths[k]/longest, k == c.Best)
		kit.SetVisible(row.column, c.Probabilities != nil)
		if c.Probabilities != nil {
			kit.SetText(row.share, texts.Percent(float32(c.Probabilities[k])))
		}
	}
	l.showEach(r)
}

// showHead puts the answer into words. A category that machines found can be named.
func (l *lengthsPanel) showHead(r *reading) {
	c := r.every
	margin, found := texts.Bits(c.Margin), r.classes.Found()
	l.whole = ""
	kit.SetVisible(l.rename.Tipped, found)
	if !found {
		setAnswer(l.head, r.classes.Short(c.Best), theme.SizeAnswer)
		kit.SetText(l.line, texts.Of("draw.lengths.margin", margin, r.BoundSamples))
		return
	}
	name, _ := r.nameOfClass(c.Best)
	answerByName(l.head, name, longestClass)
	if l.head.Text != name {
		l.whole = r.classes.Whole(c.Best)
	}
	line := texts.Of("draw.lengths.only")
	if second := runnerUp(c.Lengths, c.Best); second >= 0 {
		line = texts.Of("draw.lengths.second", margin, r.classes.Brief(second))
	}
	kit.SetText(l.line, line)
	l.rename.Show(int(r.classes.Key(c.Best)), r.classes.Given(c.Best))
}

// runnerUp is the index of the shortest length but the best, −1 where there is no other.
func runnerUp(lengths []float64, best int) int {
	second := -1
	for k, bits := range lengths {
		if k != best && (second < 0 || bits < lengths[second]) {
			second = k
		}
	}
	return second
}

// nameOfClass is what class k is called, and its number where that is something else.
func (r *reading) nameOfClass(k int) (name, number string) {
	switch {
	case !r.classes.Found():
		return r.classes.Short(k), ""
	case r.classes.Given(k) != "":
		return texts.Of("draw.answer.named", r.classes.Given(k)), texts.Category(k, "")
	}
	return texts.Category(k, ""), ""
}

// showEach shows what the drawing is to every machine.
func (l *lengthsPanel) showEach(r *reading) {
	var own [][]float32
	for _, one := range r.every.Each {
		own = append(own, one.Image)
	}
	l.each.SetImages(own, r.machine.Width, r.machine.Height, min(len(own), mostInARow), pictures.Grey())
	l.each.Select(r.by)
}

// rowsLayout spreads rows over the height, closer or wider as there is room.
type rowsLayout struct{}

// The height of a row is between these.
const (
	lowestRow  = 15
	highestRow = 32
)

// Layout implements fyne.Layout. Rows overlap by the space that labels keep above
// and below.
func (rowsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	pitch := max(lowestRow, min(size.Height/float32(max(1, len(objects))), highestRow))
	for i, o := range objects {
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(size.Width, height))
		o.Move(fyne.NewPos(0, (float32(i)+.5)*pitch-height/2))
	}
}

// MinSize implements fyne.Layout.
func (rowsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, float32(len(objects))*lowestRow)
	for _, o := range objects {
		size.Width = max(size.Width, o.MinSize().Width)
	}
	return size
}

// sureness says what the calibration makes of the lengths, or that there is none.
func (l *lengthsPanel) sureness(r *reading) string {
	c := r.every
	if c.Probabilities == nil {
		return texts.Of("draw.lengths.tap")
	}
	return texts.Of("draw.lengths.calibrated", texts.Percent(float32(c.Probabilities[c.Calibrated])), r.classes.Brief(c.Calibrated))
}

// hover says what a tap on a picture does.
func (l *lengthsPanel) hover(class, _, _ int, _ float32, inside bool) {
	text := l.calibration
	if inside && class < l.classes.Count() {
		text = texts.Of("draw.lengths.tapOne", l.classes.Brief(class))
	}
	kit.SetText(l.sure, text)
}

func (l *lengthsPanel) build(classes texts.Classes) {
	const labelWidth, nameWidth = 42, 118
	l.rows = nil
	l.list.RemoveAll()
	for range classes.Count() {
		width := kit.Either[float32](classes.Found(), nameWidth, labelWidth)
		row := &lengthRow{ShareRow: kit.NewSmallRow(width, 48, base.ColorNameDisabled), share: kit.NewSmall("")}
		row.column = kit.FixedWidth(50, row.share)
		row.share.Alignment = fyne.TextAlignTrailing
		l.rows = append(l.rows, row)
		l.list.Add(container.NewBorder(nil, nil, nil, row.column, row.Object))
	}
}

// show fills the bar; the shortest is in bold print and in colour.
func (r *lengthRow) show(name, number string, bits, share float64, shortest bool) {
	r.Bar.Paint(0, kit.Either(shortest, theme.Asleep, base.ColorNameDisabled))
	kit.SetLook(r.Name, widget.MediumImportance, shortest)
	kit.SetLook(r.Value, widget.MediumImportance, shortest)
	r.Set(name, number, texts.Bits(bits), float32(share))
}
