package desk

import (
	"fyne.io/fyne/v2"

	"wakesleep/io/dataset"
	"wakesleep/learn/session"
	"wakesleep/ui/inspect"
	"wakesleep/ui/theme"
)

// Front is what a person sees of the desk: what surrounds the rooms, and which of them
// is the visible one. Its methods are called on Fyne's goroutine.
type Front interface {
	// Object is the content of the window, and Names are what scripts call its parts.
	Object() fyne.CanvasObject
	Names() inspect.Names
	// View is the present view as the visible room sees it; nil while there is no machine.
	View() *View
	// Update shows the visible room what has changed since it was shown last, and
	// Refresh everything again.
	Update()
	Refresh()
	// ChooseRoom makes the room with a key the visible one, and RoomKey is its key.
	ChooseRoom(key string)
	RoomKey() string
	// Tick takes note of how the session stands, and shows it where the window is visible.
	Tick(now session.Status, visible bool)
	// LetGo takes the keys from entries whose cursor would blink while a run goes on.
	LetGo()
	// Say puts a line where the person is told what has happened, and Describe one that
	// tells what machine and data there are.
	Say(text string)
	Describe(text string)
	// ShowHistory names what can be undone and redone; empty is nothing.
	ShowHistory(undo, redo string)
	ShowDamage(d *Damage)
	ShowRecent()
	ShowMode(m theme.Mode)
	// OfferMachine asks for the settings of a new machine for data.
	OfferMachine(m *dataset.Source)
}

// Content is the content of the window; nil before there is any.
func (d *Desk) Content() fyne.CanvasObject {
	if d.front == nil {
		return nil
	}
	return d.front.Object()
}

// View is the present view as the visible room sees it; nil while there is no machine.
func (d *Desk) View() *View { return d.front.View() }

// update shows the visible room what has changed since it was shown last.
func (d *Desk) update() { d.front.Update() }

// Refresh shows the visible room everything again.
func (d *Desk) Refresh() { d.front.Refresh() }

// ChooseRoom makes the room with a key the visible one.
func (d *Desk) ChooseRoom(key string) { d.front.ChooseRoom(key) }

// RoomKey is the key of the visible room.
func (d *Desk) RoomKey() string { return d.front.RoomKey() }

// Names are what scripts call the objects that they look for.
func (d *Desk) Names() inspect.Names { return d.front.Names() }
