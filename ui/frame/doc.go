// Package frame is what surrounds the rooms: the bar, the rail with the rooms' names and
// the choice of a class, the status line and the menus. It makes a room the visible one
// and shows it what has changed. It knows rooms only by package desk's interfaces.
package frame
