package frame

import (
	"wakesleep/learn"
	"wakesleep/ui/texts"
)

// maxRun bounds a run, so that a typing error does not ask for years.
const maxRun = 1_000_000_000

// runFor does as many cycles as the bar says.
func (b *bar) runFor(steps learn.Steps) {
	n, err := texts.ParseCount(texts.Of("bar.cycles.label"), b.cycles.Text, 1, maxRun)
	if err != nil {
		b.desk.Say(texts.Sentence(err.Error()))
		return
	}
	b.desk.Preferences().SetString(prefCycles, b.cycles.Text)
	b.desk.Run(steps, n)
}

// changeRate takes a new learning rate, one number or a list.
func (b *bar) changeRate(text string) {
	d := b.desk
	rates, err := texts.ParseNumbers(texts.Of("bar.rate.label"), text)
	if err != nil {
		d.Say(texts.Sentence(err.Error()))
		return
	}
	d.Window().Canvas().Unfocus()
	d.SetRate(rates, func(err error) {
		b.shownRate = ""
		if err != nil {
			d.Fail(texts.Of("bar.rate.failed"), err)
		} else {
			d.Say(texts.Of("bar.rate.changed", texts.Rates(rates)))
		}
		d.Tick()
	})
}
