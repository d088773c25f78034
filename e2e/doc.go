// Package e2e tests the whole program in a real window: built as people build
// it, driven with pointer and keys, files chosen in the system's own dialogs.
//
// Its tests run where the environment variable WAKESLEEP_E2E is 1, as `make test`
// sets it, and then need an X display with a window manager, and xdotool.
package e2e
