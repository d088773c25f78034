package dataset

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// starts finds files that begin with one of some texts, in which ? stands for any byte.
func starts(texts ...string) func([]byte) bool {
	return func(head []byte) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return like(head, text) })
	}
}

func like(head []byte, text string) bool {
	if len(head) < len(text) {
		return false
	}
	for i := range len(text) {
		if text[i] != '?' && text[i] != head[i] {
			return false
		}
	}
	return true
}

// zipOf finds zip archives whose first member has a name that matches a pattern.
func zipOf(pattern string) func([]byte) bool {
	const fixed, length = 30, 26
	name := regexp.MustCompile(pattern)
	return func(head []byte) bool {
		if !like(head, "PK\x03\x04") || len(head) < fixed {
			return false
		}
		n := int(binary.LittleEndian.Uint16(head[length:]))
		return name.Match(head[fixed:min(fixed+n, len(head))])
	}
}

// says finds texts that match a pattern, without white space and marks before them.
func says(pattern string) func([]byte) bool {
	p := regexp.MustCompile(pattern)
	return func(head []byte) bool { return p.Match(text(head)) }
}

// text is the beginning of a text without white space and marks before it; nil where
// it is none.
func text(head []byte) []byte {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	for i, r := range string(head) {
		if r < ' ' && !strings.ContainsRune("\t\r\n\f", r) || r == utf8.RuneError && utf8.FullRune(head[i:]) {
			return nil
		}
	}
	return head
}
