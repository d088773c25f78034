package film

import (
	"context"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn/measure"
	"wakesleep/learn/session"
	"wakesleep/ui/chart"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
	"wakesleep/ui/tip"
)

// side is one of the two moments that are compared.
type side struct {
	panel  *kit.Panel
	title  *widget.Label
	dreams *pictures.Sheet
	back   *kit.Button
	shown  *shot
}

func newSide(d Desk) *side {
	s := &side{title: kit.NewHeading(""), dreams: pictures.NewSheet()}
	s.back = kit.NewButtonWithIcon(texts.Of("film.back.button"), base.HistoryIcon(), func() {
		if s.shown != nil && s.shown.frame != nil {
			d.History().GoBack(s.shown.frame)
		}
	})
	s.panel = &kit.Panel{Remark: kit.NewRemark(""), Mark: container.NewHBox()}
	s.panel.Explain(texts.Of("film.moment.explain"))
	title := container.New(layout.NewCustomPaddedHBoxLayout(-2), s.title, s.panel.Mark)
	head := container.New(layout.NewCustomPaddedVBoxLayout(-12), title, s.panel.Remark)
	foot := container.NewCenter(tip.On(s.back, texts.Of("film.back.tip")))
	s.panel.Object = kit.Framed(0, 6, container.NewBorder(head, foot, nil, nil, s.dreams))
	return s
}

func (s *side) show(to *shot) {
	if s.shown == to {
		return
	}
	s.shown = to
	kit.SetText(s.title, frameTitle(to.frame == nil, to.cycle))
	remark := texts.Of("film.moment.present")
	if to.frame != nil {
		remark = frameRemark(to.frame)
	}
	s.panel.Say(remark)
	values, w, h := contactSheet(to.dreams, to.machine.Width, to.machine.Height, false)
	s.dreams.SetImages([][]float32{values}, w, h, 1, pictures.Grey())
	kit.SetOn(s.back, to.frame != nil)
}

// table has the figures of two moments side by side.
type table struct {
	desk  Desk
	panel *kit.Panel
	heads [2]*widget.Label
	cells [][2]*widget.Label
	curve *chart.Chart
	// shown are the two, and measured what was found out about frames of late.
	shown    [2]*shot
	measured map[*session.Moment]*measure.Evaluation
	// now was found out about the present, and weighed when; it was this shot then.
	now     *measure.Evaluation
	nowOf   *shot
	weighed time.Time
}

func newTable(d Desk) *table {
	t := &table{desk: d, curve: chart.NewLife(), measured: map[*session.Moment]*measure.Evaluation{}}
	rows := container.New(layout.NewCustomPaddedVBoxLayout(-10))
	row := func(name string, bold bool) (pair [2]*widget.Label) {
		for i := range pair {
			pair[i] = kit.NewRemark("")
			pair[i].Alignment, pair[i].Importance, pair[i].TextStyle.Bold = fyne.TextAlignTrailing, widget.MediumImportance, bold
		}
		rows.Add(container.New(kit.Share(.34), kit.NewRemark(name), container.NewGridWithColumns(2, pair[0], pair[1])))
		return pair
	}
	t.heads = row("", true)
	for _, name := range rowNames() {
		t.cells = append(t.cells, row(name, false))
	}
	t.panel = kit.NewPanel(texts.Of("film.table.title"), container.New(leftOver{}, rows, t.curve)).Explain(texts.Of("film.table.explain"))
	return t
}

// show brings the table up to two moments, and measures what is not known yet.
func (t *table) show(a, b *shot) {
	t.shown = [2]*shot{a, b}
	t.fill()
	pointOut(t.curve, a, b)
	var todo []*shot
	for _, s := range t.shown {
		if s.frame != nil && t.measured[s.frame.Moment] == nil || s.frame == nil && t.due(s) {
			todo = append(todo, s)
		}
	}
	if len(todo) == 0 {
		return
	}
	t.desk.Background("film.weigh", func(ctx context.Context) func() {
		found := make([]*measure.Evaluation, len(todo))
		for i, s := range todo {
			found[i], _ = desk.Evaluate(ctx, s.machines, s.test.First(desk.LedgerImages))
		}
		return func() { t.keep(todo, found) }
	})
}

// due tells whether the present is to be measured again: every few seconds while the same
// machine learns.
func (t *table) due(s *shot) bool {
	if was := t.nowOf; was != nil && was.present == s.present && s.running {
		return time.Since(t.weighed) >= desk.WeighEvery
	}
	return t.nowOf == nil || t.nowOf.machine != s.machine
}

// keep remembers what was measured, for as many moments as a film has.
func (t *table) keep(shots []*shot, found []*measure.Evaluation) {
	const most = 40
	if len(t.measured) > most {
		clear(t.measured)
	}
	for i, s := range shots {
		switch {
		case found[i] == nil:
		case s.frame != nil:
			t.measured[s.frame.Moment] = found[i]
		default:
			t.now, t.nowOf, t.weighed = found[i], s, time.Now()
		}
	}
	t.fill()
}

func (t *table) fill() {
	measured := texts.Of("film.table.unseen")
	for side, s := range t.shown {
		if s.seen {
			measured = texts.Of("film.table.seen")
		}
		kit.SetText(t.heads[side], s.short())
		for i, text := range t.column(s) {
			kit.SetText(t.cells[i][side], text)
		}
	}
	t.panel.Say(measured)
}

// column are the figures of a moment.
func (t *table) column(s *shot) []string {
	known := s.record.Settings
	column := []string{texts.Thousands(s.cycle), known.Layers, texts.Connections(known.Layers, known.Connections), string(known.Method), texts.Bits(s.bits)}
	e := t.now
	switch {
	case s.frame != nil:
		e = t.measured[s.frame.Moment]
	case t.nowOf != nil && t.nowOf.present != s.present:
		e = nil
	}
	if e == nil {
		return append(column, "…", "…", "…", "…")
	}
	return append(column, texts.Bits(e.CauseBits), texts.Bits(e.DifferenceBits), texts.Bits(e.BoundNats/math.Ln2), texts.Bits(e.NLLBits()))
}

// pointOut marks two moments on it, in the colours that their frames have on the strip.
func pointOut(c *chart.Chart, a, b *shot) {
	c.SetMoments(
		chart.Moment{X: float64(a.cycle), Colour: theme.Asleep},
		chart.Moment{X: float64(b.cycle), Colour: theme.Awake},
	)
}

// leftOver gives the second object what the first leaves of the height, if that is
// enough for it to be of use.
type leftOver struct{}

const enough = 120

// Layout implements fyne.Layout.
func (leftOver) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	above, below := objects[0], objects[1]
	top := above.MinSize().Height
	above.Resize(fyne.NewSize(size.Width, top))
	left := size.Height - top - 2*kit.Gap
	kit.SetVisible(below, left >= enough)
	below.Move(fyne.NewPos(0, top+2*kit.Gap))
	below.Resize(fyne.NewSize(size.Width, max(0, left)))
}

// MinSize implements fyne.Layout.
func (leftOver) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
