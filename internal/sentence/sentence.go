// Package sentence makes errors that can be told in more than one language.
//
// Such an error is an English sentence for all who print it. It also keeps the format that
// it was made by and the values in it, so that who knows the same sentence in another
// language can say it with the same values: package texts does so for the window. The
// English format is the key, so that packages of machines and files hold no other language.
package sentence

import "fmt"

// Word is a piece of a sentence, such as "a PNG picture", that has to be told in the
// language of the sentence when it is a value in it. Other strings, such as names of
// files, are the same in all languages.
type Word string

// Phrase is a piece of a sentence with values of its own, as Word is one without.
type Phrase struct {
	// Format is one of package fmt, in English.
	Format string
	// Values are what it formats.
	Values []any
}

// Sprintf makes a phrase of an English format and its values.
func Sprintf(format string, values ...any) Phrase { return Phrase{format, values} }

// String is the phrase in English.
func (p Phrase) String() string { return fmt.Sprintf(p.Format, p.Values...) }

// Error is an error that is a sentence: see Errorf.
type Error struct {
	Phrase
	text  string
	cause error
}

// Errorf is [fmt.Errorf], with a literal for its format, whose error also keeps the format
// and the values.
func Errorf(format string, values ...any) error {
	err := fmt.Errorf(format, values...)
	return &Error{Phrase{format, values}, err.Error(), err}
}

// Because is an error that says a sentence and keeps its cause for errors.Is and errors.As,
// whose own words mean nothing to users.
func Because(cause error, format string, values ...any) error {
	return &Error{Phrase{format, values}, fmt.Sprintf(format, values...), cause}
}

func (e *Error) Error() string { return e.text }

// Unwrap returns what leads to the errors among the values, or the cause.
func (e *Error) Unwrap() error { return e.cause }
