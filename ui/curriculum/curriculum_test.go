package curriculum

import (
	"slices"
	"strings"
	"testing"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/texts"
)

// course is a lesson of three steps: waking for ten cycles, a room to go to, and
// something to read.
func lesson() *Lesson {
	return &Lesson{Name: "short", Steps: []Step{
		{Name: "wake", Show: func(s Stage) { s.Run(learn.WakeOnly, 10) }, Done: func(f Facts) bool { return f.Woken >= 10 }},
		{Name: "room", Show: func(s Stage) { s.Go("draw"); s.Swap() }, Done: func(f Facts) bool { return f.Room == "draw" }},
		{Name: "read"},
	}}
}

// ran is the status after a run.
func ran(steps learn.Steps, done int, cycle uint64) session.Status {
	return session.Status{Steps: steps, Done: done, Cycle: cycle}
}

func TestCourse(t *testing.T) {
	c := Start(lesson(), 0, 100)
	c.Next()
	if c.At != 0 || c.Done() {
		t.Fatal("went on though nothing was done")
	}
	if c.Look(ran(learn.SleepOnly, 50, 150), Facts{}) || c.Look(ran(learn.WakeOnly, 9, 159), Facts{}) {
		t.Error("sleep, or nine cycles, were taken for ten of waking")
	}
	if !c.Look(ran(learn.WakeOnly, 1, 160), Facts{}) || c.Look(ran(learn.WakeOnly, 2, 161), Facts{}) {
		t.Error("a step comes true once")
	}
	c.Next()
	if c.Look(ran(learn.WakeOnly, 2, 161), Facts{Room: "watch"}) || !c.Look(ran(learn.WakeOnly, 2, 161), Facts{Room: "draw"}) {
		t.Error("the room was not noticed")
	}
	c.Back()
	if !c.Done() || c.Furthest() != 2 {
		t.Errorf("back at a step that was done: %v, furthest %d", c.Done(), c.Furthest())
	}
	c.Back()
	c.Next()
	c.Next()
	if !c.Last() || !c.Done() || c.Furthest() != 3 {
		t.Errorf("at the end: last %v, done %v, furthest %d", c.Last(), c.Done(), c.Furthest())
	}
	c.Next()
	if c.At != 2 {
		t.Errorf("went on after the last step to %d", c.At)
	}
}

// Only what is done in a step counts for it.
func TestCyclesCountFromTheStepOn(t *testing.T) {
	l := lesson()
	l.Steps[1].Done = l.Steps[0].Done
	c := Start(l, 0, 0)
	c.Look(ran(learn.WakeOnly, 30, 30), Facts{})
	c.Next()
	if c.Look(ran(learn.WakeOnly, 39, 39), Facts{}) {
		t.Error("nine cycles were enough")
	}
	if !c.Look(ran(learn.WakeOnly, 40, 40), Facts{}) {
		t.Error("ten cycles were not enough")
	}
}

func TestDiary(t *testing.T) {
	var d Diary
	d.Begin(5)
	spent := func(both, woken, slept int) {
		t.Helper()
		got := []int{d.Spent(learn.WakeSleep), d.Spent(learn.WakeOnly), d.Spent(learn.SleepOnly)}
		if !slices.Equal(got, []int{both, woken, slept}) {
			t.Errorf("both, woken, slept: %v, want %v", got, []int{both, woken, slept})
		}
	}
	d.Note(ran(learn.WakeOnly, 3, 8))
	d.Note(ran(learn.WakeOnly, 10, 15))
	spent(0, 10, 0)
	// Two more cycles of waking, and then a run of sleep began.
	d.Note(ran(learn.SleepOnly, 4, 21))
	spent(0, 12, 4)
	d.Note(ran(learn.WakeSleep, 7, 28))
	spent(7, 12, 4)
	d.Jump(19) // undone in the middle of sleep
	spent(0, 12, 2)
	d.Jump(12)
	spent(0, 7, 0)
	d.Jump(28) // redone, which nobody watched
	spent(0, 7, 0)
	d.Note(ran(learn.SleepOnly, 2, 30))
	spent(0, 7, 2)
	d.Note(ran(learn.SleepOnly, 2, 3)) // before the diary began
	spent(0, 0, 0)
}

// memory is one that a test can look into.
type memory map[string]int

func (m memory) Int(key string) int           { return m[key] }
func (m memory) SetInt(key string, value int) { m[key] = value }

func TestProgress(t *testing.T) {
	m, l := memory{}, lesson()
	Keep(m, l, 2)
	Keep(m, l, 1)
	if Progress(m, l) != 2 || Finished(m, l) {
		t.Errorf("progress %d", Progress(m, l))
	}
	Keep(m, l, 3)
	if !Finished(m, l) {
		t.Error("not finished")
	}
	m["lesson-short"] = 99 // of a version with more steps
	if Progress(m, l) != 3 {
		t.Errorf("progress %d of 3", Progress(m, l))
	}
	Forget(m, l)
	if Progress(m, l) != 0 {
		t.Error("not forgotten")
	}
}

func TestActs(t *testing.T) {
	want := []Act{{Steps: learn.WakeOnly, N: 10}, {Swap: true}}
	for step, n := range []int{0, 1, 2} {
		if got := lesson().Acts(step); !slices.Equal(got, want[:n]) {
			t.Errorf("step %d: %+v", step, got)
		}
	}
}

// Lessons can be made, have names of their own, and say all that they have to in every
// language, in so few words that the strip holds them.
func TestLessonsAreComplete(t *testing.T) {
	defer texts.Use("en")
	const most = 290
	names := map[string]bool{}
	for _, l := range All() {
		if names[l.Name] || l.Minutes < 1 || len(l.Steps) == 0 {
			t.Errorf("lesson %q", l.Name)
		}
		names[l.Name] = true
		if err := l.Machine.Validate(); err != nil {
			t.Errorf("%s: %v", l.Name, err)
		}
		for _, language := range texts.Languages {
			texts.Use(language.Code)
			group := texts.Group("lessons." + l.Name)
			for _, key := range l.texts() {
				if text := group[key]; text == "" || len([]rune(text)) > most {
					t.Errorf("%s: %s.%s has %d letters", language.Code, l.Name, key, len([]rune(text)))
				}
				delete(group, key)
			}
			for key := range group {
				t.Errorf("%s: %s.%s is not asked for", language.Code, l.Name, key)
			}
		}
	}
}

// texts are the keys of all that a lesson says.
func (l *Lesson) texts() []string {
	keys := []string{"title", "goal"}
	for _, s := range l.Steps {
		parts := []string{"title", "text"}
		if s.Done != nil {
			parts = append(parts, "seen")
		}
		for _, part := range parts {
			keys = append(keys, strings.Join([]string{s.Name, part}, "."))
		}
	}
	return keys
}
