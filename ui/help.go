package ui

import (
	"fyne.io/fyne/v2"

	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// showRoomHelp tells what the visible room is for, and what to try in it.
func (d *desk) showRoomHelp() {
	t := d.frame.rooms[d.frame.now]
	d.ask(question{
		title: t.title(), choices: closing(), size: fyne.NewSize(560, 0),
		content: kit.Wrapped(texts.Of("menu.rooms." + t.key + ".about")),
	})
}

// showAbout tells what the program is, and its versions.
func (d *desk) showAbout() {
	d.ask(question{
		title: texts.Of("menu.about.title"), choices: closing(),
		content: kit.Wrapped(texts.Of("menu.about.text", versions(d.options.Version))),
	})
}
