package frame

import (
	"runtime/debug"

	"wakesleep/ui/desk"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// versions tells which program this is, what it is built of and where it runs.
func versions(version string) string {
	text := desk.ProgramName + " " + version
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
	return text + "\n" + texts.Of("menu.about.crashes", system.CrashFile())
}
