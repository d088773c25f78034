// Package ui is the window. A desk owns the session and the data; rooms look at
// immutable views of them, one room to a tab. Nothing here learns: the session
// does, on its own goroutine.
//
// # Threads
//
// Widgets change on Fyne's goroutine only, and nothing waits there. Whatever takes
// time (reading files, recognition, dreams, evaluation, waiting for the session)
// is work in the background whose result comes back through desk.do. A clock of
// eight ticks a second shows what has changed; without a change it does nothing.
package ui
