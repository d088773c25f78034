// Package stage is for tests: a desk without a screen, with machines to put on it and
// ways to press, type and read what the user does.
package stage
