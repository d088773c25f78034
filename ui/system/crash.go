package system

import (
	"os"
	"path/filepath"
	"runtime/debug"
)

// CrashFile is where the last crash is described; empty if there is no place.
func CrashFile() string {
	folder, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "wakesleep", "crash.txt")
}

// ReportCrashes lets the runtime write what it knows into CrashFile if the program
// ends by a fault. A report of the time before is kept beside it.
func ReportCrashes() {
	path := CrashFile()
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
