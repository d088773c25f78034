// Package walk presses every control of the program's window: in every room and in the
// menus, and in whatever opens by that, each once. What there is to press it learns from
// ui/inspect alone, so that a new control is pressed without anybody's having thought of
// it.
//
// It sees trouble where the program ends, an error is shown, something is printed, the
// event loop does not answer, or a control cannot be reached by the pointer.
//
// What is left out: quitting; what the system's own dialogs hold, which are cancelled;
// and what never becomes enabled.
package walk
