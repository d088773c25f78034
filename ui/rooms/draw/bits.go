package draw

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
	"wakesleep/ui/tip"
)

// bitsPanel shows the description length of the drawing in its two parts, how
// strange that is, what the drawing would cost without a machine, and the causes
// layer by layer.
type bitsPanel struct {
	panel              *kit.Panel
	empty              *widget.Label
	total, strange     *widget.Label
	causes, difference *widget.Label
	parts              *fyne.Container // with these two
	own                *kit.ShareRow
	others             [otherWays]*kit.ShareRow
	lines, values      *widget.Label
	rows               fyne.CanvasObject
	save               *kit.Button
}

// otherWays is the number of ways to describe an image without a machine.
const otherWays = 5

func newBitsPanel(save *kit.Button) *bitsPanel {
	b := &bitsPanel{
		total: kit.NewRemark(""), strange: kit.NewRemark(""), empty: kit.Wrapped(texts.Of("draw.bits.empty")), causes: kit.NewSmall(""), difference: kit.NewSmall(""),
		own: newPriceRow(theme.Asleep, theme.Awake), lines: kit.NewRemark(""), values: kit.NewSmall(""), save: save,
	}
	b.total.TextStyle.Bold, b.total.SizeName, b.total.Importance = true, base.SizeNameText, widget.MediumImportance
	b.strange.Truncation, b.strange.Wrapping = fyne.TextTruncateOff, fyne.TextWrapWord
	b.values.Alignment = fyne.TextAlignTrailing
	part := func(colour fyne.ThemeColorName, l *widget.Label) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedHBoxLayout(-1), dot(colour), l)
	}
	b.parts = container.New(layout.NewCustomPaddedHBoxLayout(-6), part(theme.Asleep, b.causes), part(theme.Awake, b.difference))
	list := container.New(looseLayout{}, b.parts, b.own.Object)
	for i := range b.others {
		b.others[i] = newPriceRow(base.ColorNameDisabled, base.ColorNameInputBackground, base.ColorNameDisabled)
		list.Add(b.others[i].Object)
	}
	list.Add(container.NewBorder(nil, nil, nil, b.values, b.lines))
	head := container.New(layout.NewCustomPaddedVBoxLayout(-10), b.total, b.strange)
	// The rows begin where the text above them ends.
	tight := container.New(layout.NewCustomPaddedLayout(-5, -6, 0, 0), list)
	b.rows = container.NewBorder(head, nil, nil, nil, container.NewVScroll(tight))
	b.panel = kit.NewPanel(texts.Of("draw.bits.title"), container.NewStack(b.empty, b.rows), tip.On(save, texts.Of("chart.bars.tip"))).Explain(texts.Of("draw.bits.explain"))
	return b
}

// looseLayout is a column that grows looser where there is room.
type looseLayout struct{}

// The space between rows is between these. Labels keep space above and below, so that
// rows may overlap.
const (
	tightest = -11
	loosest  = 4
)

// Layout implements fyne.Layout.
func (l looseLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	spare := size.Height - l.MinSize(objects).Height
	pitch := tightest + max(0, min(spare/float32(len(objects)-1), loosest-tightest))
	kit.Column(objects, 0, size.Width, pitch)
}

// MinSize implements fyne.Layout.
func (looseLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return kit.ColumnSize(objects, tightest)
}

// newPriceRow is a row of the comparison.
func newPriceRow(colours ...fyne.ThemeColorName) *kit.ShareRow {
	return kit.NewSmallRow(112, 44, colours...)
}

// dot is a spot of colour before a word.
func dot(colour fyne.ThemeColorName) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(0, 0, 7, 0), container.NewCenter(kit.NewDot(colour, 10)))
}

