// Package data is the room that shows the images that the machine learns from, page by
// page, and how they are prepared.
package data
