//go:build !linux

package native

import "wakesleep/ui/system"

// SpeakLocale does nothing: these systems' own dialogs know the user's language.
func SpeakLocale() {}

func available() bool { return true }

func afterwards() {}

func filterWorks(system.Filter) bool { return true }
