package desk

import (
	"context"
	"image"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"wakesleep/io/dataset"
	"wakesleep/learn/session"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/theme"
)

// Host is what every room may use of the desk, on Fyne's goroutine. A room that needs more
// says so in an interface of its own.
type Host interface {
	// Latest is the present view, or nil while there is none, and View is that as the
	// visible room sees it. Refresh shows the visible room everything again.
	Latest() *View
	View() *View
	Refresh()
	// Background runs work off Fyne's goroutine, as [Desk.Background] does, and Working
	// tells whether some is under way. WithNextTick shows what it found together with
	// what else has changed.
	Background(key string, w func(ctx context.Context) func())
	Working(key string) bool
	WithNextTick(show func())
	// Say puts a line on the status line.
	Say(text string)
	// RecogniseInDraw shows the Draw room with an image on its pad.
	RecogniseInDraw(image Drawing, from string)
	// Offer, NewPictureButton and NewChartButton let the user save and copy, as those of
	// [Exports] do.
	Offer(name string, sheets ...*pictures.Sheet)
	NewPictureButton(title, name string, picture func() image.Image) *kit.Button
	NewChartButton(title, name string, chart func() Chart) *kit.Button
	// Window is where dialogs and what has the focus are.
	Window() fyne.Window
	// Preferences are what is remembered from one start to the next.
	Preferences() fyne.Preferences
}

// Room is one tab of the window. All methods are called on Fyne's goroutine.
type Room interface {
	Title() string
	Icon() fyne.Resource
	// Object is the room's content, built once.
	Object() fyne.CanvasObject
	// Show is called while the room is visible, when something has changed and
	// when it becomes visible.
	Show(v *View)
}

// Living is a room in which something moves though nothing has changed. Its pulse
// comes with every tick while it is visible.
type Living interface {
	Pulse(v *View, now time.Time)
}

// ClassRoom is a room that shows one class's machine where there is one for each.
type ClassRoom interface {
	Room
	// ShowsAll tells whether the room can show all of them as well.
	ShowsAll() bool
}

// Named is a room with objects that scripts look for.
type Named interface {
	// Names are what scripts call them.
	Names() inspect.Names
}

// Keeper is a room that keeps drawings, which the end of the program may lose.
type Keeper interface {
	// Unsaved says in a sentence what would be lost; empty for nothing.
	Unsaved() string
	// Save asks for a file, saves them in it, and then does something.
	Save(then func())
	// GiveUp notes that the user does not want them saved.
	GiveUp()
	// Unpack takes bytes apart that it has given to KeepDrawings, off Fyne's goroutine;
	// restore takes those drawings back, on it, and tells how many they are.
	Unpack(packed []byte) (restore func() int, err error)
}

// SetKeeper makes a room the one that keeps drawings.
func (d *Desk) SetKeeper(k Keeper) { d.keeper = k }

// DrawRoom is a room in which images can be drawn, and recognised.
type DrawRoom interface {
	// Take puts an image on the pad; from says where it comes from.
	Take(image Drawing, from string)
	// TakeSample puts a random image of the data on the pad, one with a label if there
	// is one; −1 is any.
	TakeSample(label int)
	// Recognised tells whether the room shows what the machine makes of an image.
	Recognised() bool
	// Drawing is what is on the pad.
	Drawing() Drawing
}

// SetDrawRoom makes a room the one to which others send images.
func (d *Desk) SetDrawRoom(r DrawRoom) { d.drawRoom = r }

// DrawRoom is the room to which others send images.
func (d *Desk) DrawRoom() DrawRoom { return d.drawRoom }

// Drawn is what is on the pad of the Draw room; blank for nothing.
func (d *Desk) Drawn() Drawing {
	if d.drawRoom == nil {
		return Drawing{}
	}
	return d.drawRoom.Drawing()
}

// DrawRoomKey is the key of the Draw room.
const DrawRoomKey = "draw"

// RecogniseInDraw shows the Draw room with an image on its pad.
func (d *Desk) RecogniseInDraw(image Drawing, from string) {
	if d.drawRoom != nil {
		d.ChooseRoom(DrawRoomKey)
		d.drawRoom.Take(image, from)
	}
}

// Drawing is an image to recognise: width×height levels of ink. It is immutable.
type Drawing struct {
	// Ink are the levels, row by row, and Width and Height the size in pixels.
	Ink           []uint8
	Width, Height int
	// Upright tells that the image has been straightened already.
	Upright bool
}

// Blank tells that there is no ink.
func (d Drawing) Blank() bool {
	return !slices.ContainsFunc(d.Ink, func(v uint8) bool { return v != 0 })
}

// Frame is what the user sees of the desk: what surrounds the rooms, and which of them
// is the visible one. Its methods are called on Fyne's goroutine.
type Frame interface {
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
	// Unfocus takes the keys from entries whose cursor would blink while a run goes on.
	Unfocus()
	// Say puts a line where the user is told what has happened, and Describe one that
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
	if d.frame == nil {
		return nil
	}
	return d.frame.Object()
}

// View is the present view as the visible room sees it; nil while there is no machine.
func (d *Desk) View() *View { return d.frame.View() }

// Refresh shows the visible room everything again.
func (d *Desk) Refresh() { d.frame.Refresh() }

// ChooseRoom makes the room with a key the visible one.
func (d *Desk) ChooseRoom(key string) { d.frame.ChooseRoom(key) }

// RoomKey is the key of the visible room.
func (d *Desk) RoomKey() string { return d.frame.RoomKey() }

// Names are what scripts call the objects that they look for.
func (d *Desk) Names() inspect.Names { return d.frame.Names() }
