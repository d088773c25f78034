package ui

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"wakesleep/ui/texts"
)

// speak chooses the window's language: the one that a person chose, or else the
// system's. It comes before anything with words is made.
func speak(p fyne.Preferences) {
	code := p.String(prefLanguage)
	if code == "" {
		code = string(lang.SystemLocale())
	}
	texts.Use(code)
	teachToolkit()
}

// teachToolkit gives Fyne its own few words in the window's language, under the
// system's locale, which is the only one it follows.
func teachToolkit() {
	words, err := json.Marshal(texts.Group("fyne"))
	if err != nil {
		panic(err)
	}
	for _, l := range []fyne.Locale{"en", lang.SystemLocale()} {
		if err := lang.AddTranslationsForLocale(words, l); err != nil {
			fyne.LogError("teach the toolkit its words", err)
		}
	}
}
