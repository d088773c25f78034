// Package visible makes texts safe to print. Names of categories, data and files may come
// from somebody else, and a terminal obeys what is in them: escape sequences set titles,
// colours and worse, signs that turn the direction of writing hide what stands there, and
// signs without a picture make two names look the same.
package visible

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
)

// NewWriter writes text to w with signs in place of what a terminal would obey, but for
// the ends of lines and tabs. What is left of a sign that was cut comes with Close.
func NewWriter(w io.Writer) *transform.Writer {
	return transform.NewWriter(w, runes.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		return sign(r)
	}))
}

// Line makes a line of a text that may come from somebody else.
func Line(text string) string { return strings.Map(sign, text) }

// Writef writes a line that is made like fmt.Sprintf's text.
func Writef(w io.Writer, format string, values ...any) error {
	_, err := io.WriteString(w, Line(fmt.Sprintf(format, values...))+"\n")
	return err
}

// Complaint makes a line of what went wrong, without the middle where it is very long: names
// may have thousands of letters.
func Complaint(text string) string {
	const longest = 2000 // letters
	return Short(Line(text), longest)
}

// Short leaves out the middle of a text that has more than so many letters, at least ten.
func Short(text string, most int) string {
	const gap = " … "
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	tail := (most - utf8.RuneCountInString(gap)) / 4
	head := most - utf8.RuneCountInString(gap) - tail
	return string(letters[:head]) + gap + string(letters[len(letters)-tail:])
}

// JSON writes what encoding/json leaves in a text as it is, and a terminal obeys, as JSON's
// escapes.
func JSON(text []byte) []byte {
	if !bytes.ContainsFunc(text, mustEscape) {
		return text
	}
	var out []byte
	for _, r := range string(text) {
		if !mustEscape(r) {
			out = utf8.AppendRune(out, r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			out = fmt.Appendf(out, `\u%04x`, unit)
		}
	}
	return out
}

func mustEscape(r rune) bool { return sign(r) != r && r != unicode.ReplacementChar }

// sign is a sign for what is obeyed or not seen, and r itself otherwise.
func sign(r rune) rune {
	const pictures, delete = 0x2400, 0x7f // Unicode's control pictures
	switch {
	case r < ' ':
		return pictures + r
	case r == delete:
		return pictures + '!'
	case hidden(r):
		return unicode.ReplacementChar
	}
	return r
}

// hidden tells whether a sign other than ASCII controls the terminal, the line or the
// direction of writing, or has no picture. Those that join letters are part of some
// languages' writing, and those of Prepended_Concatenation_Mark are seen.
func hidden(r rune) bool {
	const nonJoiner, joiner = 0x200c, 0x200d
	switch {
	case r < unicode.MaxLatin1 && r != 0xad:
		return unicode.Is(unicode.Cc, r)
	case r == nonJoiner, r == joiner, unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Bidi_Control, unicode.Other_Default_Ignorable_Code_Point)
}
