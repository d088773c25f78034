// Package curriculum is what the window teaches: lessons, the steps that they have, and
// how far the user has come. It knows no widgets. What the steps say lies in the table
// of texts under "lessons." and the names of lesson and step.
//
// To add a lesson, add a file lesson_N_name.go that hands one to add, and its texts.
package curriculum

import "wakesleep/learn"

// Lesson is a course of steps with a machine of its own.
type Lesson struct {
	// Name is its key in the table of texts and in preferences.
	Name string
	// Minutes is about how long it takes.
	Minutes int
	// Data are the images that its machine learns from, as dataset.Open knows them,
	// with slanted writing straightened if Upright.
	Data    string
	Upright bool
	// Machine are the settings under which its machine is made.
	Machine learn.Settings
	// Room is the key of the room in which it begins.
	Room  string
	Steps []Step
}

// Step asks for something, or only tells something.
type Step struct {
	// Name is its key in the table of texts. Its texts are title, text and, where
	// there is something to do, seen: what there is to see then.
	Name string
	// Show does what the step asks for; nil where it asks for nothing. Swap, if any,
	// is the last thing that it does.
	Show func(Stage)
	// Done tells by how the program stands whether it has been done, by whatever way.
	Done func(Facts) bool
}

// Stage is what a step may do to show how it is done.
type Stage interface {
	// Go makes the room with a key the visible one.
	Go(room string)
	// Run does n cycles.
	Run(steps learn.Steps, n int)
	// TakeImage puts a random image with a label before the machine, in the room that
	// draws; of any label where there is none such.
	TakeImage(label int)
	// Swap lets the machine go on with images whose ink and paper are swapped.
	Swap()
}

// Facts are what a step may know of how the program stands.
type Facts struct {
	// Room is the key of the visible room.
	Room string
	// Woken, Slept and Both are the cycles of each kind that the machine has done
	// since the step began.
	Woken, Slept, Both int
	// Recognised tells that the room that draws shows what the machine makes of an
	// image.
	Recognised bool
	// Swapped tells that the images' ink and paper are swapped.
	Swapped bool
}

var all []*Lesson

// add makes a lesson one of all. Files are taken in the order of their names.
func add(l *Lesson) *Lesson {
	all = append(all, l)
	return l
}

// All are the lessons in their order.
func All() []*Lesson { return all }

// Memory keeps numbers from one start of the program to the next, as Fyne's
// preferences do.
type Memory interface {
	Int(key string) int
	SetInt(key string, value int)
}

// Progress is the number of steps of a lesson that the user has done.
func Progress(m Memory, l *Lesson) int {
	return max(0, min(m.Int(l.memory()), len(l.Steps)))
}

// Finished tells whether the user has done a whole lesson.
func Finished(m Memory, l *Lesson) bool { return Progress(m, l) == len(l.Steps) }

// Keep remembers that the user has done so many steps of a lesson, if it is more than
// before.
func Keep(m Memory, l *Lesson, steps int) {
	if steps > Progress(m, l) {
		m.SetInt(l.memory(), steps)
	}
}

// Forget lets a lesson begin anew.
func Forget(m Memory, l *Lesson) { m.SetInt(l.memory(), 0) }

func (l *Lesson) memory() string { return "lesson-" + l.Name }

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
