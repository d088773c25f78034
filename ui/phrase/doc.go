// Package phrase puts numbers and a few names into words as the window's language
// writes them, and reads numbers that people type. The sentences themselves are in
// package texts.
package phrase
