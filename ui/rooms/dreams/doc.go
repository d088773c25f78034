// Package dreams is the room with a sheet of dreams, and what is behind one of them: its
// causes, which can be flipped, its nearest training image, and walks to others.
package dreams
