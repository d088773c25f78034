package texts

import (
	"bytes"
	"encoding/json"
	"log"
	"os"

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
	if quietly(func() { locale = lang.SystemLocale() }) {
		_ = os.Setenv("LC_ALL", "C") // or Fyne complains whenever it looks for letters
	}
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

// quietly does something without the log, and tells whether there was something for it.
// Fyne complains of a locale without a language, such as C.UTF-8, whenever it is asked.
func quietly(act func()) (complained bool) {
	var complaints bytes.Buffer
	before := log.Writer()
	log.SetOutput(&complaints)
	defer log.SetOutput(before)
	act()
	return complaints.Len() > 0
}
