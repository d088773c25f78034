// Package desk is the window's controller. A Desk runs the machine, hands immutable views of
// it to the rooms, and has what rooms and what surrounds them share: work in the background,
// and objects for exchanging the machine, for files, dialogs, damage and undoing. Nothing
// here learns: the session does, on its own goroutine.
//
// # Rooms
//
// A Room is one tab of the window, and uses the desk as its Host. Rooms do not know each
// other. Where one sends something to another, it goes through the desk: an image to the
// room that is the DrawRoom, the user to the room with a key. What the user sees around the
// rooms is the Frame.
//
// # Threads
//
// Widgets change on Fyne's goroutine only, and nothing waits there. Whatever takes
// time (reading files, recognition, dreams, evaluation, waiting for the session)
// is work in the background whose result comes back through Desk.Do. A clock of
// eight ticks a second shows what has changed; without a change it does nothing.
package desk
