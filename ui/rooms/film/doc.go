// Package film is the room that shows moments of the session's past, two of them side by
// side, and goes back to one.
package film
