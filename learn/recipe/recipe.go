// Package recipe holds named settings under which machines are known to learn
// well. What each reaches stands in docs/RESULTS.md.
package recipe

import (
	"slices"

	"wakesleep/learn"
)

// Recipe is all that decides a training but its seed.
type Recipe struct {
	// Name is what commands take, Title a line for a list.
	Name  string `json:"name"`
	Title string `json:"title"`
	// About says what the recipe is for and why its settings are as they are, in
	// a few sentences.
	About string `json:"about"`
	// Data is a built-in data set; Straighten shears slanted writing upright.
	Data       string `json:"data"`
	Straighten bool   `json:"straightened"`
	// PerClass makes one machine for each label. HeldOut is how many images, the
	// last ones, serve to calibrate these instead of to train them.
	PerClass bool `json:"per_class"`
	HeldOut  int  `json:"held_out,omitempty"`
	// Tries is the number of seeds of which the machine with the shortest
	// descriptions of its training images is kept.
	Tries int `json:"tries"`
	// Settings have a seed of zero.
	Settings learn.Settings `json:"settings"`
}

// All lists the recipes in the order in which they are offered.
func All() []Recipe { return slices.Clone(all) }

// Find is the recipe with the given name.
func Find(name string) (Recipe, bool) {
	i := slices.IndexFunc(all, func(r Recipe) bool { return r.Name == name })
	if i < 0 {
		return Recipe{}, false
	}
	return all[i], true
}

// With is the recipe's settings with a seed.
func (r Recipe) With(seed uint64) learn.Settings {
	s := r.Settings
	s.Rate, s.FinalRate = slices.Clone(s.Rate), slices.Clone(s.FinalRate)
	s.Seed = seed
	if s.Finding != nil {
		f := *s.Finding
		f.Compete = Recipe{Settings: f.Compete}.With(seed)
		s.Finding = &f
	}
	if s.Again != nil {
		again := Recipe{Settings: *s.Again}.With(seed)
		s.Again = &again
	}
	return s
}

// reweighted are settings common to recipes: reweighted wake-sleep by Adam with
// five samples an image, with a rate that falls exponentially.
func reweighted(layers string, epochs, average int, rate, final float64) learn.Settings {
	s := learn.Defaults()
	s.Layers, s.Epochs, s.Average, s.Seed = layers, epochs, average, 0
	s.Rate, s.FinalRate = []float64{rate}, []float64{final}
	return s
}

// redrawn draws grey pixels again each epoch, so that a machine never sees the same
// binary image twice and overfits less.
func redrawn(s learn.Settings) learn.Settings {
	s.Rebinarise = true
	return s
}

// samples changes the number of samples K of an image.
func samples(k int, s learn.Settings) learn.Settings {
	s.Samples = k
	return s
}

// joined gives the machine other connections than those of a chain, by their name.
func joined(connections string, s learn.Settings) learn.Settings {
	s.Connections = connections
	return s
}

// batch changes the number of images of a step.
func batch(n int, s learn.Settings) learn.Settings {
	s.Batch = n
	return s
}

// moving moves each image by up to n pixels.
func moving(n int, s learn.Settings) learn.Settings {
	s.Shift = n
	return s
}

// joint adds n epochs in which the machines of all classes learn to tell these apart.
func joint(n int, s learn.Settings) learn.Settings {
	s.JointEpochs, s.JointRate = n, .003
	return s
}

// Defaults of finding classes that nobody named.
const (
	// MoreGroups is how many groups more there are to begin with than classes to find, and
	// Neighbours how many of the nearest images of each tell what is alike.
	MoreGroups = 2
	Neighbours = 10
)

// Features are settings of a machine that learns which images are alike, with the seed of
// [learn.Defaults].
func Features() learn.Settings {
	s := redrawn(reweighted("300,100,50", 40, 5, 5e-3, 2e-4))
	s.Seed = learn.Defaults().Seed
	return s
}

// Competing are settings of machines that compete for groups of images, with the seed of
// [learn.Defaults]. [Finding] says how many are left.
func Competing() learn.Settings {
	s := redrawn(batch(50, reweighted("100,50", 40, 0, 1e-2, 3e-4)))
	s.Seed, s.Contest = learn.Defaults().Seed, learn.ContestOf(s.Epochs, 1)
	return s
}

// Again are settings of larger machines that learn found classes again, the last epochs
// together, with the seed of [learn.Defaults].
func Again() learn.Settings {
	s := joint(10, redrawn(batch(50, reweighted("200,100", 30, 5, 5e-3, 3e-4))))
	s.Seed = learn.Defaults().Seed
	return s
}

// LearntAgain lets machines with other settings learn the classes again that those with the
// settings s find, of which some are kept.
func LearntAgain(keep int, again, s learn.Settings) learn.Settings {
	again.Contest = learn.SettledContest(again.Epochs, keep)
	s.Again = &again
	return s
}

// Finding lets machines compete for the groups that the first machine's images are cut into,
// until some are left.
func Finding(groups, keep int, features, compete learn.Settings) learn.Settings {
	compete.Contest = learn.ContestOf(compete.Epochs, keep)
	features.Finding = &learn.Finding{Neighbours: Neighbours, Groups: groups, Compete: compete}
	return features
}

// seedless is for a recipe.
func seedless(s learn.Settings) learn.Settings {
	s.Seed = 0
	return s
}

// classic makes it wake-sleep as of 1995 but for the optimiser: one sample, and
// recognition learns from dreams alone.
func classic(s learn.Settings) learn.Settings {
	s.Method, s.Samples = learn.Classic, 1
	return s
}
