package watch

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn/measure"
	"wakesleep/learn/measure/baseline"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
	"wakesleep/ui/tip"
)

// ledger shows what an image costs in bits: for its causes and for the difference
// between it and what the causes make one expect.
type ledger struct {
	panel              *kit.Panel
	meter              *kit.Meter
	causes, difference *widget.Label
	total, proven      *widget.Label
	// without has what the images cost without a machine, and bars show it where there
	// is room.
	without *widget.Label
	bars    *yardsticks
	save    *kit.Button
}

func newLedger(d desk.Host) *ledger {
	l := &ledger{
		meter:  kit.NewMeter(22, theme.Asleep, theme.Awake),
		causes: kit.NewHeading("–"), difference: kit.NewHeading("–"),
		total: kit.NewRemark(""), proven: kit.NewRemark(""), without: kit.NewRemark(""), bars: newYardsticks(),
	}
	line := func(colour fyne.ThemeColorName, text string, value *widget.Label) fyne.CanvasObject {
		value.Alignment = fyne.TextAlignTrailing
		return container.NewBorder(nil, nil, container.NewHBox(container.NewCenter(kit.NewDot(colour, 10)), widget.NewLabel(text)), value)
	}
	tight := layout.NewCustomPaddedVBoxLayout(-6)
	parts := container.New(tight,
		line(theme.Asleep, texts.Of("draw.ledger.causes"), l.causes),
		line(theme.Awake, texts.Of("draw.ledger.difference"), l.difference),
		l.total, l.proven,
	)
	body := container.New(roomy{}, parts, l.bars.object, l.without)
	l.save = d.NewChartButton(texts.Of("chart.bars.save"), saveLedgerName, l.chart)
	l.panel = kit.NewPanel(texts.Of("draw.ledger.title"), container.NewBorder(l.meter.Object, nil, nil, nil, body), tip.On(l.save, texts.Of("chart.bars.tip"))).
		Explain(texts.Of("draw.ledger.explain"))
	return l
}

// show brings the panel up to an evaluation; seen tells that the images are those
// that the machine learns from.
func (l *ledger) show(e *measure.Evaluation, seen bool) {
	bound := e.BoundNats / math.Ln2
	if bound > 0 {
		l.meter.Set(float32(e.CauseBits/bound), float32(e.DifferenceBits/bound))
	}
	l.bars.measure(e.CauseBits, e.DifferenceBits)
	kit.SetText(l.causes, amountText(e.Ledger.Causes))
	kit.SetText(l.difference, amountText(e.Ledger.Difference))
	kit.SetText(l.total, totalText(e.Ledger.FreeEnergy))
	gap := bound - e.NLLBits()
	kit.SetText(l.proven, texts.Of("draw.ledger.proven",
		e.Samples, texts.Bits(e.NLLBits()), texts.Bits(math.Max(0, gap))))
	l.panel.Say(kit.Either(seen, texts.Of("draw.ledger.seen", e.Images), texts.Of("draw.ledger.unseen", e.Images)))
}

// compare shows what the images cost without a machine; independent is by
// independent pixels.
func (l *ledger) compare(b baseline.Bits, independent float64) {
	l.bars.compare(independent, b.Gzip, float64(b.Pixels), b.PNG)
	kit.SetText(l.without, texts.Of("draw.ledger.without",
		texts.Bits(independent), texts.Bits(b.Gzip), texts.Bits(b.PNG)))
}

// amountText writes a mean with the reach of its confidence interval, if it has
// one.
func amountText(a measure.Amount) string {
	if reach := a.High - a.Bits; reach > 0 {
		return texts.Of("draw.ledger.amountReach", texts.Bits(a.Bits), reachText(reach))
	}
	return texts.Of("draw.ledger.amount", texts.Bits(a.Bits))
}

// reachText writes two digits, if there are no more before the point.
func reachText(v float64) string {
	switch {
	case v < 1:
		return texts.Format("%.2f", v)
	case v < 10:
		return texts.Format("%.1f", v)
	}
	return texts.Format("%.0f", v)
}

// totalText says what an image costs, and what ± means.
func totalText(a measure.Amount) string {
	if a.High > a.Bits {
		return texts.Of("draw.ledger.totalReach", amountText(a))
	}
	return texts.Of("draw.ledger.total", amountText(a))
}
