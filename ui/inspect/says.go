package inspect

import (
	"regexp"
	"strings"

	"wakesleep/ui/texts"
)

// verb is an argument's place in a text.
var verb = regexp.MustCompile(`%(\[\d+\])?[-+#0]*[\d.]*[a-zA-Z]`)

// Says tells whether the table's text of a key is in a text, where it may begin a
// sentence. If it has places for arguments and none are given, anything may stand there.
func Says(text, key string, args ...any) bool {
	parts := []string{texts.Of(key, args...)}
	if len(args) == 0 && verb.MatchString(parts[0]) {
		parts = verb.Split(strings.ReplaceAll(parts[0], "%%", "%"), -1)
	}
	begun := strings.TrimSuffix(texts.Sentence(parts[0]), ".")
	return inOrder(text, parts) || inOrder(text, append([]string{begun}, parts[1:]...))
}

// inOrder tells whether parts follow each other in a text.
func inOrder(text string, parts []string) bool {
	for _, part := range parts {
		_, rest, found := strings.Cut(text, part)
		if !found {
			return false
		}
		text = rest
	}
	return true
}
