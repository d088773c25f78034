package settings

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/learn/recipe"
	"wakesleep/network/images"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

const (
	// usualClasses is how many classes are found unless the user says otherwise, and mostClasses
	// bounds what can be asked for.
	usualClasses = 10
	mostClasses  = 256
)

// findingChoice lets the user say how many classes are to be found.
type findingChoice struct {
	object       fyne.CanvasObject
	keep, groups *kit.LineEntry
	remark       *widget.Label
	// like are the settings of a machine that found classes, after whose manner others are to be
	// found; nil for the usual manner.
	like *learn.Settings
}

func newFindingChoice() *findingChoice {
	c := &findingChoice{keep: kit.NewLineEntry(), groups: kit.NewLineEntry(), remark: kit.NewRemark("")}
	c.remark.Truncation, c.remark.Wrapping = fyne.TextTruncateOff, fyne.TextWrapWord
	c.set(usualClasses, usualClasses+recipe.MoreGroups)
	c.keep.OnChanged = c.follow
	row := container.NewGridWithColumns(2, tip.On(c.keep, texts.Of("settings.find.tip")),
		labelled(texts.Of("settings.find.groups"), tip.On(c.groups, texts.Of("settings.find.groupsTip"))))
	c.object = explained(row, c.remark)
	return c
}

// set fills in how many classes are found, of how many groups.
func (c *findingChoice) set(keep, groups int) {
	c.keep.SetText(texts.Thousands(keep))
	c.groups.SetText(texts.Thousands(groups))
}

// resemble fills in how a machine found classes.
func (c *findingChoice) resemble(first *learn.Settings) {
	c.like = first
	c.set(first.Finding.Compete.Contest.Keep, first.Finding.Groups)
}

// follow begins with some groups more than classes are to be found.
func (c *findingChoice) follow(keep string) {
	if n, err := texts.ParseCount("", keep, 1, mostClasses-recipe.MoreGroups); err == nil {
		c.groups.SetText(texts.Thousands(n + recipe.MoreGroups))
	}
}

// numbers reads how many classes are to be found, of how many groups.
func (c *findingChoice) numbers() (keep, groups int, err error) {
	if keep, err = texts.ParseCount(texts.Of("settings.find.label"), c.keep.Text, 1, mostClasses); err != nil {
		return 0, 0, err
	}
	groups, err = texts.ParseCount(texts.Of("settings.find.groups"), c.groups.Text, 2, mostClasses)
	return keep, groups, err
}

// settings are those of the machine by which groups of images are found for which machines with
// the settings s compete. It reports the first thing that is impossible.
func (c *findingChoice) settings(s learn.Settings, set *images.Set) (learn.Settings, error) {
	keep, groups, err := c.numbers()
	if err != nil {
		return s, err
	}
	s.FinalRate = finalRates(s.Rate)
	if c.like == nil {
		s.Epochs = enough(s.Epochs, set.Count()/groups, s.Batch, competingSteps)
	}
	first := recipe.Finding(groups, keep, c.features(set, s.Seed), s)
	if c.like != nil {
		first.Finding.Neighbours = c.like.Finding.Neighbours
	}
	if err := first.Validate(); err != nil {
		return s, err
	}
	return first, first.CanFind(set)
}

// features are the settings of a machine that learns which images of a set are alike.
func (c *findingChoice) features(set *images.Set, seed uint64) learn.Settings {
	s := recipe.Features()
	switch {
	case c.like != nil:
		s = *c.like
	case set.Pixels() <= 64:
		s.Layers = "100,30"
	}
	s.Seed, s.Batch = seed, max(1, min(s.Batch, set.Count()))
	if c.like == nil {
		s.Epochs = enough(s.Epochs, set.Count(), s.Batch, featureSteps)
	}
	return s
}

// featureSteps and competingSteps are how many steps machines should have at least, and
// mostEpochs is how many epochs of few images these may take.
const (
	featureSteps   = 4_000
	competingSteps = 1_000
	mostEpochs     = 400
)

// enough is how many epochs of so many images make some steps, at least the usual number.
func enough(usual, count, batch, steps int) int {
	return max(usual, min(mostEpochs, steps/max(1, count/batch)))
}

// finalRates are those to which rates of machines that compete fall.
func finalRates(rates []float64) []float64 {
	usual := recipe.Competing()
	if slices.Equal(rates, usual.Rate) {
		return usual.FinalRate
	}
	final := make([]float64, len(rates))
	for i, r := range rates {
		final[i] = r * usual.FinalRate[0] / usual.Rate[0]
	}
	return final
}

// begin fills in what machines that compete are usually trained by, and end what there was
// before.
func (f *machineForm) beginFinding() {
	if f.before != nil {
		return
	}
	before := f.start
	s := recipe.Competing()
	s.Layers, s.Seed = f.layers.Text, before.Seed
	f.set(s)
	f.mostBatch(max(1, f.data.Count()/(usualClasses+recipe.MoreGroups)))
	f.before = &before
}

func (f *machineForm) endFinding() {
	if f.before != nil {
		f.set(*f.before)
		f.before = nil
	}
}

// setFound fills the form after the manner of a machine that found classes, or is to find
// some.
func (f *machineForm) setFound(first *learn.Settings) {
	before := Defaults(f.data)
	f.kind.set(findsClasses)
	f.finding.resemble(first)
	f.set(first.Finding.Compete)
	f.before = &before
	f.showJoined()
}

// firstStage are the settings of the machine by which the machines of a record found classes,
// or are to find them; nil where they did not.
func firstStage(r *learn.Record) *learn.Settings {
	switch {
	case r.Settings.Finding != nil:
		return &r.Settings
	case r.Contest == nil:
		return nil
	case r.Contest.First != nil:
		return r.Contest.First
	}
	compete := r.Settings
	compete.Again = nil
	groups := max(2, len(r.Classes)+len(r.Contest.Losses))
	first := recipe.Finding(groups, min(groups, compete.Contest.Keep), recipe.Features(), compete)
	first.Seed = compete.Seed
	return &first
}
