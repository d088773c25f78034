package watch

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// competition tells how classes are found: the stage, what each machine that competes has,
// and who was given up.
type competition struct {
	desk  desk.Host
	panel *kit.Panel
	// stage, moved and lost tell how far it is, of the last move and of what was given up, and
	// cells are of machines, of which there may be fewer.
	stage, moved, lost *widget.Label
	row                *fyne.Container
	cells              []*machineCell
	pace               kit.Pace
}

// machineCell shows a machine that competes: a dream, what it is called, and how many images
// it has at how many bits.
type machineCell struct {
	object     fyne.CanvasObject
	dream      *pictures.Sheet
	name, bits *widget.Label
}

const (
	// cellWidth and cellHeight are the extents of a machine's cell, and cellDream that of its
	// dream.
	cellWidth, cellHeight, cellDream = 106, 36, 34
	// mostLetters is how much of a name has room.
	mostLetters = 6
	// dreamSeed makes the dreams of machines, which get better as they learn.
	dreamSeed = 1
)

func newCompetition(d desk.Host) *competition {
	c := &competition{desk: d, stage: kit.NewRemark(""), moved: kit.NewRemark(""), lost: kit.NewRemark("")}
	c.stage.Importance = widget.MediumImportance
	c.row = container.NewGridWrap(fyne.NewSize(cellWidth, cellHeight))
	return c
}

// fill makes the panel, with a head.
func (c *competition) fill(head fyne.CanvasObject) {
	lines := container.New(layout.NewCustomPaddedVBoxLayout(-10), c.stage, c.moved, c.lost)
	c.panel = kit.NewHeadedPanel(head, container.NewBorder(lines, nil, nil, nil, container.NewVScroll(c.row)))
	c.panel.Explain(texts.Of("compete.explain"))
}

// competes tells whether there is a competition to watch, now or later.
func competes(r *learn.Record) bool { return r.Settings.Finding != nil || r.Contest != nil }

// show brings the panel up to a view.
func (c *competition) show(v *desk.View, learns bool) {
	r := &v.Snapshot.Record
	if !competes(r) {
		return
	}
	c.tell(v)
	c.list(v)
	if r.Contest != nil && c.panel.Object.Visible() && c.pace.Due(learns, desk.DreamEvery) {
		c.dream(v)
	}
}

// tell says how far it is, what moved and who was given up.
func (c *competition) tell(v *desk.View) {
	number, words := stageWords(v)
	c.panel.Say(texts.Of("compete.stage", number, stagesOf(&v.Snapshot.Record)))
	kit.SetText(c.stage, words)
	kit.SetText(c.moved, movedWords(v.Snapshot.Move, v.Data.Training.Count()))
	var losses []learn.Loss
	if contest := v.Snapshot.Record.Contest; contest != nil {
		losses = contest.Losses
	}
	kit.SetText(c.lost, lossWords(losses))
}

// list shows each machine's size and bits.
func (c *competition) list(v *desk.View) {
	s, classes := v.Snapshot, v.Classes()
	n := 0
	if s.Record.Contest != nil {
		n = min(classes.Count(), len(s.Record.Classes))
	}
	for len(c.cells) < n {
		c.cells = append(c.cells, newMachineCell())
	}
	for k := range n {
		cell := c.cells[k]
		kit.SetText(cell.name, texts.Of("compete.size", texts.Cut(classes.Short(k), mostLetters), s.Record.Classes[k].Images))
		kit.SetText(cell.bits, bitsWords(bitsOf(s.Move, classes.Key(k))))
	}
	if len(c.row.Objects) != n {
		c.row.Objects = nil
		for _, cell := range c.cells[:n] {
			c.row.Add(cell.object)
		}
		c.row.Refresh()
	}
}

func newMachineCell() *machineCell {
	c := &machineCell{dream: pictures.NewSheet(), name: kit.NewRemark(""), bits: kit.NewRemark("")}
	c.name.TextStyle.Bold = true
	c.dream.SetMinSize(fyne.NewSquareSize(cellDream))
	words := container.New(layout.NewCustomPaddedVBoxLayout(-12), c.name, c.bits)
	c.object = container.NewBorder(nil, nil, c.dream, nil, container.New(layout.NewCustomPaddedLayout(-6, 0, -6, -6), words))
	return c
}

// bitsOf is what an image takes of the machine of a class after a move; zero where that is not
// known.
func bitsOf(m *learn.Move, class uint8) float64 {
	if m == nil {
		return 0
	}
	i := slices.IndexFunc(m.Shares, func(s learn.Share) bool { return s.Class == int(class) })
	if i < 0 {
		return 0
	}
	return bits(m.Shares[i].Nats)
}

// dream has each machine dream once, in the background.
func (c *competition) dream(v *desk.View) {
	e := v.Snapshot.Ensemble
	c.desk.Background("watch.competition", func(context.Context) func() {
		values := pictures.Dreamt(e.DreamEqually(e.Count(), dreamSeed), false)
		w, h := e.Machines[0].Width, e.Machines[0].Height
		show := func() {
			for k, cell := range c.cells[:min(len(c.cells), len(values))] {
				cell.dream.SetImages(values[k:k+1], w, h, 1, pictures.Grey())
			}
		}
		return func() { c.desk.WithNextTick(show) }
	})
}

// newMovers is a sheet for images that moved, as large as their words need.
func newMovers() *pictures.Sheet {
	s := pictures.NewSheet()
	s.FitRows()
	s.AlignTop()
	s.Hide()
	return s
}

// showMoved puts images that moved on a sheet, with where from and where to.
func showMoved(sheet *pictures.Sheet, v *desk.View, noise func(list []int) [][]float32) {
	m, classes := v.Snapshot.Move, v.Classes()
	list, captions := make([]int, len(m.Some)), make([]string, len(m.Some))
	for i, one := range m.Some {
		list[i] = one.Image
		captions[i] = placeWords(classes, one.From) + "→" + placeWords(classes, one.To)
	}
	set := v.Data.Training
	sheet.SetImages(noise(list), set.Width, set.Height, moversColumns, pictures.Grey())
	sheet.Caption(captions)
}

// moversColumns is how many images that moved stand side by side: large enough for words.
const moversColumns = 6
