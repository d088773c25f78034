package frame

import (
	"runtime/debug"

	"fyne.io/fyne/v2"

	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// showRoomHelp tells what the visible room is for, and what to try in it.
func (f *Frame) showRoomHelp() {
	t := f.rooms[f.now]
	f.desk.Ask(desk.Question{
		Title: t.Title(), Choices: desk.Closing(), Size: fyne.NewSize(560, 0),
		Content: kit.Wrapped(texts.Of("menu.rooms." + t.Key + ".about")),
	})
}

// showAbout tells what the program is, and its versions.
func (f *Frame) showAbout() {
	f.desk.Ask(desk.Question{
		Title: texts.Of("menu.about.title"), Choices: desk.Closing(),
		Content: kit.Wrapped(texts.Of("menu.about.text", versions(f.content.Version))),
	})
}

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
