package ui

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
	"wakesleep/ui/picker"
	"wakesleep/ui/texts"
)

// save writes the machine to its file, or asks for one.
func (d *desk) save() { d.saveThen(func() {}) }

// saveThen does something after a save that succeeded.
func (d *desk) saveThen(then func()) {
	if d.doc.path == "" {
		d.askSaveThen(then)
		return
	}
	d.write(d.doc.path, then)
}

// askSave asks for a file and writes the machine to it.
func (d *desk) askSave() { d.askSaveThen(func() {}) }

func (d *desk) askSaveThen(then func()) {
	if !d.ready() {
		return
	}
	name := d.doc.name()
	if d.doc.path == "" {
		name = strings.ReplaceAll(name, " ", "-") + machinefile.Extension
	}
	d.pick(picker.Picker.Save, picker.Request{
		Title: texts.Of("files.save.title"), Name: name, Filters: []picker.Filter{machineFiles()},
	}, func(path string) { d.confirmSave(path, then) })
}

// confirmSave writes the machine to a path that was picked.
func (d *desk) confirmSave(path string, then func()) {
	d.confirmReplace(path, machinefile.Extension, func(whole string) { d.write(whole, then) })
}

// confirmReplace appends the extension that native dialogs leave out, and then writes.
// They asked about a file of the name that was typed, so if it is another one now,
// this must.
func (d *desk) confirmReplace(path, extension string, write func(whole string)) {
	whole := withExtension(path, extension)
	if _, err := os.Lstat(whole); err != nil || (whole == path && d.pickerAsks()) {
		write(whole)
		return
	}
	d.askReplace(whole, func() { write(whole) })
}

// askReplace asks before a file is replaced.
func (d *desk) askReplace(path string, replace func()) {
	d.ask(question{
		title: texts.Of("dialog.replace.title"), careful: true,
		content: kit.Wrapped(texts.Of("dialog.replace.text", filepath.Base(path), filepath.Dir(path))),
		choices: []choice{{text: texts.Of("common.cancel")}, {text: texts.Of("dialog.replace.button"), act: replace}},
	})
}

// pickerAsks tells whether the picker itself asks before it hands out the path of
// a file that exists.
func (d *desk) pickerAsks() bool {
	p, ok := d.picker.(interface{ AsksBeforeReplacing() bool })
	return ok && p.AsksBeforeReplacing()
}

func withExtension(path, extension string) string {
	if strings.EqualFold(filepath.Ext(path), extension) {
		return path
	}
	return path + extension
}

// write saves the whole session, so that training can go on from the file.
func (d *desk) write(path string, then func()) {
	if !d.ready() {
		return
	}
	session, machine := d.session, d.machines
	d.say(texts.Of("files.save.saving"))
	d.background("save", func(context.Context) func() {
		c := session.Checkpoint()
		err := writeCheckpoint(path, c)
		return func() {
			if err != nil {
				d.say("")
				d.fail(texts.Of("files.save.machineFailed"), err)
				return
			}
			d.remember(path)
			if machine == d.machines {
				d.doc = document{path: path, savedCycle: c.Cycles(), lesson: d.doc.lesson}
			}
			d.say(texts.Of("files.save.done", path))
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

// guard does something that loses the machine, after asking if it has learnt
// anything that is not saved.
func (d *desk) guard(title string, then func()) {
	if !d.unsaved() {
		then()
		return
	}
	d.ask(question{
		title: title, content: kit.Wrapped(texts.Of("dialog.unsaved.text", d.doc.name())),
		choices: []choice{
			{text: texts.Of("common.cancel")},
			{text: texts.Of("dialog.unsaved.dont"), act: then},
			{text: texts.Of("dialog.unsaved.save"), act: func() { d.saveThen(then) }},
		},
	})
}
