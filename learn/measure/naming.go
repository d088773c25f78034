package measure

import (
	"context"
	"strconv"

	"wakesleep/internal/sentence"
	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/network/images"
)

// namingSamples is the number of firings by which an image finds its category.
const namingSamples = 10

// NameCategories names each category by the commonest label of the training
// images that fall in it; ties go to the lower label, and a category in which
// no image falls stays unnamed. Labels serve nothing else.
func NameCategories(ctx context.Context, e *network.Ensemble, set *images.Set, threads int) ([]string, error) {
	switch {
	case e.Categories() == 0:
		return nil, sentence.Errorf("only machines with a categorical top, and those that found their classes themselves, have categories to name")
	case set.Labels == nil:
		return nil, sentence.Errorf("%s: no labels to name categories by", set.Name)
	case set.Pixels() != e.Machines[0].Pixels():
		return nil, sentence.Errorf("%s: the images differ in size from those the machine was made for", set.Name)
	}
	o := Options{Samples: namingSamples, Threads: threads}
	if e.Found {
		d, err := describe(ctx, e, set, o)
		if err != nil {
			return nil, err
		}
		return commonest(d.right, set.Labels, e.Count()), nil
	}
	answers, err := Answers(ctx, e.Machines[0], learn.Binary(set), o)
	if err != nil {
		return nil, err
	}
	return commonest(answers, set.Labels, e.Categories()), nil
}

// commonest finds, for each category, the label that most of its images have.
func commonest(answers []int, labels []uint8, categories int) []string {
	counts := make([][256]int, categories)
	for i, c := range answers {
		counts[c][labels[i]]++
	}
	names := make([]string, categories)
	for c := range counts {
		best := 0
		for label, count := range counts[c] {
			if count > counts[c][best] {
				best = label
			}
		}
		if counts[c][best] > 0 {
			names[c] = strconv.Itoa(best)
		}
	}
	return names
}

// accuracy is the percentage of images whose category is named by their label;
// nil where there are no categories, names or labels.
func accuracy(answers []int, labels []uint8, names []string) *float64 {
	if labels == nil || len(names) == 0 || len(answers) == 0 || answers[0] < 0 {
		return nil
	}
	right := 0
	for i, c := range answers {
		if names[c] == strconv.Itoa(int(labels[i])) {
			right++
		}
	}
	percent := 100 * float64(right) / float64(len(answers))
	return &percent
}
