// Package architecture holds the module's import rules, as tests, and draws its
// packages into ARCHITECTURE.md. It has no code for the program.
//
// Arrows go one way:
//
//	main → ui, cli → learn → network → network/bits
//	               → io    → network
//
// so that what learns can be read, tested and run without a window, a file or a
// C library. The rules look at every file whatever its build tags, so they hold
// on all systems and for the headless program too.
package architecture
