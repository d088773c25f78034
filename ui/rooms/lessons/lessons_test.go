package lessons

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"wakesleep/learn"
	"wakesleep/ui/curriculum"
	"wakesleep/ui/desk"
	"wakesleep/ui/pictures"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// shortLesson is a lesson with a machine, and images, that are small.
func shortLesson(t *testing.T, of *curriculum.Lesson) *curriculum.Lesson {
	t.Helper()
	l := *of
	l.Data, l.Upright = stage.WriteImages(t, t.TempDir(), stage.TwoKinds(8, 8, 40)), false
	l.Machine.Layers, l.Machine.Batch = "4,3c", 5
	return &l
}

// inLesson is a stage on which a lesson has begun.
func inLesson(t *testing.T, l *curriculum.Lesson) *scene {
	t.Helper()
	s := stage.WithBars(newScene(t))
	s.Run(learn.WakeSleep, 7)
	s.AtRest()
	s.guide.begin(l, 0)
	s.Press("dialog.unsaved.dont")
	s.begun()
	return s
}

// begun waits until a lesson's machine is there.
func (s *scene) begun() {
	s.T.Helper()
	s.Until("the lesson begins", func() bool { return !s.guide.busy && s.guide.leads() && s.Ready() })
	s.Settle()
}

// Every step of every lesson comes true by its "show me" alone, and at the end a
// person's own machine is back.
func TestLessonsCompleteThemselves(t *testing.T) {
	for _, lesson := range curriculum.All() {
		l := shortLesson(t, lesson)
		s := inLesson(t, l)
		for i := range l.Steps {
			if s.guide.course.At != i {
				t.Fatalf("%s: at step %d, want %d", l.Name, s.guide.course.At, i)
			}
			s.guide.showStep()
			s.AtRest()
			s.Until("the step "+l.Steps[i].Name+" is done", s.guide.course.Done)
			s.guide.next()
		}
		s.Settle()
		now := s.AtRest()
		if s.guide.course != nil || s.Data().Name != "bars3" || now.Cycle != 7 {
			t.Errorf("%s: afterwards %s and cycle %d", l.Name, s.Data().Name, now.Cycle)
		}
		if !curriculum.Finished(s.Preferences(), l) {
			t.Errorf("%s is not finished", l.Name)
		}
	}
}

// A step notices what it asks for by whatever way it is done.
func TestStepsNoticeWhatIsDoneByHand(t *testing.T) {
	s := inLesson(t, shortLesson(t, curriculum.All()[0]))
	s.ChooseRoom("watch")
	s.Tick()
	s.Press("lessons.step.next")
	if got := s.guide.course.Step().Name; got != "wake" {
		t.Fatalf("the step is %s", got)
	}
	s.Entry("cycles").SetText("500")
	s.Press("bar.wake.button")
	s.AtRest()
	if !s.guide.course.Done() || s.guide.strip.text.Text != texts.Of("lessons.awake.wake.seen") {
		t.Errorf("500 cycles awake: %q", s.guide.strip.text.Text)
	}
	s.guide.next()
	s.ChooseRoom("draw")
	s.Tick()
	if s.guide.course.Done() {
		t.Error("an empty pad is something recognised")
	}
	s.DrawRoom().Take(desk.Drawing{Ink: bar8x8(), Width: 8, Height: 8}, "")
	s.Settle()
	s.Tick()
	if !s.guide.course.Done() {
		t.Error("a drawing was not noticed")
	}
}

func TestUndoneStepsDoNotCount(t *testing.T) {
	s := inLesson(t, shortLesson(t, curriculum.All()[0]))
	s.guide.Go("watch")
	s.Tick()
	s.guide.next()
	s.Run(learn.WakeOnly, 250)
	s.AtRest()
	s.Undo()
	s.Settle()
	s.Run(learn.WakeOnly, 250)
	s.AtRest()
	if s.guide.course.Done() {
		t.Error("250 cycles of which the machine knows nothing were counted")
	}
	s.Run(learn.WakeOnly, 50)
	s.AtRest()
	if !s.guide.course.Done() {
		t.Error("300 cycles were not counted")
	}
}

