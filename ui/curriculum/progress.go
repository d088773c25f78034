package curriculum

// Memory keeps numbers from one start of the program to the next, as Fyne's
// preferences do.
type Memory interface {
	Int(key string) int
	SetInt(key string, value int)
}

// Progress is the number of steps of a lesson that a person has done.
func Progress(m Memory, l *Lesson) int {
	return max(0, min(m.Int(l.memory()), len(l.Steps)))
}

// Finished tells whether a person has done a whole lesson.
func Finished(m Memory, l *Lesson) bool { return Progress(m, l) == len(l.Steps) }

// Keep remembers that a person has done so many steps of a lesson, if it is more than
// before.
func Keep(m Memory, l *Lesson, steps int) {
	if steps > Progress(m, l) {
		m.SetInt(l.memory(), steps)
	}
}

// Forget lets a lesson begin anew.
func Forget(m Memory, l *Lesson) { m.SetInt(l.memory(), 0) }

func (l *Lesson) memory() string { return "lesson-" + l.Name }
