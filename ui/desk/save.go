package desk

import (
	"context"
	"fmt"
	"strings"

	"wakesleep/io/machinefile"
	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/kit"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// Save writes the machine to its file, or asks for one.
func (d *Files) Save() { d.saveThen(func() {}) }

// saveThen does something after a save that succeeded.
func (d *Files) saveThen(then func()) {
	if path := d.Document().Path; path != "" {
		d.write(path, then)
		return
	}
	d.askSaveThen(then)
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
	d.Pick(system.Picker.Save, system.Request{
		Title: texts.Of("files.save.title"), Name: name, Filters: []system.Filter{machineFiles()},
	}, func(path string) { d.confirmSave(path, then) })
}

// confirmSave writes the machine to a path that was picked.
func (d *Files) confirmSave(path string, then func()) {
	d.confirmReplace(path, machinefile.Extension, func(whole string) { d.write(whole, then) })
}

// write saves the whole session, so that training can go on from the file.
func (d *Files) write(path string, then func()) {
	d.Say(texts.Of("files.save.saving"))
	// In its turn, so that it is known in which state the machine is.
	d.change(Exchange{Done: func(now *session.Moment, err error) {
		if err == nil {
			d.writeMoment(path, now, *d.now, then)
		}
	}}, func(*session.Session) error { return nil })
}

// writeMoment writes a moment of what was present to a file in the background.
func (d *Files) writeMoment(path string, m *session.Moment, p present, then func()) {
	d.tasks.Start("save "+path, func(context.Context) func() {
		err := writeMachine(path, m.Checkpoint)
		return func() {
			if err != nil {
				d.Say("")
				d.Fail(texts.Of("files.save.machineFailed"), err)
				return
			}
			d.Remember(path)
			p.document.Path = path
			d.contents[path] = p.at(m.Cycle())
			d.Say(texts.Of("files.save.done", path))
			d.desk.describe()
			then()
		}
	})
}

func writeMachine(path string, c *learn.Checkpoint) error {
	meta, arrays, err := c.Encode()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return machinefile.Write(path, &machinefile.File{Meta: meta, Arrays: arrays})
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
		d.askUnsaved(title, text(d.Document().name()), then)
	})
}

func (d *Files) askUnsaved(title, text string, then func()) {
	d.Ask(Question{
		Title: title, Content: kit.Wrapped(text),
		Choices: []Choice{
			{Text: texts.Of("common.cancel")},
			{Text: texts.Of("dialog.unsaved.dont"), Act: then},
			{Text: texts.Of("dialog.unsaved.save"), Act: func() { d.saveThen(then) }},
		},
	})
}
