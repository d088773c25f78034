package texts

import (
	"encoding/json"
	"io"
	"log"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// prefLanguage is the key of the preference for a language, by its code; empty means the
// system's.
const prefLanguage = "language"

// ChosenLanguage is the code of the language that the user chose; empty is the system's.
func ChosenLanguage(p fyne.Preferences) string { return p.String(prefLanguage) }

// ChooseLanguage keeps the code of a language for the next start.
func ChooseLanguage(p fyne.Preferences, code string) { p.SetString(prefLanguage, code) }

// Speak chooses the window's language: the one that the user chose, or else the
// system's. It comes before anything with words is made.
func Speak(p fyne.Preferences) {
	var locale fyne.Locale
	quietly(func() { locale = lang.SystemLocale() })
	code := ChosenLanguage(p)
	if code == "" {
		code = string(locale)
	}
	Use(code)
	teachToolkit(locale)
}

// teachToolkit gives Fyne its own few words in the window's language, under the
// system's locale, which is the only one it follows.
func teachToolkit(locale fyne.Locale) {
	words, err := json.Marshal(Group("fyne"))
	if err != nil {
		panic(err)
	}
	for _, l := range []fyne.Locale{"en", locale} {
		quietly(func() { err = lang.AddTranslationsForLocale(words, l) })
		if err != nil {
			fyne.LogError("teach the toolkit its words", err)
		}
	}
}

// quietly does something without the log. Fyne complains of a locale without a
// language, such as C, once when it starts and again whenever it is asked.
func quietly(act func()) {
	before := log.Writer()
	log.SetOutput(io.Discard)
	defer log.SetOutput(before)
	act()
}
