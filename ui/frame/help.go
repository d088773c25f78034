package frame

import (
	"fyne.io/fyne/v2"

	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
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
