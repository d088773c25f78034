package desk

import (
	"errors"
	"path/filepath"
	"strings"

	"wakesleep/io/checkpoint"
	"wakesleep/io/exclusive"
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
	// Starter tells that it is the machine that the window starts with; it needs no title.
	Starter bool
	// Lesson is the name of the lesson whose machine it is, if any.
	Lesson string
	// seen is how the file was when it was read or written last; none where that is not
	// known.
	seen exclusive.Seen
}

func (c Document) name() string {
	switch {
	case c.Path != "":
		return filepath.Base(c.Path)
	case c.Title != "":
		return c.Title
	case c.Starter:
		return texts.Of("files.starter")
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

// Name is what the user calls the machine.
func (d *Files) Name() string { return d.Document().name() }

// Unsaved tells whether training, or names, would be lost. A lesson's machine can be
// had again.
func (d *Files) Unsaved() bool {
	doc := d.now.document
	return d.session != nil && doc.Lesson == "" && d.contents[doc.key()] != d.now.at(d.session.Status().Cycle)
}

// Save writes the machine to its file, or asks for one.
func (d *Files) Save() { d.SaveThen(func() {}) }

// SaveThen writes the machine to its file, or asks for one, and does something when it is
// there. It asks before a file is replaced that somebody else has changed.
func (d *Files) SaveThen(then func()) {
	doc := d.now.document
	if doc.Path == "" {
		d.write(doc, func() string { return doc.Path }, nil, then)
		return
	}
	path, known := doc.Path, doc.seen
	d.tasks.Run(func() func() {
		now := d.Disk.look(path)
		return func() {
			write := func() { d.write(doc, func() string { return doc.Path }, &now, then) }
			if now.None() || now.Is(known) {
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
	d.pickNew(texts.Of("files.save.title"), d.now.document.fileName(), machineFiles(), func(path string) {
		d.write(nil, func() string { return path }, nil, then)
	})
}

// write saves the whole session in its turn, when it is known in which state the machine
// is, so that training can go on from the file. It asks for the file where there is none.
// Where another document has come in place of the one that was meant, if one was, it begins
// again, and so it does where the file is not as it was seen, unless that is nil.
func (d *Files) write(doc *Document, file func() string, seen *exclusive.Seen, then func()) {
	d.inTurn(func(end func()) {
		if doc != nil && doc != d.now.document {
			d.SaveThen(then)
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
		d.carryOut(d.writing(path, seen, then), Next{change: func(*session.Session) error { return nil }}, end)
	})
}

// writing is the exchange, which changes nothing, that writes what it finds.
func (d *Files) writing(path string, seen *exclusive.Seen, then func()) *Exchange {
	return &Exchange{Done: func(m *session.Moment, err error) {
		if err != nil || m == nil {
			return // the desk is closed
		}
		now := d.now
		var written exclusive.Seen
		d.try("save "+path, func() (err error) {
			write := func() error { return checkpoint.Write(path, m.Checkpoint) }
			if seen != nil {
				written, err = exclusive.ReplaceSeen(path, *seen, write)
				return err
			}
			err = exclusive.Replace(path, write)
			written = exclusive.Look(path)
			return err
		}, func(err error) {
			d.Say("")
			if errors.Is(err, exclusive.ErrChanged) {
				d.SaveThen(then) // which asks
				return
			}
			d.Fail(texts.Of("files.save.machineFailed"), err)
		}, func() {
			d.Remember(path)
			now.document.Path, now.document.seen = path, written
			d.contents[path] = now.at(m.Cycle())
			d.Say(texts.Of("files.save.done", path))
			d.desk.describe()
			then()
		})
	}}
}

// Guard does something that puts another machine in this one's place, after asking if
// it has learnt anything that is not saved.
func (d *Files) Guard(title string, then func()) {
	d.ask(d.unsavedMachine(asideWords), title, then)
}

// GuardAside does something that puts another machine in this one's place for a while, after
// asking in the same way. What is not saved stays for the next start, should the program end
// before this one is back.
func (d *Files) GuardAside(title string, then func()) {
	work := d.unsavedMachine(asideWords)
	work.giveUp = func() {}
	d.ask(work, title, then)
}

func asideWords(name string) string { return texts.Of("dialog.unsaved.aside", name) }

// GivingUp does something that puts another machine in this one's place, whose user does not
// want it saved.
func (d *Files) GivingUp(then func()) {
	d.desk.autosave.giveUp()
	then()
}

// GuardLeaving does something that ends the program, after asking in the same way, about all
// that would be lost at once.
func (d *Files) GuardLeaving(then func()) {
	machine := d.unsavedMachine(func(name string) string { return texts.Of("dialog.unsaved.text", name) })
	d.ask(machine.and(d.desk.unsavedDrawings()), texts.Of("dialog.unsaved.leave"), then)
}

// work is something that may be lost.
type work struct {
	// lost says in a sentence what would be lost now; empty for nothing.
	lost func() string
	// save saves it, and then does something.
	save func(then func())
	// giveUp notes that the user does not want it.
	giveUp func()
}

// and is both together.
func (w work) and(other work) work {
	return work{
		lost: func() string { return strings.TrimSpace(other.lost() + "\n\n" + w.lost()) },
		save: func(then func()) { other.saveThen(func() { w.saveThen(then) }) },
		giveUp: func() {
			other.giveUp()
			w.giveUp()
		},
	}
}

// saveThen does something after saving what would be lost, if there is something.
func (w work) saveThen(then func()) {
	if w.lost() == "" {
		then()
		return
	}
	w.save(then)
}

// unsavedMachine is what the machine has learnt, which words say by its name.
func (d *Files) unsavedMachine(words func(name string) string) work {
	return work{func() string {
		if !d.Unsaved() {
			return ""
		}
		return words(d.Name())
	}, d.SaveThen, d.desk.autosave.giveUp}
}

// unsavedDrawings are those of the room that keeps some.
func (d *Desk) unsavedDrawings() work {
	if d.keeper == nil {
		return work{func() string { return "" }, nil, func() {}}
	}
	return work{d.keeper.Unsaved, d.keeper.Save, d.keeper.GiveUp}
}

// ask asks about work in its turn, when it is known what there is then.
func (d *Files) ask(w work, title string, then func()) {
	d.inTurn(func(end func()) {
		defer end()
		lost := w.lost()
		if lost == "" {
			then()
			return
		}
		d.confirm(title, lost,
			Choice{Text: texts.Of("common.cancel")},
			Choice{Text: texts.Of("dialog.unsaved.dont"), Act: func() {
				w.giveUp()
				then()
			}},
			Choice{Text: texts.Of("dialog.unsaved.save"), Act: func() { w.saveThen(then) }})
	})
}

// describe brings the title and the status line up to the machine and its data.
func (d *Desk) describe() {
	v := d.Latest()
	if v == nil {
		return
	}
	name := d.Name()
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
		text = texts.Machines(e, text)
	}
	text += " · " + string(settings.Method)
	if settings.Method == learn.Reweighted {
		text += texts.Format(", K=%d", settings.Samples)
	}
	return text + " · " + texts.Of("bar.status.seed", texts.Seed(settings.Seed))
}
