package session

import (
	"math"
	"slices"

	"wakesleep/learn"
	"wakesleep/network"
)

const (
	// maxFrames and maxFilm, in bytes, bound a film.
	maxFrames = 23
	maxFilm   = 200 << 20
	// frameDreams is the number of dreams of a frame, and frameSeed their seed.
	frameDreams = 12
	frameSeed   = 1
)

// Frame is a state of a session's past with a few dreams. All frames of a machine
// are dreamt with the same random numbers, so that the same dreams get better from frame to frame.
// It is immutable.
type Frame struct {
	*Moment
	// Dreams are as [FrameDreams] makes them.
	Dreams [][]float32
	// Run counts the session's runs, from one, and Offset is the number of cycles of
	// the run done; Steps is what they consisted of.
	Run, Offset int
	Steps       learn.Steps
}

// film keeps the frames of a session, which are taken as runs go on: at a run's
// beginning and then after 10, 23, 39, 60, … cycles.
type film struct {
	// frames are replaced, never changed, because snapshots share them.
	frames []*Frame
	runs   int
	// due is the cycle of the run after which the next frame is taken.
	due int
	// current tells that nothing has happened since the last frame.
	current bool
}

// begin opens a run.
func (f *film) begin() {
	f.runs++
	f.due = 0
}

// wants tells whether a frame is due after the given number of cycles of the run.
func (f *film) wants(done int) bool { return done >= f.due }

// take adds the state after the given number of cycles of the run. Where nothing happened since
// the last frame it takes its place.
func (f *film) take(s *Moment, steps learn.Steps, done int) {
	f.due = done + 10 + done*3/10
	frames := slices.Clone(f.frames)
	if n := len(frames); f.current && n > 0 {
		frames = frames[:n-1]
	}
	f.frames = append(frames, &Frame{
		Moment: s, Dreams: FrameDreams(s.Checkpoint.Ensemble), Run: f.runs, Offset: done, Steps: steps,
	})
	f.current = true
	f.thin()
}

// FrameDreams makes the dreams that a frame of an ensemble has: of all members in
// turn, each dream's pixels as probabilities in a slice of its own. Of the same machines
// they are the same, and while they learn the dreams get better.
func FrameDreams(e *network.Ensemble) [][]float32 {
	d := e.DreamEqually(frameDreams, frameSeed)
	list := make([][]float32, d.Count())
	for i := range list {
		list[i] = slices.Clone(d.Probabilities.Row(i))
	}
	return list
}

// thin leaves out frames until there are few enough, those first that show least.
func (f *film) thin() {
	bytes := 0
	for _, frame := range f.frames {
		bytes += frame.Checkpoint.Bytes()
	}
	for len(f.frames) > 1 && (len(f.frames) > maxFrames || bytes > maxFilm) {
		least, at := math.Inf(1), 0
		for i := range len(f.frames) - 1 {
			if w := f.worth(i); w < least {
				least, at = w, i
			}
		}
		bytes -= f.frames[at].Checkpoint.Bytes()
		f.frames = slices.Delete(f.frames, at, at+1) // a clone, made by take
	}
}

// worth is by how much more the run has gone on between a frame's neighbours, as a
// logarithm: at the beginning, where dreams change fastest, frames lie closest. A
// run's first and last frames are worth more, and those of earlier runs ever less.
func (f *film) worth(i int) float64 {
	const (
		soon  = 10 // cycles
		first = 6
		last  = 5
		fade  = .75
	)
	frame := f.frames[i]
	worth := float64(first)
	if i > 0 && f.frames[i-1].Run == frame.Run {
		worth = last
		if i+1 < len(f.frames) && f.frames[i+1].Run == frame.Run {
			worth = math.Log(float64(f.frames[i+1].Offset+soon) / float64(f.frames[i-1].Offset+soon))
		}
	}
	return worth * math.Pow(fade, float64(f.runs-frame.Run))
}

// takeFrame takes a frame of the present, which must be finite: dreams of numbers that
// are not say nothing.
func (o *owner) takeFrame() {
	if o.trainer.Finite() {
		o.film.take(o.moment(), o.status.Steps, o.status.Done)
	}
}

// takeLastFrame takes a frame of what is about to be replaced, unless there is one.
func (o *owner) takeLastFrame() {
	if !o.film.current && o.film.runs > 0 {
		o.takeFrame()
	}
}
