package watch

import (
	"math"
	"strings"

	"wakesleep/learn"
	"wakesleep/ui/desk"
	"wakesleep/ui/texts"
)

func bits(nats float64) float64 { return nats / math.Ln2 }

// stageWords tells what happens in the stage with a number, and how long it takes still.
func stageWords(v *desk.View) (number int, words string) {
	number, words = stageOf(v)
	parts := []string{words}
	left := v.Snapshot.TimeLeft
	if v.Seeking != nil {
		left = v.Seeking.Left
	}
	if left > 0 {
		parts = append(parts, texts.Of("bar.progress.left", texts.Clock(left)))
	}
	return number, strings.Join(parts, " · ")
}

// stagesOf is how many there are: the feature machine's, the search and the contest, and
// perhaps one in which other machines learn the classes again.
func stagesOf(r *learn.Record) int {
	const usual = 3
	compete := &r.Settings
	if r.Contest != nil && r.Contest.First != nil {
		compete = r.Contest.First
	}
	if compete.Finding != nil {
		compete = &compete.Finding.Compete
	}
	if compete.Again != nil {
		return usual + 1
	}
	return usual
}

// stageOf is the number of the stage, and what happens in it.
func stageOf(v *desk.View) (number int, words string) {
	s := v.Snapshot
	done := 0
	if all := s.Cycle + uint64(s.Left); all > 0 {
		done = int(100 * s.Cycle / all)
	}
	contest := s.Record.Contest
	switch {
	case v.Seeking != nil && contest == nil:
		return 2, texts.Of("compete.seeking."+v.Seeking.Stage.String(), int(100*v.Seeking.Share))
	case contest == nil && s.Left == 0:
		return 1, texts.Of("compete.learnt")
	case contest == nil:
		return 1, texts.Of("compete.learning", done)
	}
	number = 3
	if stagesOf(&s.Record) > 3 && s.Record.Settings.Again == nil {
		number = 4
	}
	switch {
	case s.Settled > 0:
		return number, texts.Of("compete.settling", int(100*s.Settled))
	case s.Left == 0:
		return number, texts.Count("compete.found", s.Ensemble.Count())
	}
	return number, texts.Of("compete.competing", done)
}

// movedWords tells how many images of all went to another machine at the last move; nil is
// one that is not known.
func movedWords(m *learn.Move, all int) string {
	if m == nil {
		return texts.Of("compete.unmoved")
	}
	return texts.Of("compete.moved", m.Moved, all, texts.Percent(float32(m.Moved)/float32(all)), m.Epoch)
}

// lossWords tells of the machine that was given up last, and before.
func lossWords(losses []learn.Loss) string {
	if len(losses) == 0 {
		return texts.Of("compete.none")
	}
	last := losses[len(losses)-1]
	words := texts.Of("compete.lost", last.Epoch, texts.Bits(bits(last.Nats)), texts.Bits(bits(last.Next)))
	if before := losses[:len(losses)-1]; len(before) > 0 {
		var costs []string
		for _, l := range before {
			costs = append(costs, texts.Bits(bits(l.Nats)))
		}
		words += texts.Of("compete.before", strings.Join(costs, "; "))
	}
	return words
}

// bitsWords tells how many bits an image takes; empty where that is not known.
func bitsWords(bits float64) string {
	if bits <= 0 {
		return ""
	}
	return texts.Of("compete.bits", texts.Bits(bits))
}

// placeWords is what the machine of a class is called in very little room, if it is still there.
func placeWords(classes texts.Classes, class int) string {
	if class >= 0 && class < 256 {
		if k := classes.Index(uint8(class)); k >= 0 {
			return classes.Short(k)
		}
	}
	return "✕"
}
