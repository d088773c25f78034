package desk

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"wakesleep/ui/kit"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// Paths asks the user for files, and before it replaces one, and remembers those that were
// used last. Its methods are called on Fyne's goroutine.
type Paths struct {
	// Picker asks for files; nil means the window's own dialogs.
	Picker system.Picker
	// Disk is where files are looked for.
	Disk Disk

	*Dialogs
	preferences fyne.Preferences
	// inputs tells which files have been read, and picture is the last one that was shown
	// to the machine.
	inputs  func() inputs
	picture string
	// looks counts what the user wanted to open, and looking tells that the last of it has
	// not been found yet.
	looks   int
	looking bool
}

// Pick asks for a file and hands the path on, on Fyne's goroutine. Where the
// system has no dialog, the window's own is shown.
func (p *Paths) Pick(ask func(system.Picker, system.Request) (string, error), r system.Request, then func(string)) {
	last := p.preferences.String(prefFolder)
	p.tasks.Run(func() func() {
		r.Folder = p.folder(last)
		path, err := "", system.ErrUnavailable
		if p.Picker != nil {
			path, err = ask(p.Picker, r)
		}
		if errors.Is(err, system.ErrUnavailable) {
			path, err = ask(system.Dialog{Window: p.window, Do: p.tasks.Do}, r)
		}
		return func() {
			switch {
			case errors.Is(err, system.ErrCancelled):
			case errors.Is(err, system.ErrBusy):
				p.Say(texts.Of("files.busy"))
			case err != nil:
				p.Fail(texts.Of("files.askFailed"), err)
			default:
				p.preferences.SetString(prefFolder, filepath.Dir(path))
				then(path)
			}
		}
	})
}

// pickNew asks for a file of a kind to write, and hands on its path, which is a new one or
// to be replaced. Native dialogs leave the extension out.
func (p *Paths) pickNew(title, name string, kind system.Filter, write func(path string)) {
	p.Pick(system.Picker.Save, system.Request{Title: title, Name: name, Filters: []system.Filter{kind}}, func(picked string) {
		path, extension := picked, "."+kind.Extensions[0]
		if !strings.EqualFold(filepath.Ext(path), extension) {
			path += extension
		}
		in := p.inputs()
		if kind.Extensions[0] == machineFiles().Extensions[0] {
			in.machine = "" // the machine may be saved again
		}
		p.confirmApart(in, picked, []string{path}, func() { write(path) })
	})
}

// ConfirmReplaceAll asks before files are replaced about which the picker has not asked: it
// may ask about the path picked. Files that are in use are refused.
func (p *Paths) ConfirmReplaceAll(picked string, paths []string, write func()) {
	p.confirmApart(p.inputs(), picked, paths, write)
}

func (p *Paths) confirmApart(in inputs, picked string, paths []string, write func()) {
	picker, ok := p.Picker.(interface{ AsksBeforeReplacing() bool })
	asked := ok && picker.AsksBeforeReplacing()
	p.tasks.Run(func() func() {
		if err := in.check(paths); err != nil {
			return func() { p.Fail(texts.Of("files.save.failed"), err) }
		}
		var there []string
		for _, path := range paths {
			if (path != picked || !asked) && p.Disk.exists(path) {
				there = append(there, path)
			}
		}
		return func() { p.confirmReplaceAll(there, write) }
	})
}

// confirmReplaceAll asks about one file after another.
func (p *Paths) confirmReplaceAll(paths []string, write func()) {
	if len(paths) == 0 {
		write()
		return
	}
	p.Ask(Question{
		Title: texts.Of("dialog.replace.title"), Careful: true,
		Content: kit.Wrapped(texts.Of("dialog.replace.text", filepath.Base(paths[0]), filepath.Dir(paths[0]))),
		Choices: []Choice{
			{Text: texts.Of("common.cancel")},
			{Text: texts.Of("dialog.replace.button"), Destroys: true, Act: func() { p.confirmReplaceAll(paths[1:], write) }},
		},
	})
}

// Remember puts a file at the head of the recent ones.
func (p *Paths) Remember(path string) {
	list := slices.DeleteFunc(p.Recent(), func(s string) bool { return s == path })
	list = append([]string{path}, list...)
	p.preferences.SetStringList(prefRecent, list[:min(len(list), mostRecent)])
	p.preferences.SetString(prefFolder, filepath.Dir(path))
	p.frame.ShowRecent()
}

// forget takes a file out of the recent ones.
func (p *Paths) forget(path string) {
	p.preferences.SetStringList(prefRecent, slices.DeleteFunc(p.Recent(), func(s string) bool { return s == path }))
	p.frame.ShowRecent()
}

// mostRecent is how many files are remembered.
const mostRecent = 8

// Recent are the paths of the files used last, the newest first.
func (p *Paths) Recent() []string {
	list := p.preferences.StringList(prefRecent)
	return slices.Clone(list[:min(len(list), mostRecent)])
}

// folder is the folder used last, or the user's own. It must not be asked for on Fyne's
// goroutine.
func (p *Paths) folder(last string) string {
	if last != "" && p.Disk.isFolder(last) {
		return last
	}
	home, _ := os.UserHomeDir()
	return home
}
