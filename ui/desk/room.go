package desk

import (
	"time"

	"fyne.io/fyne/v2"

	"wakesleep/ui/inspect"
)

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
