package settings

import (
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
)

// Looks are the themes in the order of LookWords.
var Looks = []theme.Mode{theme.Dark, theme.Light, theme.System}

// LookWords are the names of the themes to choose from.
func LookWords() []string {
	return []string{texts.Of("settings.look.dark"), texts.Of("settings.look.light"), texts.Of("settings.look.system")}
}
