package ui

import (
	"path/filepath"
	"strings"

	"wakesleep/learn"
	"wakesleep/network"
	"wakesleep/ui/phrase"
	"wakesleep/ui/texts"
)

const (
	programName = "Wake-Sleep"
	programID   = "io.github.wakesleep.WakeSleep"
)

// document is the file that the machine belongs to.
type document struct {
	// path is empty as long as there is none, and title stands for it then.
	path, title string
	// savedCycle is the number of cycles that the file has, or that the machine
	// came with.
	savedCycle uint64
	// renamed tells that a person named categories since.
	renamed bool
	// lesson is the name of the lesson whose machine it is, if any.
	lesson string
}

func (c document) name() string {
	switch {
	case c.path != "":
		return filepath.Base(c.path)
	case c.title != "":
		return c.title
	}
	return texts.Of("files.newMachine")
}

// unsaved tells whether training, or names, would be lost. A lesson's machine can be
// had again.
func (d *desk) unsaved() bool {
	return d.session != nil && d.doc.lesson == "" && (d.doc.renamed || d.session.Status().Cycle != d.doc.savedCycle)
}

// describe brings the title and the status line up to the machine and its data.
func (d *desk) describe() {
	v := d.latest()
	if v == nil {
		return
	}
	name := d.doc.name()
	if d.unsaved() {
		name += "*"
	}
	if title := name + " – " + programName; d.window.Title() != title {
		d.window.SetTitle(title)
	}
	d.frame.write(d.frame.status, strings.Join([]string{
		dataWords(v), machineWords(&v.snapshot.Record), name,
	}, " · "))
}

func dataWords(v *view) string {
	set := v.data.Training
	if set.Straightened {
		return texts.Of("bar.status.straightened", v.data.Name, set.Count())
	}
	return texts.Of("bar.status.data", v.data.Name, set.Count())
}

func machineWords(r *learn.Record) string {
	s := r.Settings
	text := shape(r) + " · " + string(s.Method)
	if s.Method == learn.Reweighted {
		text += texts.Format(", K=%d", s.Samples)
	}
	return text + " · " + texts.Of("bar.status.seed", phrase.Seed(s.Seed))
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
