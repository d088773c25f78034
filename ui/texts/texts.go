// Package texts is the one table of what the window says, in every language that it
// speaks. A language is a JSON file of this folder whose keys are those of en.json; to
// translate the window, add one and list it in Languages.
//
// A text with arguments has the verbs of package fmt; indexes such as %[2]s change
// their order. Numbers come out as the language writes them: 18,312 or 18.312.
//
// Beside the table stand numbers and a few names in words, readers of numbers that
// people type, and the choice of the language.
//
// Errors of other packages are sentences in English; see package sentence. The folder
// errors has them in the other languages, by their English formats.
package texts

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

//go:embed *.json errors/*.json
var files embed.FS

// Language is one that the window speaks.
type Language struct {
	// Code is the name of the language's file, as in BCP 47.
	Code string
	// Name is the language's own.
	Name string
}

// Languages are all there are; the first is what others fall back on.
var Languages = []Language{{"en", "English"}, {"de", "Deutsch"}}

// book is a language's table, ready for use.
type book struct {
	code    string
	tag     language.Tag
	texts   map[string]string
	printer *message.Printer
	// sentences are those of errors, by their English formats; nil in English.
	sentences map[string]string
}

var open atomic.Pointer[book]

func init() { Use(Languages[0].Code) }

// Use chooses the language that is nearest to a code such as "de-AT", for all texts
// asked for from now on.
func Use(code string) {
	tags := make([]language.Tag, len(Languages))
	for i, l := range Languages {
		tags[i] = language.MustParse(l.Code)
	}
	wanted, _ := language.Parse(code) // of what cannot be read, as much as can be
	_, i, _ := language.NewMatcher(tags).Match(wanted)
	code = Languages[i].Code
	open.Store(&book{code, tags[i], load(code), message.NewPrinter(tags[i]), loadSentences(code)})
}

// Code is the language in use.
func Code() string { return open.Load().code }

// Of is the text with a key, such as "bar.play". With arguments they are formatted
// into it; without, it stands as it is. A key that is not in the table is a
// programmer's error.
func Of(key string, args ...any) string { return formatted(key, args...) }

func formatted(key string, args ...any) string {
	b := open.Load()
	text, ok := b.texts[key]
	if !ok {
		panic(fmt.Sprintf("texts: no %q in %s.json", key, b.code))
	}
	if len(args) == 0 {
		return text
	}
	return b.printer.Sprintf(text, args...)
}

// forms are the forms of words that languages have for numbers of things, as CLDR calls
// them.
var forms = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// Count is the text with a key for n things. Below the key the table has one for each
// form that the language has, such as "one" and "other"; n is the first argument, which a
// form may leave out.
func Count(key string, n int, args ...any) string {
	form := plural.Cardinal.MatchPlural(open.Load().tag, n, 0, 0, 0, 0)
	return Of(key+"."+forms[form], slices.Insert(args, 0, any(n))...)
}

// Group is the part of the table whose keys begin with a group's name and a dot, which
// they are without.
func Group(name string) map[string]string {
	group := map[string]string{}
	for key, text := range open.Load().texts {
		if rest, ok := strings.CutPrefix(key, name+"."); ok {
			group[rest] = text
		}
	}
	return group
}

// Format formats as Of does, by a format that is the same in all languages.
func Format(format string, args ...any) string { return open.Load().printer.Sprintf(format, args...) }

// load reads a language's table: nested objects, whose keys are joined with dots.
func load(code string) map[string]string {
	data, err := files.ReadFile(code + ".json")
	if err != nil {
		panic(err)
	}
	var nested map[string]any
	if err := json.Unmarshal(data, &nested); err != nil {
		panic(fmt.Sprintf("texts: %s.json: %v", code, err))
	}
	flat := map[string]string{}
	flatten(flat, "", nested)
	return flat
}

func flatten(into map[string]string, prefix string, nested map[string]any) {
	for key, value := range nested {
		switch v := value.(type) {
		case string:
			into[prefix+key] = v
		case map[string]any:
			flatten(into, prefix+key+".", v)
		default:
			panic(fmt.Sprintf("texts: %s%s is neither a text nor a group of them", prefix, key))
		}
	}
}
