package desk

import (
	"os"
	"path/filepath"
	"slices"
)

// Remember puts a file at the head of the recent ones.
func (d *Desk) Remember(path string) {
	const most = 8
	p := d.app.Preferences()
	list := slices.DeleteFunc(p.StringList(prefRecent), func(s string) bool { return s == path })
	list = append([]string{path}, list...)
	p.SetStringList(prefRecent, list[:min(len(list), most)])
	p.SetString(prefFolder, filepath.Dir(path))
	d.front.ShowRecent()
}

// forget takes a file out of the recent ones.
func (d *Desk) forget(path string) {
	p := d.app.Preferences()
	p.SetStringList(prefRecent, slices.DeleteFunc(p.StringList(prefRecent), func(s string) bool { return s == path }))
	d.front.ShowRecent()
}

// Recent are the paths of the files used last, the newest first.
func (d *Desk) Recent() []string { return d.app.Preferences().StringList(prefRecent) }

// lastFolder is the folder used last, or the person's own.
func (d *Desk) lastFolder() string {
	if folder := d.app.Preferences().String(prefFolder); folder != "" {
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			return folder
		}
	}
	home, _ := os.UserHomeDir()
	return home
}
