// Package draw is the room with the pad: what the machine makes of a drawing, what it
// costs in bits, and what it dreams of it or fills in. It is the desk's DrawRoom.
package draw
