package draw

import (
	"math"
	"strings"

	"wakesleep/io/dataset"
	"wakesleep/learn/measure"
	"wakesleep/network"
	"wakesleep/ui/texts"
)

// keptCount tells how many drawings are kept.
func keptCount(n int) string {
	if n == 0 {
		return texts.Of("pad.keep.none")
	}
	return texts.Of("pad.keep.count", n)
}

// variedWords are the caption of a row of variations with the causes of layer l kept.
func variedWords(m *network.Machine, l int) string {
	switch {
	case l == m.Top() && m.Categorical():
		return texts.Of("draw.vary.kept.category")
	case m.Top() == 1:
		return texts.Of("draw.vary.kept.causes")
	case l == m.Top():
		return texts.Of("draw.vary.kept.top")
	case l == 1:
		return texts.Of("draw.vary.kept.all")
	}
	return texts.Of("draw.vary.kept.from", l)
}

// hidings are the words for what is hidden, in the order of hiding.
func hidings() []string {
	return []string{
		texts.Of("draw.fill.hide.bottom"), texts.Of("draw.fill.hide.top"), texts.Of("draw.fill.hide.left"),
		texts.Of("draw.fill.hide.right"), texts.Of("draw.fill.hide.ground"),
	}
}

// percentAlmost writes a percentage that is not quite 100 so that it does not look so.
func percentAlmost(percent float64) string {
	if percent > 99 {
		return texts.Format("%.1f %%", math.Min(math.Floor(10*percent)/10, 99.9))
	}
	return texts.Format("%.0f %%", percent)
}

// signed writes a number with its sign.
func signed(v float64) string {
	return strings.Replace(texts.Format("%+.1f", v), "-", "−", 1)
}

// thingsOf are the images that a drawing is compared with.
func thingsOf(source *dataset.Source) string {
	switch {
	case !source.HasTest():
		return texts.Of("draw.strange.imagesOf", source.Name)
	case isDigits(source):
		return texts.Of("draw.strange.digits")
	}
	return texts.Of("draw.strange.images")
}

func isDigits(source *dataset.Source) bool { return source.Things() == "digits" }

// strangeWords put strangeness into words; things are what the image was compared
// with.
func strangeWords(s measure.Strangeness, things string) string {
	switch s.Rank() {
	case measure.Emptiest:
		return texts.Of("draw.strange.emptiest", s.Images, things)
	case measure.Simplest:
		return texts.Of("draw.strange.simplest", s.Images, things)
	case measure.Simpler:
		return texts.Of("draw.strange.simpler", percentAlmost(100-s.Percentile), things)
	case measure.Stranger:
		return texts.Of("draw.strange.stranger", percentAlmost(s.Percentile), things)
	case measure.Strangest:
		return texts.Of("draw.strange.strangest", s.Images, things)
	}
	share := texts.Format("%.0f %%", s.Percentile)
	switch s.Part {
	case measure.Causes:
		return texts.Of("draw.strange.familiarCauses", share, things)
	case measure.Difference:
		return texts.Of("draw.strange.familiarDifference", share, things)
	}
	return texts.Of("draw.strange.familiar", share, things)
}