// show brings the panel up to a reading; nil is an empty pad.
func (b *bitsPanel) show(r *reading) {
	drawn := kit.SetOn(b.save, r != nil && !r.nothing)
	kit.SetVisible(b.rows, drawn)
	kit.SetVisible(b.empty, !drawn)
	if !drawn {
		return
	}
	kit.SetText(b.total, texts.Of("draw.bits.total", texts.Bits(r.FreeEnergy())))
	kit.SetText(b.causes, texts.Of("draw.bits.causes", texts.Bits(r.CauseBits)))
	kit.SetText(b.difference, texts.Of("draw.bits.difference", texts.Bits(r.DifferenceBits)))
	b.parts.Refresh()
	b.compare(r)
	b.tabulate(r)
}

// judge says how strange the reading is; without a yardstick that is not known yet.
func (b *bitsPanel) judge(r *reading, y *yardstick) {
	words, familiar := texts.Of("draw.strange.later"), true
	if r != nil && y != nil && y.machine.Pixels() == r.machine.Pixels() {
		words, familiar = y.judge(r)
	}
	kit.SetLook(b.strange, kit.Either(familiar, widget.MediumImportance, widget.WarningImportance), false)
	kit.SetText(b.strange, words)
}

// compare shows what the image costs otherwise, the cheapest way first. Bars are
// to one scale, except that of a byte a pixel, which is broken: eight times as
// long as a bit a pixel, it would dwarf the rest.
func (b *bitsPanel) compare(r *reading) {
	ways := r.ways()
	bytes := ways[otherWays-1]
	scale := r.FreeEnergy()
	for _, way := range ways[:otherWays-1] {
		scale = max(scale, known(way.bits))
	}
	b.own.Set(r.ownName(), "", texts.Bits(r.FreeEnergy()), float32(max(0, r.CauseBits)/scale), float32(r.DifferenceBits/scale))
	for i, way := range ways[:otherWays-1] {
		b.others[i].Set(way.name, "", texts.Bits(way.bits), float32(known(way.bits)/scale))
	}
	b.others[otherWays-1].Set(bytes.name, "", texts.Thousands(int(bytes.bits)), broken(bytes.bits/scale)...)
}

// way is one to describe an image without a machine, and its price; NaN where that is
// not known.
type way struct {
	name string
	bits float64
}

// ways are all of them, the cheapest first as a rule.
func (r *reading) ways() [otherWays]way {
	c := &r.baselines
	independent := math.NaN()
	if c.Independent != nil {
		independent = *c.Independent
	}
	return [otherWays]way{
		{texts.Of("draw.bits.independent"), independent},
		{texts.Of("draw.bits.gzip"), c.Gzip},
		{texts.Of("draw.bits.pixel"), float64(c.Pixels)},
		{texts.Of("draw.bits.png"), c.PNG},
		{texts.Of("draw.bits.byte"), float64(c.Bytes)},
	}
}

// known is a price, or zero where it is not known.
func known(bits float64) float64 { return kit.Either(bits == bits, bits, 0) }

// ownName is what the machine is called whose reading it is.
func (r *reading) ownName() string {
	if r.ofClasses() {
		return texts.Of("draw.bits.ownOfClass", r.classes.Brief(r.by))
	}
	return texts.Of("draw.bits.own")
}

// broken is a bar of a length, with a gap where it is longer than there is room.
func broken(length float64) []float32 {
	if length <= 1 {
		return []float32{float32(length), 0, 0}
	}
	return []float32{.8, .06, .14}
}

// tabulate lists what has no bar, because single layers may be negative.
func (b *bitsPanel) tabulate(r *reading) {
	lines := []string{texts.Of("draw.bits.weighed", r.BoundSamples), texts.Of("draw.bits.layers")}
	values := []string{texts.Bits(r.Bound), ""}
	for l := r.machine.Top(); l >= 1; l-- {
		lines = append(lines, texts.Layer(r.machine, l))
		values = append(values, signed(r.LayerBits[l]))
	}
	kit.SetText(b.lines, strings.Join(lines, "\n"))
	kit.SetText(b.values, strings.Join(values, "\n"))
}
