package desk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"wakesleep/io/machinefile"
	"wakesleep/learn"
	"wakesleep/ui/kit"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// Save writes the machine to its file, or asks for one.
func (d *Desk) Save() { d.saveThen(func() {}) }

// saveThen does something after a save that succeeded.
func (d *Desk) saveThen(then func()) {
	if d.doc.Path == "" {
		d.askSaveThen(then)
		return
	}
	d.write(d.doc.Path, then)
}

// AskSave asks for a file and writes the machine to it.
func (d *Desk) AskSave() { d.askSaveThen(func() {}) }

func (d *Desk) askSaveThen(then func()) {
	if !d.Ready() {
		return
	}
	name := d.doc.name()
	if d.doc.Path == "" {
		name = strings.ReplaceAll(name, " ", "-") + machinefile.Extension
	}
	d.Pick(system.Picker.Save, system.Request{
		Title: texts.Of("files.save.title"), Name: name, Filters: []system.Filter{machineFiles()},
	}, func(path string) { d.confirmSave(path, then) })
}

// confirmSave writes the machine to a path that was picked.
func (d *Desk) confirmSave(path string, then func()) {
	d.confirmReplace(path, machinefile.Extension, func(whole string) { d.write(whole, then) })
}

// confirmReplace appends the extension that native dialogs leave out, and then writes.
// They asked about a file of the name that was typed, so if it is another one now,
// this must.
func (d *Desk) confirmReplace(path, extension string, write func(whole string)) {
	whole := withExtension(path, extension)
	if _, err := os.Lstat(whole); err != nil || (whole == path && d.pickerAsks()) {
		write(whole)
		return
	}
	d.askReplace(whole, func() { write(whole) })
}

// askReplace asks before a file is replaced.
func (d *Desk) askReplace(path string, replace func()) {
	d.Ask(Question{
		Title: texts.Of("dialog.replace.title"), Careful: true,
		Content: kit.Wrapped(texts.Of("dialog.replace.text", filepath.Base(path), filepath.Dir(path))),
		Choices: []Choice{{Text: texts.Of("common.cancel")}, {Text: texts.Of("dialog.replace.button"), Act: replace}},
	})
}

// pickerAsks tells whether the picker itself asks before it hands out the path of
// a file that exists.
func (d *Desk) pickerAsks() bool {
	p, ok := d.Picker.(interface{ AsksBeforeReplacing() bool })
	return ok && p.AsksBeforeReplacing()
}

func withExtension(path, extension string) string {
	if strings.EqualFold(filepath.Ext(path), extension) {
		return path
	}
	return path + extension
}

// write saves the whole session, so that training can go on from the file.
func (d *Desk) write(path string, then func()) {
	if !d.Ready() {
		return
	}
	session, machine := d.session, d.machines
	d.Say(texts.Of("files.save.saving"))
	d.Background("save", func(context.Context) func() {
		c := session.Checkpoint()
		err := writeCheckpoint(path, c)
		return func() {
			if err != nil {
				d.Say("")
				d.Fail(texts.Of("files.save.machineFailed"), err)
				return
			}
			d.Remember(path)
			if machine == d.machines {
				d.doc = Document{Path: path, SavedCycle: c.Cycles(), Lesson: d.doc.Lesson}
			}
			d.Say(texts.Of("files.save.done", path))
			d.describe()
			then()
		}
	})
}

func writeCheckpoint(path string, c learn.Saved) error {
	if c == nil {
		return errors.New(texts.Of("files.save.ended"))
	}
	meta, arrays, err := c.Encode()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return machinefile.Write(path, &machinefile.File{Meta: meta, Arrays: arrays})
}

// Guard does something that puts another machine in this one's place, after asking if
// it has learnt anything that is not saved.
func (d *Desk) Guard(title string, then func()) {
	d.guard(title, texts.Of("dialog.unsaved.aside", d.doc.name()), then)
}

// GuardLeaving does something that ends the program, after asking in the same way.
func (d *Desk) GuardLeaving(then func()) {
	d.guard(texts.Of("dialog.unsaved.leave"), texts.Of("dialog.unsaved.text", d.doc.name()), then)
}

func (d *Desk) guard(title, text string, then func()) {
	if !d.Unsaved() {
		then()
		return
	}
	d.Ask(Question{
		Title: title, Content: kit.Wrapped(text),
		Choices: []Choice{
			{Text: texts.Of("common.cancel")},
			{Text: texts.Of("dialog.unsaved.dont"), Act: then},
			{Text: texts.Of("dialog.unsaved.save"), Act: func() { d.saveThen(then) }},
		},
	})
}

// ConfirmReplaceAll asks before files are replaced about which the picker, which was
// given the path picked, has not asked.
func (d *Desk) ConfirmReplaceAll(picked string, paths []string, write func()) {
	for i, path := range paths {
		if _, err := os.Lstat(path); err == nil && (path != picked || !d.pickerAsks()) {
			rest := paths[i+1:]
			d.askReplace(path, func() { d.ConfirmReplaceAll(picked, rest, write) })
			return
		}
	}
	write()
}
