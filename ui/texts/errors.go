package texts

import (
	"encoding/json"
	"errors"
	"fmt"

	"wakesleep/internal/sentence"
)

// Error is the sentence of an error in the window's language, as far as there is one.
func Error(err error) string {
	text, _ := Told(err)
	return Sentence(text)
}

// Told is what an error says in the window's language, and whether all of it is told in
// it. Errors that are no sentences in its table are told as they are.
func Told(err error) (text string, whole bool) { return open.Load().told(err) }

func (b *book) told(err error) (text string, whole bool) {
	if b.sentences == nil {
		return err.Error(), true
	}
	if s, ok := err.(*sentence.Error); ok {
		if text, whole, known := b.phrase(s.Phrase); known {
			return text, whole
		}
	}
	for _, inner := range within(err) {
		if inner.Error() == err.Error() {
			return b.told(inner)
		}
	}
	return err.Error(), false
}

// phrase says a phrase, if the table has it.
func (b *book) phrase(p sentence.Phrase) (text string, whole, known bool) {
	format, known := b.sentences[p.Format]
	whole = known
	values := make([]any, len(p.Values))
	for i, v := range p.Values {
		var ok bool
		values[i], ok = b.value(v)
		whole = whole && ok
	}
	return b.printer.Sprintf(format, values...), whole, known
}

// value is a value in a sentence, and whether it is told in the language.
func (b *book) value(v any) (told any, ok bool) {
	switch v := v.(type) {
	case error:
		return b.told(v)
	case sentence.Word:
		text, ok := b.sentences[string(v)]
		if !ok {
			text = string(v)
		}
		return text, ok
	case sentence.Phrase:
		text, ok, known := b.phrase(v)
		if !known {
			text = v.String()
		}
		return text, ok
	}
	return v, true
}

// within are the errors that one wraps.
func within(err error) []error {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		return several.Unwrap()
	}
	if inner := errors.Unwrap(err); inner != nil {
		return []error{inner}
	}
	return nil
}

// loadSentences reads a language's table of sentences, by their English formats; that of
// the first language, in which they are made, is nil.
func loadSentences(code string) (table map[string]string) {
	if code == Languages[0].Code {
		return nil
	}
	data, err := files.ReadFile("errors/" + code + ".json")
	if err == nil {
		err = json.Unmarshal(data, &table)
	}
	if err != nil {
		panic(fmt.Sprintf("texts: the errors of %s: %v", code, err))
	}
	return table
}
