package curriculum

import "wakesleep/learn"

// Act is something that makes a lesson's machine what it is at a step.
type Act struct {
	// Swap exchanges ink and paper; otherwise it is a run.
	Swap  bool
	Steps learn.Steps
	N     int
}

// Acts are those that bring a lesson's fresh machine to the beginning of a step.
func (l *Lesson) Acts(step int) []Act {
	var r recorder
	for _, s := range l.Steps[:step] {
		if s.Show != nil {
			s.Show(&r)
		}
	}
	return r.acts
}

// recorder is a stage that only takes down what becomes of the machine.
type recorder struct{ acts []Act }

func (r *recorder) Go(string)     {}
func (r *recorder) TakeImage(int) {}
func (r *recorder) Swap()         { r.acts = append(r.acts, Act{Swap: true}) }

func (r *recorder) Run(steps learn.Steps, n int) {
	r.acts = append(r.acts, Act{Steps: steps, N: n})
}
