// Package tasks runs work in the background of a window: for each key one piece at a
// time, the newest, and what it found on the window's goroutine.
package tasks
