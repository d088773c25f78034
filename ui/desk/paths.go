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
	"wakesleep/ui/tasks"
	"wakesleep/ui/texts"
)

// Paths asks the user for files, before it replaces one too, and remembers those that were
// used last. Its methods are called on Fyne's goroutine.
type Paths struct {
	// Picker asks for files; nil means the window's own dialogs.
	Picker system.Picker

	preferences fyne.Preferences
	dialogs     *Dialogs
	tasks       *tasks.Runner
	// remembered shows other recent files.
	remembered func()
}

// Pick asks for a file and hands the path on, on Fyne's goroutine. Where the
// system has no dialog, the window's own is shown.
func (p *Paths) Pick(ask func(system.Picker, system.Request) (string, error), r system.Request, then func(string)) {
	r.Folder = p.lastFolder()
	choose := func(by system.Picker) (string, error) { return ask(by, r) }
	p.tasks.Run(func() func() {
		path, err := "", system.ErrUnavailable
		if p.Picker != nil {
			path, err = choose(p.Picker)
		}
		if errors.Is(err, system.ErrUnavailable) {
			path, err = choose(system.Dialog{Window: p.dialogs.window, Do: p.tasks.Do})
		}
		return func() { p.picked(path, err, then) }
	})
}

func (p *Paths) picked(path string, err error, then func(string)) {
	switch {
	case errors.Is(err, system.ErrCancelled):
	case errors.Is(err, system.ErrBusy):
		p.dialogs.Say(texts.Of("files.busy"))
	case err != nil:
		p.dialogs.Fail(texts.Of("files.askFailed"), err)
	default:
		p.preferences.SetString(prefFolder, filepath.Dir(path))
		then(path)
	}
}

// confirmReplace appends the extension that native dialogs leave out, and then writes.
// They asked about a file of the name that was typed, so if it is another one now,
// this must.
func (p *Paths) confirmReplace(path, extension string, write func(whole string)) {
	whole := withExtension(path, extension)
	if _, err := os.Lstat(whole); err != nil || (whole == path && p.pickerAsks()) {
		write(whole)
		return
	}
	p.askReplace(whole, func() { write(whole) })
}

// askReplace asks before a file is replaced.
func (p *Paths) askReplace(path string, replace func()) {
	p.dialogs.Ask(Question{
		Title: texts.Of("dialog.replace.title"), Careful: true,
		Content: kit.Wrapped(texts.Of("dialog.replace.text", filepath.Base(path), filepath.Dir(path))),
		Choices: []Choice{{Text: texts.Of("common.cancel")}, {Text: texts.Of("dialog.replace.button"), Act: replace}},
	})
}

// pickerAsks tells whether the picker itself asks before it hands out the path of
// a file that exists.
func (p *Paths) pickerAsks() bool {
	picker, ok := p.Picker.(interface{ AsksBeforeReplacing() bool })
	return ok && picker.AsksBeforeReplacing()
}

func withExtension(path, extension string) string {
	if strings.EqualFold(filepath.Ext(path), extension) {
		return path
	}
	return path + extension
}

// ConfirmReplaceAll asks before files are replaced about which the picker, which was
// given the path picked, has not asked.
func (p *Paths) ConfirmReplaceAll(picked string, paths []string, write func()) {
	for i, path := range paths {
		if _, err := os.Lstat(path); err == nil && (path != picked || !p.pickerAsks()) {
			rest := paths[i+1:]
			p.askReplace(path, func() { p.ConfirmReplaceAll(picked, rest, write) })
			return
		}
	}
	write()
}

// Remember puts a file at the head of the recent ones.
func (p *Paths) Remember(path string) {
	const most = 8
	list := slices.DeleteFunc(p.preferences.StringList(prefRecent), func(s string) bool { return s == path })
	list = append([]string{path}, list...)
	p.preferences.SetStringList(prefRecent, list[:min(len(list), most)])
	p.preferences.SetString(prefFolder, filepath.Dir(path))
	p.remembered()
}

// forget takes a file out of the recent ones.
func (p *Paths) forget(path string) {
	p.preferences.SetStringList(prefRecent, slices.DeleteFunc(p.preferences.StringList(prefRecent), func(s string) bool { return s == path }))
	p.remembered()
}

// Recent are the paths of the files used last, the newest first.
func (p *Paths) Recent() []string { return p.preferences.StringList(prefRecent) }

// lastFolder is the folder used last, or the person's own.
func (p *Paths) lastFolder() string {
	if folder := p.preferences.String(prefFolder); folder != "" {
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			return folder
		}
	}
	home, _ := os.UserHomeDir()
	return home
}
