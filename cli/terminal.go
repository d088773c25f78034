package cli

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
)

// Names of categories, data and files may come from somebody else, and a terminal obeys
// what is in them: escape sequences set titles, colours and worse, and signs that turn the
// direction of writing hide what stands there. All that commands print goes through
// newVisible, and JSON through escaped.

// newVisible writes text to w with signs in place of what a terminal would obey, but for
// the ends of lines and tabs. What is left of a sign that was cut comes with Close.
func newVisible(w io.Writer) *transform.Writer {
	return transform.NewWriter(w, runes.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		return visible(r)
	}))
}

// oneLine makes a line of a text that may come from somebody else.
func oneLine(text string) string { return strings.Map(visible, text) }

// visible is a sign for what is obeyed rather than shown, and r itself otherwise.
func visible(r rune) rune {
	const pictures, delete = 0x2400, 0x7f // Unicode's control pictures
	switch {
	case r < ' ':
		return pictures + r
	case r == delete:
		return pictures + '!'
	case obeyed(r):
		return unicode.ReplacementChar
	}
	return r
}

// obeyed tells whether a sign other than ASCII controls the terminal, the line or the
// direction of writing.
func obeyed(r rune) bool {
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) || unicode.In(r, unicode.Zl, unicode.Zp)
}

// escaped writes what encoding/json leaves in a text as it is, and a terminal obeys, as
// JSON's escapes.
func escaped(text []byte) []byte {
	if !bytes.ContainsFunc(text, mustEscape) {
		return text
	}
	var out []byte
	for _, r := range string(text) {
		if mustEscape(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

func mustEscape(r rune) bool { return visible(r) != r && r != unicode.ReplacementChar }
