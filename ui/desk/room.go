package desk

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/inspect"
	"wakesleep/ui/pictures"
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
	// RecogniseInDraw shows the room with the easel with an image on its pad.
	RecogniseInDraw(image Drawing, from string)
	// Offer, NewPictureButton and NewChartButton let the user save and copy, as those of
	// [Exports] do.
	Offer(name string, sheets ...*pictures.Sheet)
	NewPictureButton(title, name string, picture func() image.Image) *widget.Button
	NewChartButton(title, name string, chart func() Chart) *widget.Button
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

// Keeper is a room that may have something to lose when the program ends.
type Keeper interface {
	// Leave does something after asking, if there is anything to lose.
	Leave(then func())
}
