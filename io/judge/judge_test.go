package judge

import (
	"testing"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/perceptron"
	"wakesleep/network/images"
)

// The judge is wrong about at most three of a hundred test images, of either kind.
func TestJudgeKnowsDigits(t *testing.T) {
	file, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := perceptron.FromArrays(file.Arrays)
	if err != nil {
		t.Fatal(err)
	}
	source, err := dataset.Open("digits", "")
	if err != nil {
		t.Fatal(err)
	}
	for name, set := range map[string]*images.Set{"plain": source.Test, "straightened": dataset.Straighten(source.Test)} {
		wrong := 0
		for i, c := range p.Classify(learn.Binary(set)) {
			if c != int(set.Labels[i]) {
				wrong++
			}
		}
		percent := 100 * float64(wrong) / float64(set.Count())
		t.Logf("%s: %.2f %% wrong", name, percent)
		if percent > 3 {
			t.Errorf("%s: %.2f %% of the test images are judged wrong, at most 3 %% may be", name, percent)
		}
	}
}
