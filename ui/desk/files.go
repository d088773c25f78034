package desk

import (
	"path/filepath"
	"strings"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/ui/texts"
)

// What the program is called, by people and by the system.
const (
	ProgramName = "Wake-Sleep"
	ProgramID   = "io.github.wakesleep.WakeSleep"
)

// Document is the file that a machine belongs to, in all states that the machine goes
// through.
type Document struct {
	// Path is empty as long as there is none, and Title stands for it then.
	Path, Title string
	// Lesson is the name of the lesson whose machine it is, if any.
	Lesson string
	// came is the state in which the machine came.
	came State
}

func (c Document) name() string {
	switch {
	case c.Path != "":
		return filepath.Base(c.Path)
	case c.Title != "":
		return c.Title
	}
	return texts.Of("files.newMachine")
}

// contents are the states of machines that files hold, by their paths, as far as this
// window has read or written them.
type contents map[string]State

// came takes down that the machine of a document came in a state.
func (c contents) came(doc *Document, s State) {
	if doc.came = s; doc.Path != "" {
		c[doc.Path] = s
	}
}

// has tells whether a state is in the document's file, or is how a machine without a file
// came.
func (c contents) has(doc *Document, s State) bool {
	if doc.Path == "" {
		return s == doc.came
	}
	return s == c[doc.Path]
}

// Files open machines, data and pictures, and save machines; they know whether the machine
// is in a file. Their methods are called on Fyne's goroutine.
type Files struct {
	*Exchanges
	*Dialogs
	*Paths
	contents contents
}

// Document is the file that the machine belongs to.
func (d *Files) Document() Document { return *d.now.document }

// Unsaved tells whether training, or names, would be lost. A lesson's machine can be
// had again.
func (d *Files) Unsaved() bool {
	return d.session != nil && d.now.document.Lesson == "" && !d.contents.has(d.now.document, d.now.at(d.session.Status().Cycle))
}

// describe brings the title and the status line up to the machine and its data.
func (d *Desk) describe() {
	v := d.Latest()
	if v == nil {
		return
	}
	name := d.Document().name()
	if d.Unsaved() {
		name += "*"
	}
	if title := name + " – " + ProgramName; d.window.Title() != title {
		d.window.SetTitle(title)
	}
	d.front.Describe(strings.Join([]string{
		dataWords(v), machineWords(&v.Snapshot.Record), name,
	}, " · "))
}

func dataWords(v *View) string {
	set := v.Data.Training
	if set.Straightened {
		return texts.Of("bar.status.straightened", v.Data.Name, set.Count())
	}
	return texts.Of("bar.status.data", v.Data.Name, set.Count())
}

func machineWords(r *learn.Record) string {
	s := r.Settings
	text := shape(r) + " · " + string(s.Method)
	if s.Method == learn.Reweighted {
		text += texts.Format(", K=%d", s.Samples)
	}
	return text + " · " + texts.Of("bar.status.seed", texts.Seed(s.Seed))
}

func shape(r *learn.Record) string {
	text := r.Settings.Layers
	if hidden, err := r.Settings.Hidden(); err == nil {
		text = network.ShapeString(r.Width*r.Height, hidden)
	}
	if n := len(r.Classes); n > 0 {
		text = texts.Of("bar.status.classes", n, text)
	}
	return text
}