func TestLeavingALessonBringsBackTheMachine(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.Run(learn.WakeSleep, 7)
	mine := s.AtRest()
	l := shortLesson(t, curriculum.All()[0])
	s.guide.begin(l, 0)
	s.WaitDialog("lessons.say.asked")
	s.Press("dialog.unsaved.dont")
	s.begun()
	if s.Unsaved() || s.Data().Name == "bars3" {
		t.Errorf("data %s, unsaved %v", s.Data().Name, s.Unsaved())
	}
	s.Run(learn.WakeOnly, 20)
	s.AtRest()
	s.guide.leave()
	s.Settle()
	now := s.AtRest()
	if !stage.SameWeights(now.Machine, mine.Machine) || s.Data().Name != "bars3" || !s.Unsaved() || s.guide.course != nil {
		t.Errorf("left to %s at cycle %d", s.Data().Name, now.Cycle)
	}
	s.Undo()
	s.Settle()
	if now = s.AtRest(); now.Cycle != 20 || s.Data().Name == "bars3" {
		t.Errorf("undone to %s at cycle %d", s.Data().Name, now.Cycle)
	}
}

// A machine that comes in between is not the lesson's; it can be kept, or the lesson's
// be had again as it was when the step began.
func TestLessonsNoticeOtherMachines(t *testing.T) {
	s := inLesson(t, shortLesson(t, curriculum.All()[0]))
	s.guide.Go("watch")
	s.Tick()
	s.guide.next()
	s.guide.showStep()
	s.AtRest()
	s.guide.next()
	s.ChooseRoom("watch")
	s.Begin("bars4", learn.Settings{Layers: "2", Method: learn.Classic, Samples: 1, Batch: 1, Rate: []float64{.1}, Optimiser: learn.SGD, Init: learn.Zero})
	s.Settle()
	s.Tick()
	if s.guide.leads() || s.guide.strip.text.Text != texts.Of("lessons.step.strayed") {
		t.Fatalf("the strip says %q", s.guide.strip.text.Text)
	}
	s.Press("lessons.step.fetch")
	s.begun()
	if now := s.AtRest(); now.Cycle != 500 || s.guide.course.Step().Name != "look" {
		t.Errorf("fetched at cycle %d and the step %s", now.Cycle, s.guide.course.Step().Name)
	}
	s.Begin("bars4", learn.Settings{Layers: "2", Method: learn.Classic, Samples: 1, Batch: 1, Rate: []float64{.1}, Optimiser: learn.SGD, Init: learn.Zero})
	s.Settle()
	s.Tick()
	s.guide.leave()
	s.Settle()
	if s.guide.course != nil || s.Data().Name != "bars4" {
		t.Errorf("left to %s", s.Data().Name)
	}
}

// The machines of classes come back too.
func TestLeavingALessonBringsBackTheMachinesOfClasses(t *testing.T) {
	s := stage.WithClasses(newScene(t))
	mine := s.RunOf("5", "bar.wakeSleep.button")
	s.guide.begin(shortLesson(t, curriculum.All()[0]), 0)
	s.Press("dialog.unsaved.dont")
	s.begun()
	s.guide.leave()
	s.Settle()
	if now := s.AtRest(); !now.Ensemble.OfClasses() || now.Cycle != mine.Cycle || !stage.SameWeights(now.Machine, mine.Machine) {
		t.Errorf("left to cycle %d, classes %v", now.Cycle, now.Ensemble.OfClasses())
	}
}

