// Package before acts before the toolkits of the window do. Importing GTK's dialogs and
// Fyne makes them connect to the display, read the locale and complain about both, before
// main begins, also where a command needs neither. So for a command this package hides
// display and locale from them, until Restore; for a window it hides the locale alone, and
// ends the program if the display keeps GTK waiting.
//
// Go initialises packages in the order of their import paths, as far as their own imports
// allow. That is why this one is a module of its own, whose path stands before those of the
// toolkits, and why it may import nothing that they do not.
package before

import (
	"os"
	"time"
)

// patience is how long a display may take to answer GTK, which waits for ever.
const patience = 20 * time.Second

// hidden are the variables by which a toolkit finds a display or a locale, and what they
// are instead; empty for none. GDK would look for a Wayland display also where none is named.
var hidden = map[string]string{
	"DISPLAY": "", "WAYLAND_DISPLAY": "", "GDK_BACKEND": "x11", locale: plainLocale,
}

// locale is the variable that decides before all others, and plainLocale has no complaints.
const locale, plainLocale = "LC_ALL", "C"

// Restore undoes what was done for a command, and ends the wait for the display. main must
// call it first of all.
var Restore func()

func init() {
	if wantsWindow(os.Args[1:]) {
		watch := time.AfterFunc(patience, giveUp)
		show := hide(map[string]string{locale: plainLocale})
		Restore = func() {
			watch.Stop()
			show()
		}
		return
	}
	Restore = hide(hidden)
}

// wantsWindow tells whether the program's arguments ask for a window: there are none, or
// one file. A file with the name of a command does no harm.
func wantsWindow(args []string) bool {
	if len(args) == 1 {
		_, err := os.Stat(args[0])
		return err == nil
	}
	return len(args) == 0
}

// hide sets variables and returns what gives them their values back.
func hide(variables map[string]string) (restore func()) {
	values := map[string]string{}
	for name, instead := range variables {
		if value, was := os.LookupEnv(name); was {
			values[name] = value
		}
		set(name, instead)
	}
	return func() {
		for name := range variables {
			set(name, values[name])
		}
	}
}

func set(name, value string) {
	if value == "" {
		_ = os.Unsetenv(name)
		return
	}
	_ = os.Setenv(name, value)
}

func giveUp() {
	_, _ = os.Stderr.WriteString("wakesleep: the display " + plain(os.Getenv("DISPLAY")) + " does not answer; check DISPLAY, " +
		"or use the commands that need no window: wakesleep --help\n")
	os.Exit(1)
}

// plain is a text without what a terminal obeys.
func plain(text string) string {
	letters := []byte(text)
	for i, c := range letters {
		if c < ' ' || c > '~' {
			letters[i] = '?'
		}
	}
	return string(letters)
}
