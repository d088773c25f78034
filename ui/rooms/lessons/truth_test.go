package lessons

import (
	"context"
	"math"
	"testing"

	"wakesleep/learn/measure"
	"wakesleep/network"
	"wakesleep/ui/curriculum"
)

// The bits that the first lesson tells of are those that its machine comes to.
func TestFirstLessonTellsTheTruth(t *testing.T) {
	if testing.Short() {
		t.Skip("trains a machine of full size")
	}
	l := curriculum.All()[0]
	trainer, m, err := lessonMachine(context.Background(), l, 0, nil, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { trainer.Close() }()
	bits := func() float64 {
		e, err := measure.Evaluate(context.Background(), network.Alone(trainer.Machine(0)), m.Test.First(500), measure.Options{Samples: 1, Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		return e.BoundNats / math.Ln2
	}
	within := func(what string, least, most float64) {
		t.Helper()
		if got := bits(); got < least || got > most {
			t.Errorf("%s: %.1f bits, told are %g to %g", what, got, least, most)
		}
	}
	within("in the beginning", 280, 290)
	told := map[string][2]float64{
		"wake": {255, 265}, "sleep": {220, 230}, "both": {165, 175}, "swap": {3000, 4000}, "deprive": {278, 290}, "heal": {165, 180},
	}
	before := 0
	for i, step := range l.Steps {
		acts := l.Acts(i + 1)
		for _, act := range acts[before:] {
			if trainer, m, err = replay(context.Background(), act, trainer, m, 2); err != nil {
				t.Fatal(err)
			}
		}
		before = len(acts)
		if r, ok := told[step.Name]; ok {
			within(step.Name, r[0], r[1])
		}
	}
}