// Each image is imagined by the machine that describes it in the fewest bits, and all dream.
func TestMachinesOfClassesImagineTheirOwnImages(t *testing.T) {
	s := stage.WithFound(newScene(t), 3)
	all := s.RunOf("60", "bar.wakeSleep.button").Ensemble
	s.ChooseRoom("lessons")
	s.Settle()
	p := s.room.pictures
	dreams, by := all.Dream(p.rows[2].Count(), lessonSeed), map[int]bool{}
	for i := range p.rows[0].Count() {
		r := all.Recognise(pictures.Ink(p.rows[0].Values(i)), lessonFirings, imaginingSeed)
		if by[r.Best] = true; !slices.Equal(p.rows[1].Values(i), r.Each[r.Best].Image) {
			t.Fatalf("image %d is imagined by another machine than number %d", i, r.Best)
		}
		if !slices.Equal(p.rows[2].Values(i), dreams.Probabilities.Row(i)) {
			t.Fatalf("dream %d is another", i)
		}
	}
	if len(by) < 2 {
		t.Errorf("all images are those of machine %v", by)
	}
}

// Going on after a new start makes the machine as it was when the step began.
func TestLessonsGoOnAfterANewStart(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.Settle()
	l := shortLesson(t, curriculum.All()[0])
	curriculum.Keep(s.Preferences(), l, 6)
	s.guide.begin(l, 6)
	s.begun()
	if now := s.AtRest(); now.Cycle != 3000 || !s.Data().Training.Swapped || s.Data().Training.Image(0)[0] == stage.TwoKinds(8, 8, 1).Image(0)[0] {
		t.Errorf("cycle %d of %s", now.Cycle, s.Data().Name)
	}
	if s.guide.course.Done() || s.guide.course.Step().Name != "deprive" {
		t.Errorf("the step is %s", s.guide.course.Step().Name)
	}
}

// The words of every step have room in the strip of the smallest window.
func TestStripHoldsItsWords(t *testing.T) {
	t.Cleanup(func() { texts.Use("en") })
	for _, language := range texts.Languages {
		texts.Use(language.Code)
		for _, l := range curriculum.All() {
			short := shortLesson(t, l)
			s := inLesson(t, short)
			s.Window().Resize(fyne.NewSize(1024, 640))
			s.ChooseRoom("watch")
			s.Tick()
			strip := s.guide.strip
			for _, step := range l.Steps {
				for _, what := range []string{"text", "seen"} {
					if what == "seen" && step.Done == nil {
						continue
					}
					strip.text.SetText(texts.Of("lessons." + l.Name + "." + step.Name + "." + what))
					if height := strip.text.MinSize().Height; height > stripHeight+8 {
						t.Errorf("%s: %s of the step %s is %g high", language.Code, what, step.Name, height)
					}
				}
			}
		}
	}
}

// bar8x8 is a broad bar across 8×8 pixels.
func bar8x8() []uint8 {
	ink := make([]uint8, 64)
	for i := 16; i < 48; i++ {
		ink[i] = 255
	}
	return ink
}

func TestLessonsHaveTips(t *testing.T) {
	s := stage.WithBars(newScene(t))
	stage.RequireTips(t, s.guide.strip.object)
	stage.RequireTips(t, s.room.Object())
}

// Another machine that comes while a lesson is on its way takes its place, and lessons can
// be begun again.
func TestAnotherMachineInTheMeantimeLeavesLessonsOpen(t *testing.T) {
	s := stage.WithBars(newScene(t))
	l := shortLesson(t, curriculum.All()[0])
	s.Hold()
	s.guide.begin(l, 0)
	s.ReplaceMachine("new", learn.ClassicDefaults(), s.Data(), false, "", func(error) {})
	s.Release(1)
	s.Let()
	s.Settle()
	if s.guide.busy || s.guide.course != nil || s.Data().Name != "bars3" {
		t.Errorf("a lesson is on its way: %v; the data are %s", s.guide.busy, s.Data().Name)
	}
	s.guide.begin(l, 0)
	s.begun()
}
