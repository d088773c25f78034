// Package session runs a training for a window. A [Session] is the goroutine that owns
// a [learn.Trainer]: commands go in, immutable snapshots come out, so that nobody
// waits for the machine and the machine waits for nobody. It keeps the curve of the
// description length, a [Moment] to go back to whenever it is asked for one, and a film
// of what the machine dreamt on the way.
package session
