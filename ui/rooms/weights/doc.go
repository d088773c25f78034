// Package weights is the room that shows the units of a layer in both directions, and
// what one of them does.
package weights
