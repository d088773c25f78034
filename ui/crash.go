package ui

import (
	"os"
	"path/filepath"
	"runtime/debug"

	"wakesleep/ui/texts"
)

// crashFile is where the last crash is described; empty if there is no place.
func crashFile() string {
	folder, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "wakesleep", "crash.txt")
}

// reportCrashes lets the runtime write what it knows into crashFile if the program
// ends by a fault. A report of the time before is kept beside it.
func reportCrashes() {
	path := crashFile()
	if path == "" || os.MkdirAll(filepath.Dir(path), 0o700) != nil {
		return
	}
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		_ = os.Rename(path, path+"."+info.ModTime().Format("2006-01-02"))
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	defer file.Close()
	_ = debug.SetCrashOutput(file, debug.CrashOptions{})
}

// versions tells which program this is, what it is built of and where it runs.
func versions(version string) string {
	text := programName + " " + version
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return text
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			text += " (" + s.Value[:min(12, len(s.Value))] + ")"
		}
	}
	text += "\n" + info.GoVersion
	for _, m := range info.Deps {
		if m.Path == "fyne.io/fyne/v2" {
			text += ", Fyne " + m.Version
		}
	}
	return text + "\n" + texts.Of("menu.about.crashes", crashFile())
}
