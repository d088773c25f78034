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

// Document is the file that the machine belongs to.
type Document struct {
	// Path is empty as long as there is none, and Title stands for it then.
	Path, Title string
	// SavedCycle is the number of cycles that the file has, or that the machine
	// came with.
	SavedCycle uint64
	// renamed tells that a person named categories since.
	renamed bool
	// Lesson is the name of the lesson whose machine it is, if any.
	Lesson string
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

// Unsaved tells whether training, or names, would be lost. A lesson's machine can be
// had again.
func (d *Desk) Unsaved() bool {
	return d.session != nil && d.doc.Lesson == "" && (d.doc.renamed || d.session.Status().Cycle != d.doc.SavedCycle)
}

// describe brings the title and the status line up to the machine and its data.
func (d *Desk) describe() {
	v := d.Latest()
	if v == nil {
		return
	}
	name := d.doc.name()
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
