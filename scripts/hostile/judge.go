package main

import (
	"fmt"
	"regexp"
	"slices"
	"unicode"
	"unicode/utf8"
)

// goWords are words that Go says and the program should not.
var goWords = regexp.MustCompile(`goroutine|panic:|runtime error|strconv|unmarshal|invalid character|json:|reflect\.|%!|0x[0-9a-f]{6,}|<nil>|\bEOF\b`)

// faults are what is wrong with an outcome, in words.
func (o outcome) faults() []string {
	var all []string
	fault := func(wrong bool, format string, args ...any) {
		if wrong {
			all = append(all, fmt.Sprintf(format, args...))
		}
	}
	text := append(slices.Clone(o.stdout), o.stderr...)
	fault(o.cost.Hung, "it hangs")
	fault(!o.cost.Hung && min(o.cost.Time, o.cost.Work) > longest, "it takes too long")
	fault(!o.cost.Hung && o.cost.Status > 128, "a signal ended it")
	fault(o.above() > budget+o.honest, "it takes too much memory")
	fault(o.cost.Status == 0 && !o.fine, "it is accepted")
	fault(o.cost.Status > 0 && len(o.stderr) == 0, "it says nothing")
	fault(len(o.lost) > 0, "it destroys %v", o.lost)
	fault(raw(text), "it prints an escape sequence")
	word := goWords.Find(text)
	fault(word != nil, "it says “%s”", word)
	return all
}

// above is the peak of memory above rest, in bytes.
func (o outcome) above() int64 { return max(0, o.cost.Peak-o.rest) }

// raw tells whether text has what a terminal takes for a command.
func raw(text []byte) bool {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return true
		}
		text = text[n:]
	}
	return false
}

func contains(list []string, word string) bool { return slices.Contains(list, word) }
