package desk

import (
	"path/filepath"
	"strings"

	"wakesleep/io/checkpoint"
	"wakesleep/io/exclusive"
	"wakesleep/io/machinefile"
	"wakesleep/learn"
	"wakesleep/learn/session"
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
	// stamp is that of the file when it was read or written last; zero where that is not
	// known.
	stamp stamp
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

// key tells documents apart by their files, or a machine without one from all others.
func (c *Document) key() any {
	if c.Path != "" {
		return c.Path
	}
	return c
}

// Files open machines, data and pictures, and save machines; they know whether the machine
// is in a file. Their methods are called on Fyne's goroutine.
type Files struct {
	*Exchanges
	*Paths
	// contents are the states of machines that files hold, as far as this window has read
	// or written them, and in which machines without a file came, by their documents' keys.
	contents map[any]State
}

// Document is the file that the machine belongs to.
func (d *Files) Document() Document { return *d.now.document }

// Unsaved tells whether training, or names, would be lost. A lesson's machine can be
// had again.
func (d *Files) Unsaved() bool {
	doc := d.now.document
	return d.session != nil && doc.Lesson == "" && d.contents[doc.key()] != d.now.at(d.session.Status().Cycle)
}

// Save writes the machine to its file, or asks for one.
func (d *Files) Save() { d.saveThen(func() {}) }

// saveThen does something after a save that succeeded. It asks before a file is replaced
// that somebody else has changed.
func (d *Files) saveThen(then func()) {
	doc := d.now.document
	if doc.Path == "" {
		d.write(doc, func() string { return doc.Path }, then)
		return
	}
	path, known := doc.Path, doc.stamp
	d.tasks.Run(func() func() {
		info, err := d.Disk.Stat(path)
		return func() {
			write := func() { d.write(doc, func() string { return doc.Path }, then) }
			if err != nil || stampFrom(info).is(known) {
				write()
				return
			}
			d.confirm(texts.Of("dialog.changed.title"), texts.Of("dialog.changed.text", filepath.Base(path), filepath.Dir(path)),
				Choice{Text: texts.Of("common.cancel")},
				Choice{Text: texts.Of("dialog.replace.button"), Act: write},
				Choice{Text: texts.Of("menu.file.saveAs"), Act: func() { d.askSaveThen(then) }})
		}
	})
}

// AskSave asks for a file and writes the machine to it.
func (d *Files) AskSave() { d.askSaveThen(func() {}) }

func (d *Files) askSaveThen(then func()) {
	if !d.Ready() {
		return
	}
	name := d.Document().name()
	if d.Document().Path == "" {
		name = strings.ReplaceAll(name, " ", "-") + machinefile.Extension
	}
	d.pickNew(texts.Of("files.save.title"), name, machineFiles(), func(path string) {
		d.write(nil, func() string { return path }, then)
	})
}

// write saves the whole session in its turn, when it is known in which state the machine
// is, so that training can go on from the file. It asks for the file where there is none.
// Where another document has come in place of the one that was meant, if one was, it begins
// again.
func (d *Files) write(doc *Document, file func() string, then func()) {
	d.inTurn(func(end func()) {
		if doc != nil && doc != d.now.document {
			d.saveThen(then)
			end()
			return
		}
		path := file()
		if path == "" || d.session == nil {
			d.askSaveThen(then)
			end()
			return
		}
		d.Say(texts.Of("files.save.saving"))
		d.carryOut(d.writing(path, then), Next{change: func(*session.Session) error { return nil }}, end)
	})
}

// writing is the exchange, which changes nothing, that writes what it finds.
func (d *Files) writing(path string, then func()) *Exchange {
	return &Exchange{Done: func(m *session.Moment, err error) {
		if err != nil || m == nil {
			return // the desk is closed
		}
		now := d.now
		var written stamp
		d.try("save "+path, func() error {
			err := writeMachine(path, m.Checkpoint)
			written = d.Disk.stampOf(path)
			return err
		}, func(err error) {
			d.Say("")
			d.Fail(texts.Of("files.save.machineFailed"), err)
		}, func() {
			d.Remember(path)
			now.document.Path, now.document.stamp = path, written
			d.contents[path] = now.at(m.Cycle())
			d.Say(texts.Of("files.save.done", path))
			d.desk.describe()
			then()
		})
	}}
}

func writeMachine(path string, c *learn.Checkpoint) error {
	return exclusive.Replace(path, func() error { return checkpoint.Write(path, c) })
}

// Guard does something that puts another machine in this one's place, after asking if
// it has learnt anything that is not saved.
func (d *Files) Guard(title string, then func()) {
	d.guard(title, func(name string) string { return texts.Of("dialog.unsaved.aside", name) }, then)
}

// GuardLeaving does something that ends the program, after asking in the same way.
func (d *Files) GuardLeaving(then func()) {
	d.guard(texts.Of("dialog.unsaved.leave"), func(name string) string { return texts.Of("dialog.unsaved.text", name) }, then)
}

// guard asks in its turn, about what there is then.
func (d *Files) guard(title string, text func(name string) string, then func()) {
	d.inTurn(func(end func()) {
		defer end()
		if !d.Unsaved() {
			then()
			return
		}
		d.confirm(title, text(d.Document().name()),
			Choice{Text: texts.Of("common.cancel")},
			Choice{Text: texts.Of("dialog.unsaved.dont"), Act: then},
			Choice{Text: texts.Of("dialog.unsaved.save"), Act: func() { d.saveThen(then) }})
	})
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
	d.frame.Describe(strings.Join([]string{dataWords(v), machineWords(v.Snapshot), name}, " · "))
}

func dataWords(v *View) string {
	key := "bar.status.data"
	if v.Data.Training.Straightened {
		key = "bar.status.straightened"
	}
	return texts.Of(key, v.Data.Name, v.Data.Training.Count())
}

func machineWords(s *session.Snapshot) string {
	text, settings := texts.Shape(s.Machine), s.Record.Settings
	if e := s.Ensemble; e.OfClasses() {
		text = texts.Of("bar.status.classes", e.Count(), text)
	}
	text += " · " + string(settings.Method)
	if settings.Method == learn.Reweighted {
		text += texts.Format(", K=%d", settings.Samples)
	}
	return text + " · " + texts.Of("bar.status.seed", texts.Seed(settings.Seed))
}
