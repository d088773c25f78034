package desk

import (
	"path/filepath"
	"strings"

	"wakesleep/io/checkpoint"
	"wakesleep/io/exclusive"
	"wakesleep/io/machinefile"
	"wakesleep/io/recovery"
	"wakesleep/learn"
	"wakesleep/ui/kit"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// missingError tells that the images which a machine was trained on are nowhere.
type missingError struct{ name string }

func (e *missingError) Error() string { return texts.Of("files.open.missing", e.name) }

// askImages tells that a machine's images were not found, lets the user point them out, and
// goes on with their file. Files that were tried do not fit. There may be other choices.
func (d *Files) askImages(text string, tried []string, goOn func(images string), others ...Choice) {
	d.Say("")
	if len(tried) > 0 {
		text = texts.Of("files.open.unfit", filepath.Base(tried[0])) + "\n\n" + text
	}
	choices := append([]Choice{{Text: texts.Of("rescue.notNow")}}, others...)
	d.Ask(Question{
		Title: texts.Of("files.open.lostTitle"), Content: kit.Wrapped(text),
		Choices: append(choices, Choice{Text: texts.Of("files.open.find"), Act: func() {
			d.Pick(system.Picker.Open, system.Request{Title: texts.Of("files.open.images")}, goOn)
		}}),
	})
}

// askSaveLeft asks for a file and saves in it the machine that has been left, which is then
// not offered any more.
func (d *Files) askSaveLeft(e *recovery.Entry) {
	about := e.About()
	d.pickNew(texts.Of("files.save.title"), documentOf(about, extra{}).fileName(), machineFiles(), func(path string) {
		d.Say(texts.Of("files.save.saving"))
		d.try("save "+path, func() error { return saveLeft(e, path) }, func(err error) {
			d.Say("")
			d.Fail(texts.Of("files.save.machineFailed"), err)
		}, func() {
			d.Remember(path)
			d.Say(texts.Of("files.save.done", path))
		})
	})
}

// saveLeft copies a checkpoint's machine to a file, and deletes the checkpoint when it is
// there.
func saveLeft(e *recovery.Entry, path string) error {
	// What cannot be deleted is offered again.
	_, _, err := checkpoint.Recover(e, func(c *learn.Checkpoint) error {
		return exclusive.Replace(path, func() error { return checkpoint.Write(path, c) })
	})
	return err
}

// fileName is what a file for the machine may be called.
func (c *Document) fileName() string {
	if c.Path != "" {
		return c.name()
	}
	return strings.ReplaceAll(c.name(), " ", "-") + machinefile.Extension
}
